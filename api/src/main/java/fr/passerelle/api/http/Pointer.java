package fr.passerelle.api.http;

import org.jspecify.annotations.Nullable;

/** A place in a JSON document (RFC 6901), written out only when something is wrong there. */
record Pointer(@Nullable Pointer parent, String step) {
    static final Pointer ROOT = new Pointer(null, "");

    private static final int LONGEST = 300;

    Pointer child(String member) {
        return new Pointer(this, member);
    }

    Pointer child(int index) {
        return new Pointer(this, Integer.toString(index));
    }

    String text() {
        StringBuilder text = new StringBuilder();
        appendTo(text);
        return text.toString();
    }

    /** This place, or the nearest around it whose steps are names that an answer may repeat: neither long nor hostile. */
    static String repeatable(String text) {
        String place = text;
        while (!isRepeatable(place)) {
            place = place.substring(0, place.lastIndexOf('/'));
        }
        return place;
    }

    private static boolean isRepeatable(String text) {
        return text.length() <= LONGEST
                && text.chars().noneMatch(Character::isISOControl)
                && TextFaults.in(text).isEmpty();
    }

    private void appendTo(StringBuilder text) {
        if (parent != null) {
            parent.appendTo(text);
            text.append('/').append(step.replace("~", "~0").replace("/", "~1"));
        }
    }
}
