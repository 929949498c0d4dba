package fr.passerelle.persistence;

/**
 * Text as PostgreSQL can keep it. The platform may send anything, and what came back must be stored whatever it is; it is
 * kept byte for byte as evidence beside the text.
 */
final class StoredText {
    private static final char REPLACEMENT = '\ufffd';

    private StoredText() {}

    /** The same text, with a replacement for each NUL and each half of a broken pair of surrogates. */
    static String of(String text) {
        int kept = storableLength(text, 0);
        if (kept == text.length()) {
            return text;
        }
        StringBuilder storable = new StringBuilder(text.length());
        int from = 0;
        while (kept < text.length()) {
            storable.append(text, from, kept).append(REPLACEMENT);
            from = kept + 1;
            kept = storableLength(text, from);
        }
        return storable.append(text, from, kept).toString();
    }

    /** Where, from a start on, the text first holds what cannot be stored; its length when nowhere. */
    private static int storableLength(String text, int start) {
        int i = start;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            if (codePoint == 0 || isHalfOfAPair(codePoint)) {
                return i;
            }
            i += Character.charCount(codePoint);
        }
        return i;
    }

    private static boolean isHalfOfAPair(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
