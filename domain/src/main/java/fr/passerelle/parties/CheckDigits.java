package fr.passerelle.parties;

import java.util.regex.Pattern;

/** Arithmetic of check digits. */
final class CheckDigits {
    private static final Pattern BLANKS = Pattern.compile("[ \\u00a0\\u202f]");

    private CheckDigits() {}

    static String withoutBlanks(String text) {
        return BLANKS.matcher(text).replaceAll("");
    }

    static void requireDigits(String what, String text, int length) {
        if (!text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new InvalidIdentifier(what, InvalidIdentifier.Reason.CHARACTERS);
        }
        if (text.length() != length) {
            throw new InvalidIdentifier(what, InvalidIdentifier.Reason.LENGTH);
        }
    }

    static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    static int sum(String digits) {
        return digits.chars().map(c -> c - '0').sum();
    }
}
