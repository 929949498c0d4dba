package fr.passerelle.platform;

/** The platform no longer knows the session: it expired, or another log in of the account ended it. */
public final class SessionEnded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SessionEnded(String operation) {
        super(operation);
    }
}
