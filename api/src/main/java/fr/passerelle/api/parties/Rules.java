package fr.passerelle.api.parties;

import fr.passerelle.api.http.Errors;
import fr.passerelle.parties.Nationality;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rules that members of several bodies share. */
public final class Rules {
    private static final int LINE = 200;
    private static final int WORDS = 4000;
    private static final int MOST_METADATA = 20;
    private static final int METADATA_KEY = 64;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]+\\.[^@\\s]+");
    private static final Pattern PHONE = Pattern.compile("[+0-9 ().-]{4,30}");

    private Rules() {}

    /** A value that the rules of the body have found to be there. */
    public static <T> T given(@Nullable T checked) {
        return Objects.requireNonNull(checked, "checked before");
    }

    /** One line of text: no control characters, at most 200 characters. */
    public static void line(Errors errors, String member, @Nullable String text) {
        line(errors, member, text, LINE);
    }

    public static void line(Errors errors, String member, @Nullable String text, int longest) {
        errors.length(member, text, 0, longest);
        if (text != null && text.chars().anyMatch(Character::isISOControl)) {
            errors.at(member).add("invalid_characters");
        }
    }

    /** A reference or a user's name: one line of 1 to 128 characters. */
    public static void reference(Errors errors, String member, @Nullable String text) {
        if (text != null && text.isBlank()) {
            errors.at(member).add("required");
        }
        line(errors, member, text, 128);
    }

    /** Free text of several lines. */
    public static void words(Errors errors, String member, @Nullable String text) {
        errors.length(member, text, 0, WORDS);
    }

    public static void matches(Errors errors, String member, @Nullable String text, Pattern pattern) {
        if (text != null && !pattern.matcher(text).matches()) {
            errors.at(member).add("invalid_format");
        }
    }

    public static void email(Errors errors, String member, @Nullable String text) {
        errors.length(member, text, 0, 254);
        matches(errors, member, text, EMAIL);
    }

    public static void phone(Errors errors, String member, @Nullable String text) {
        matches(errors, member, text, PHONE);
    }

    public static void country(Errors errors, String member, @Nullable String code) {
        if (code != null && !Nationality.isCountry(code)) {
            errors.at(member).add("unknown_country");
        }
    }

    public static void metadata(Errors errors, @Nullable Map<String, String> metadata) {
        if (metadata == null) {
            return;
        }
        errors.atMost("metadata", MOST_METADATA, metadata.keySet());
        metadata.forEach((key, value) -> metadataEntry(errors.at("metadata"), key, value));
    }

    private static void metadataEntry(Errors errors, String key, @Nullable String value) {
        boolean isTooLong = key.codePointCount(0, key.length()) > METADATA_KEY;
        if (key.isBlank() || isTooLong || key.chars().anyMatch(Character::isISOControl)) {
            errors.at(key).add("invalid_key");
        }
        errors.required(key, value);
        line(errors, key, value);
    }
}
