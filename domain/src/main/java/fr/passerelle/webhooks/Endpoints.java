package fr.passerelle.webhooks;

import fr.passerelle.ids.EndpointId;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.journal.SaveOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The endpoints of clients. */
public interface Endpoints {

    /**
     * Stores the next version of an endpoint with the event that tells of it, both or neither. A new endpoint has its place at
     * the end of the journal as it was before.
     *
     * @param before the version that was read; zero for a new endpoint
     * @return {@code Stored}, {@code Stale}, or what became of the key
     */
    Mono<SaveOutcome> save(
            Endpoint next, long before, Event event, Redirection redirection, @Nullable Idempotency idempotency);

    /**
     * What a save does to what is being sent. Whoever is sending at this moment stops and looks again: what it has under way may
     * arrive twice.
     *
     * @param isSkipping whether all that happened so far is passed over
     * @param isFresh whether earlier failures are forgotten
     * @param question to be posted before anything else
     */
    record Redirection(boolean isSkipping, boolean isFresh, Optional<Delivery> question) {
        static Redirection none() {
            return new Redirection(false, false, Optional.empty());
        }

        static Redirection asking(Delivery question) {
            return new Redirection(false, true, Optional.of(question));
        }
    }

    /** Removes an endpoint and says so in the journal; its deliveries are forgotten in time. */
    Mono<SaveOutcome> delete(Endpoint last, Event event);

    Mono<Endpoint> find(TenantId tenant, EndpointId id);

    /** In the order of change. */
    Mono<List<Endpoint>> list(TenantId tenant, Paging paging);

    Mono<Long> count(TenantId tenant);

    /** How an endpoint does, at this moment. */
    Mono<Standing> standing(TenantId tenant, EndpointId id);

    /**
     * How an endpoint does.
     *
     * @param behind how many events of the journal it has not come to, those that it does not want included
     * @param pending how many messages wait to be tried again
     * @param oldestUndelivered when the oldest of all that happened that it has not been given, and is still to be
     */
    record Standing(Health health, long behind, long pending, Optional<Instant> oldestUndelivered) {}
}
