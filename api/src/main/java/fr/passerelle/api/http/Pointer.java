package fr.passerelle.api.http;

import org.jspecify.annotations.Nullable;

/** A place in a JSON document (RFC 6901), written out only when something is wrong there. */
record Pointer(@Nullable Pointer parent, String step) {
    static final Pointer ROOT = new Pointer(null, "");

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

    private void appendTo(StringBuilder text) {
        if (parent != null) {
            parent.appendTo(text);
            text.append('/').append(step.replace("~", "~0").replace("/", "~1"));
        }
    }
}
