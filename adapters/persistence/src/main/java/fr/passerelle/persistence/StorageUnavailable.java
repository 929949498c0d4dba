package fr.passerelle.persistence;

/**
 * The database cannot be reached, or has no connection to spare. Raised before anything was written, so the call may be
 * repeated.
 */
public final class StorageUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StorageUnavailable(Throwable cause) {
        super("no connection to the database", cause);
    }
}
