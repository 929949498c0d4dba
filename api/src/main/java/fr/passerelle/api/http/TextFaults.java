package fr.passerelle.api.http;

import fr.passerelle.parties.SocialSecurityNumber;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What no text of a client may hold, whatever the member or parameter. */
final class TextFaults {
    private TextFaults() {}

    /** The code of the first fault. The database cannot keep a NUL, nor UTF-8 a half character; a NIR we may not hold. */
    static Optional<String> in(String text) {
        if (text.indexOf('\0') >= 0) {
            return Optional.of("nul_character");
        }
        if (hasLoneSurrogate(text)) {
            return Optional.of("lone_surrogate");
        }
        return SocialSecurityNumber.isIn(text) ? Optional.of("social_security_number_refused") : Optional.empty();
    }

    /** Whether what is percent-encoded in a part of an address is UTF-8. */
    static boolean isEncodedText(String raw) {
        byte[] bytes = URLDecoder.decode(raw, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
