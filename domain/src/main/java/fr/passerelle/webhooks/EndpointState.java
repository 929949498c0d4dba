package fr.passerelle.webhooks;

import java.time.Instant;

/** Whether an endpoint is sent anything. */
public sealed interface EndpointState {
    /** Since when it is so. */
    Instant since();

    /** The public name. */
    default String code() {
        return switch (this) {
            case Unverified(var _) -> "unverified";
            case Enabled(var _) -> "enabled";
            case Disabled(var _, var _, var _) -> "disabled";
        };
    }

    /** Nobody has answered there yet that it wants our messages: nothing but the question is sent. */
    record Unverified(Instant since) implements EndpointState {}

    /** It is sent the events behind its place in the journal. */
    record Enabled(Instant since) implements EndpointState {}

    /**
     * It is sent nothing, and keeps its place in the journal.
     *
     * @param isVerified whether its present address has answered that it wants our messages
     */
    record Disabled(Instant since, Reason reason, boolean isVerified) implements EndpointState {}

    /** Why an endpoint is disabled. */
    enum Reason {
        /** Its client asked for it. */
        REQUESTED,
        /** It answered 410: it never wants a message again. */
        GONE,
        /** Nothing but failures for {@link Health#LONGEST_FAILURE}. */
        FAILING_TOO_LONG
    }
}
