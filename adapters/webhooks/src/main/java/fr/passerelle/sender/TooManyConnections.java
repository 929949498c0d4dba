package fr.passerelle.sender;

import java.io.IOException;

/** As many connections are open as may be. */
final class TooManyConnections extends IOException {
    private static final long serialVersionUID = 1;

    TooManyConnections() {
        super("too many connections");
    }

    /** When there is one there are many. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
