package fr.passerelle.parties;

/** A text that cannot be the identifier it claims to be. The message never repeats the text: it may be personal data. */
public final class InvalidIdentifier extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, so that a caller can tell a typing error from a missing digit. */
    public enum Reason {
        LENGTH,
        CHARACTERS,
        CHECK_DIGIT
    }

    private final Reason reason;

    InvalidIdentifier(String what, Reason reason) {
        super(what + ": " + reason);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
