package fr.passerelle.journal;

import fr.passerelle.ids.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * The ordered journal of a tenant. Written by the saves of the other ports, in their transactions; read here. It begins at its
 * oldest position, which moves on as old events are forgotten.
 */
public interface Journal {

    /**
     * Which positions there are. Whoever has read up to {@code latest} after asking for it has missed nothing.
     *
     * @param oldest the first that is still shown; one more than {@code latest} when there is none
     * @param latest the last that was given out; zero in the beginning
     */
    record Extent(long oldest, long latest) {
        /** That of a tenant for whom nothing has happened. */
        public static final Extent EMPTY = new Extent(1, 0);

        /** Whether events behind the position were forgotten, so that whoever goes on from there misses some. */
        public boolean hasForgotten(long after) {
            return after + 1 < oldest;
        }
    }

    Mono<Extent> extent(TenantId tenant);

    /** The last position of each of these tenants, in one look; nothing of those for whom nothing has happened. */
    Mono<Map<TenantId, Long>> latest(Set<TenantId> tenants);

    /**
     * Events behind a position, in order; from the oldest, when that was before it.
     *
     * @param after the last position seen; zero for the beginning
     * @param types what to keep; empty for all
     * @param limit at most so many
     */
    Mono<List<RecordedEvent>> read(TenantId tenant, long after, Set<EventType> types, int limit);

    /** All events of one subject, in the order of its sequence. Those of a request stay when the journal forgets them. */
    Mono<List<RecordedEvent>> of(TenantId tenant, Subject subject);

    /**
     * Forgets events from the beginning of each journal, up to the first that did not happen before an instant. Positions are
     * never used again. Webhooks pass over what was forgotten.
     *
     * @param most of each tenant; the next call goes on
     * @return how many
     */
    Mono<Long> forget(Instant before, int most);
}
