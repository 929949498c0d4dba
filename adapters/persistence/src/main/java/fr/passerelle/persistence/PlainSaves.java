package fr.passerelle.persistence;

import fr.passerelle.journal.Idempotency;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.requests.Change;
import fr.passerelle.requests.RequestState;
import fr.passerelle.work.Schedule;
import io.r2dbc.spi.R2dbcException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The saves of every creation and submission: request, key, job and events, in one call of a function that stores all of it
 * when all is as it should be and nothing otherwise. What it takes for unusual is left to the save in steps, which knows what
 * it means.
 */
final class PlainSaves {
    private static final String SAVE = "select save_plainly($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)::text";

    /** Raised by the function, which takes back what it wrote. */
    private static final String UNUSUAL = "PS001";

    private PlainSaves() {}

    /** The call that saves a change; empty when the function has no room for all of it. */
    static Optional<Sql> of(Change change, Instant now) {
        return isPlain(change) ? Optional.of(call(change, now)) : Optional.empty();
    }

    private static boolean isPlain(Change change) {
        return change.claim() == null
                && !(change.schedule() instanceof Schedule.Done)
                && change.attempt() == null
                && change.authorisation() == null
                && change.tasks().isEmpty()
                && change.observations().isEmpty()
                && change.documents().isEmpty()
                && change.removedDocuments().isEmpty();
    }

    private static Sql call(Change change, Instant now) {
        AuthorisationRequest next = change.next();
        Idempotency key = change.idempotency();
        Schedule.At job = change.schedule() instanceof Schedule.At at ? at : null;
        return Sql.of(
                SAVE,
                next.tenant().value(),
                RequestRows.columns(next).row(),
                change.before(),
                Sql.orNull(key == null ? null : key.key(), String.class),
                Sql.orNull(key == null ? null : key.fingerprint(), String.class),
                Sql.orNull(keptUntil(next, now), Instant.class),
                now,
                Sql.orNull(job == null ? null : job.due(), Instant.class),
                Sql.orNull(job == null ? null : job.deadline(), Instant.class),
                Sql.orNull(job == null ? null : Columns.nameOf(job.lane()), String.class),
                change.checkDuplicates(),
                EventRows.lines(change.events()));
    }

    private static @Nullable Instant keptUntil(AuthorisationRequest next, Instant now) {
        return next.state() instanceof RequestState.Queued ? null : IdempotencyRows.keptUntil(now);
    }

    /** Whether a save in steps may do, or will explain, what the function did not; nothing was stored. */
    static boolean isUnusual(Throwable failure) {
        return failure instanceof ConstraintBroken
                || (failure instanceof R2dbcException raised && UNUSUAL.equals(raised.getSqlState()));
    }
}
