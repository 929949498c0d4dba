package fr.passerelle.parties;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * NIR, the French social security number. No request for a work authorisation asks for it, and the law restricts its use:
 * we refuse to hold one, so this type only recognises it.
 */
public final class SocialSecurityNumber {
    private static final Pattern SHAPE = Pattern.compile(
            "(?<!\\d)([1-478])(\\d{2})(0[1-9]|1[0-2]|[2-4]\\d|50|99)(\\d{2}|2[ABab])(\\d{3})(\\d{3})(\\d{2})(?!\\d)");
    private static final Pattern SEPARATORS = Pattern.compile("[ .\\u00a0\\u202f-]");

    private SocialSecurityNumber() {}

    /** Whether the text holds fifteen characters shaped like a NIR whose key (97 minus the remainder) is right. */
    public static boolean isIn(String text) {
        if (text.length() < 15) {
            return false;
        }
        Matcher matcher = SHAPE.matcher(SEPARATORS.matcher(text).replaceAll(""));
        while (matcher.find()) {
            if (keyIsRight(matcher.group())) {
                return true;
            }
        }
        return false;
    }

    private static boolean keyIsRight(String nir) {
        String department = nir.substring(5, 7);
        long offset = 0;
        String body = nir.substring(0, 13);
        if (department.equalsIgnoreCase("2A")) {
            offset = 1_000_000;
        } else if (department.equalsIgnoreCase("2B")) {
            offset = 2_000_000;
        }
        long number = Long.parseLong(body.replace('A', '0')
                        .replace('a', '0')
                        .replace('B', '0')
                        .replace('b', '0'))
                - offset;
        return 97 - number % 97 == Long.parseLong(nir.substring(13));
    }
}
