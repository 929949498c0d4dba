package fr.passerelle.platform;

/** The platform gave no usable answer. The message names the operation and the fault, never what was sent or received. */
public final class PlatformUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whose trouble it is, for our measured health. */
    public enum Fault {
        /** Nothing could be sent: refused or unresolved. */
        UNREACHABLE,
        TIMEOUT,
        /** A server error or an overload answer. */
        SERVER_ERROR,
        /** An answer that is not what the operation gives: a page, a cut or foreign text. */
        UNUSABLE_ANSWER,
        /** Our own protection refused the call: breaker open or too many calls under way. */
        HELD_BACK
    }

    private final Fault fault;

    public PlatformUnavailable(String operation, Fault fault, @org.jspecify.annotations.Nullable Throwable cause) {
        super(operation + ": " + fault, cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
