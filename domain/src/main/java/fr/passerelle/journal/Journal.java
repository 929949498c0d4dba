package fr.passerelle.journal;

import fr.passerelle.ids.TenantId;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/** The ordered journal of a tenant. Written by the saves of the other ports, in their transactions; read here. */
public interface Journal {

    /**
     * Events behind a position, in order.
     *
     * @param after the last position seen; zero for the beginning
     * @param types what to keep; empty for all
     * @param limit at most so many
     */
    Mono<List<RecordedEvent>> read(TenantId tenant, long after, Set<EventType> types, int limit);

    /** All events of one subject, in the order of its sequence. */
    Mono<List<RecordedEvent>> of(TenantId tenant, Subject subject);
}
