package fr.passerelle.persistence;

import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.journal.SaveOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The keys of clients as the saves write them. */
final class IdempotencyRows {
    /** Published to integrators; a batch is run again after a week-end. */
    private static final Duration KEPT = Duration.ofDays(7);

    /**
     * Writes the key if no transaction under way holds it and nobody used it before. An insert alone would wait for the
     * other transaction, and so pin connections; the lock that is only tried answers at once.
     */
    private static final String REMEMBER = """
        insert into idempotency (tenant_id, key, fingerprint, subject, kept_until)
        select $1, $2, $3, $4, case when $6 then 'infinity' else $5 end
        where pg_try_advisory_xact_lock(hashtextextended($1::text || $2, 0))
        on conflict (tenant_id, key) do update
            set fingerprint = excluded.fingerprint, subject = excluded.subject, kept_until = excluded.kept_until
            where idempotency.kept_until <= $7
        """;

    static final String FIND =
            "select fingerprint, subject from idempotency where tenant_id = $1 and key = $2 and kept_until > $3";

    private final InstantSource clock;

    IdempotencyRows(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Keeps a key with the subject of its call; refuses when it was used before or is being used.
     *
     * @param forever whether it is kept as long as the request lives
     */
    Mono<Void> remember(Transaction tx, TenantId tenant, @Nullable Idempotency used, UUID subject, boolean forever) {
        if (used == null) {
            return Mono.empty();
        }
        Instant now = clock.instant();
        Sql remember =
                Sql.of(REMEMBER, tenant.value(), used.key(), used.fingerprint(), subject, now.plus(KEPT), forever, now);
        return tx.change(remember).flatMap(kept -> kept == 1 ? Mono.empty() : refuse(tx, tenant, used, now));
    }

    Instant now() {
        return clock.instant();
    }

    /** Until when a key that is used now is kept, unless it is for as long as its request lives. */
    static Instant keptUntil(Instant now) {
        return now.plus(KEPT);
    }

    private static Mono<Void> refuse(Transaction tx, TenantId tenant, Idempotency used, Instant now) {
        return tx.one(Sql.of(FIND, tenant.value(), used.key(), now), row -> outcome(row, used))
                .defaultIfEmpty(new SaveOutcome.KeyInFlight())
                .flatMap(outcome -> Mono.error(new Refusal(outcome)));
    }

    private static SaveOutcome outcome(StoredRow row, Idempotency used) {
        return row.text("fingerprint").equals(used.fingerprint())
                ? new SaveOutcome.Replayed(row.uuid("subject"))
                : new SaveOutcome.KeyReused();
    }
}
