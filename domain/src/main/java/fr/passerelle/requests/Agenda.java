package fr.passerelle.requests;

import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** On which requests time runs out, and when: ids and instants alone, of all tenants. Kept by the saves of the requests. */
public interface Agenda {

    /**
     * Requests of which something is to be told, the earliest first. Whether the platform can be read, the tenant is paused or
     * the request leased makes no difference.
     *
     * @param now what is to be told until then
     * @param after behind this entry; empty from the beginning
     */
    Mono<List<Entry>> due(Instant now, Optional<Entry> after, int max);

    /** A request, and when its next timer runs out. */
    record Entry(TenantId tenant, RequestId request, Instant at) {}
}
