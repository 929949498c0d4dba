package fr.passerelle.webhooks;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How an attempt to post ended. */
public sealed interface Posted {
    /** From the first look at the address to the last byte that was read. */
    Duration took();

    /**
     * The receiver answered. Its body is neither kept nor shown: it may hold what is nobody's business.
     *
     * @param retryAfter as it asked; never negative, and never more than a year
     */
    record Answered(int status, Duration took, @Nullable Duration retryAfter) implements Posted {
        /** From 200 to 299: it has kept the message. */
        public boolean isKept() {
            return status >= 200 && status < 300;
        }

        /** 410: it never wants one again. */
        public boolean isGone() {
            return status == 410;
        }
    }

    /** There was no answer. */
    record Failed(Failure failure, Duration took) implements Posted {}

    /** Why there was no answer. */
    enum Failure {
        /** What the name leads to is not public; nothing was connected to. */
        ADDRESS_NOT_PUBLIC,
        NAME_NOT_RESOLVED,
        CONNECTION_REFUSED,
        TLS,
        TIMEOUT,
        /** Or what came was not HTTP. */
        CONNECTION_LOST,
        /** By us: as many connections are open as may be. Nothing was connected to, and the receiver is not to blame. */
        HELD_BACK
    }
}
