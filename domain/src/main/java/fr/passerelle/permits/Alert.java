package fr.passerelle.permits;

import fr.passerelle.ids.AlertId;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.PermitId;
import fr.passerelle.ids.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A warning about a permit. There is one at most of the same kind, threshold and facts, however often the same data are sent.
 *
 * @param told how; those that were found late, with the first import, are told in a digest
 * @param escalations how often it was told again because nobody acknowledged it
 * @param escalateAt when it is told again unless it is acknowledged; absent when it will not be
 * @param ended why it is no longer of interest; absent while it is
 */
public record Alert(
        AlertId id,
        TenantId tenant,
        EmployerId employer,
        PermitId permit,
        Milestone.Kind kind,
        String threshold,
        String facts,
        LocalDate on,
        LocalDate effectiveOn,
        Told told,
        Instant raisedAt,
        @Nullable Acknowledgement acknowledgement,
        int escalations,
        @Nullable Instant escalateAt,
        @Nullable Ended ended) {

    /** The way in which it was told. */
    public enum Told {
        BY_EVENT,
        /** Waits for the employer's next digest. */
        BY_DIGEST,
        IN_DIGEST
    }

    /** Why it is no longer of interest. */
    public enum Ended {
        /** The permit is another one, such as a renewed one. */
        FACTS_CHANGED,
        EMPLOYMENT_ENDED,
        PERMIT_DELETED
    }

    /**
     * Somebody has seen to it.
     *
     * @param by who, in the client's words
     */
    public record Acknowledgement(
            String by, Instant at, @Nullable String note) {}

    public boolean isOpen() {
        return acknowledgement == null && ended == null;
    }

    boolean isToBeToldAgain(Instant now) {
        return isOpen() && escalateAt != null && !escalateAt.isAfter(now);
    }

    /** Of no interest any more; or of interest again, when its facts are back. */
    Alert ended(@Nullable Ended why) {
        return with(acknowledgement, escalations, null, why);
    }

    /** Told again no more: a later one says more. */
    Alert quiet() {
        return with(acknowledgement, escalations, null, ended);
    }

    Alert escalated(@Nullable Instant next) {
        return with(acknowledgement, escalations + 1, next, ended);
    }

    Alert acknowledged(Acknowledgement by) {
        return with(by, escalations, null, ended);
    }

    private Alert with(@Nullable Acknowledgement seen, int times, @Nullable Instant next, @Nullable Ended why) {
        return new Alert(
                id,
                tenant,
                employer,
                permit,
                kind,
                threshold,
                facts,
                on,
                effectiveOn,
                told,
                raisedAt,
                seen,
                times,
                next,
                why);
    }
}
