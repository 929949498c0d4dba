package fr.passerelle.platform;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The platform gave no usable answer. The message names the operation and the fault, never what was sent or received. */
public final class PlatformUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whose trouble it is, for our measured health. */
    public enum Fault {
        /** Nothing could be sent: refused or unresolved. */
        UNREACHABLE,
        /** Whoever answers there cannot prove to be the platform: nothing was sent. */
        UNTRUSTED,
        TIMEOUT,
        SERVER_ERROR,
        /** We call too often, or everybody does. */
        OVERLOADED,
        /** An answer that is not what the operation gives: a page, a cut or foreign text. */
        UNUSABLE_ANSWER,
        /** Our own protection refused the call: breaker open or too many calls under way. */
        HELD_BACK
    }

    private final String operation;
    private final Fault fault;
    private final @Nullable Duration retryAfter;
    private final boolean spoilsSession;

    public PlatformUnavailable(String operation, Fault fault, @Nullable Throwable cause) {
        this(operation, fault, null, false, cause);
    }

    private PlatformUnavailable(
            String operation,
            Fault fault,
            @Nullable Duration retryAfter,
            boolean spoilsSession,
            @Nullable Throwable cause) {
        super(operation + ": " + fault, cause);
        this.operation = operation;
        this.fault = fault;
        this.retryAfter = retryAfter;
        this.spoilsSession = spoilsSession;
    }

    /** The platform said itself how long to leave it alone. */
    public static PlatformUnavailable askingForPatience(String operation, Fault fault, @Nullable Duration retryAfter) {
        return new PlatformUnavailable(operation, fault, retryAfter, false, null);
    }

    /** We kept the call from being made, and say when it may be. */
    public static PlatformUnavailable heldBack(String operation, Duration wait) {
        return new PlatformUnavailable(operation, Fault.HELD_BACK, wait, false, null);
    }

    /** A page of another employer came in our session. */
    public static PlatformUnavailable showingSomebodyElse(String operation) {
        return new PlatformUnavailable(operation, Fault.UNUSABLE_ANSWER, null, true, null);
    }

    /** The same failure, for whoever should come back no sooner. */
    public PlatformUnavailable withRetryAfter(Duration wait) {
        return new PlatformUnavailable(operation, fault, wait, spoilsSession, getCause());
    }

    /** Whether nothing was sent at all, for a reason of ours. */
    public boolean isHeldBack() {
        return fault == Fault.HELD_BACK;
    }

    public Fault fault() {
        return fault;
    }

    /** Whether nothing that this session shows can be believed any more: it is to be dropped. */
    public boolean spoilsSession() {
        return spoilsSession;
    }

    /** How long to leave the platform alone, by its own word or by our pace; empty when neither says anything. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
