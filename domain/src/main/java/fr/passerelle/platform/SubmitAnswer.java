package fr.passerelle.platform;

import java.time.Duration;
import java.util.Optional;

/** How one sending ended, as far as it can be known. */
public sealed interface SubmitAnswer {
    /** What went out and came back; the evidence of the attempt. */
    Exchange exchange();

    /** A proven receipt. */
    record Accepted(Receipt receipt, Exchange exchange) implements SubmitAnswer {}

    /** The platform itself rejected the submission, in its own words: nothing was filed. */
    record Refused(Rejection rejection, Exchange exchange) implements SubmitAnswer {}

    /**
     * Not one byte of the request left: it may be sent again.
     *
     * @param fault unreachable, or held back by our own protection
     */
    record NotSent(PlatformUnavailable.Fault fault, String reason, Exchange exchange) implements SubmitAnswer {}

    /**
     * Anything else: it may have been filed. It is looked up, never sent again.
     *
     * @param retryAfter how long the platform asks to be left alone
     */
    record Unknown(String reason, Exchange exchange, Optional<Duration> retryAfter) implements SubmitAnswer {
        public Unknown(String reason, Exchange exchange) {
            this(reason, exchange, Optional.empty());
        }
    }
}
