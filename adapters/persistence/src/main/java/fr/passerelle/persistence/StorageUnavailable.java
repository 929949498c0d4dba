package fr.passerelle.persistence;

/**
 * The database cannot be reached, or has no connection to spare. Nothing was written, so the call may be repeated. (When a
 * connection is lost in the middle of a write, the fault of the driver is raised instead: nobody knows whether it was
 * committed, and only its idempotency key or its version can tell.)
 */
public final class StorageUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StorageUnavailable(Throwable cause) {
        super("no connection to the database", cause);
    }
}
