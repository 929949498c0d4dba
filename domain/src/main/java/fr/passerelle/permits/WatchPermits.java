package fr.passerelle.permits;

import fr.passerelle.ids.PermitId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.permits.Permits.Due;
import fr.passerelle.permits.Permits.Turn;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells what comes due of permits, on its day, and again what nobody acknowledged. Nothing but what is due is read. Two replicas at
 * once do no harm: of two that tell the same, one stores nothing, and what was changed by somebody else meanwhile comes again in the
 * next round.
 */
public final class WatchPermits {
    private static final int PAGE = 4_000;
    private static final int IN_A_SAVE = 500;
    private static final int AT_ONCE = 4;
    private static final int PAGES_AHEAD = 1;

    private final Permits permits;
    private final Reviews reviews;
    private final InstantSource clock;

    public WatchPermits(Permits permits, Reviews reviews, InstantSource clock) {
        this.permits = permits;
        this.reviews = reviews;
        this.clock = clock;
    }

    /** Goes once through all that is due; how many permits were stored anew. One piece that fails keeps no other waiting. */
    public Mono<Long> look() {
        return Flux.defer(() -> due(clock.instant()))
                .concatMapIterable(WatchPermits::pieces, PAGES_AHEAD)
                .flatMapDelayError(this::look, AT_ONCE, AT_ONCE)
                .reduce(0L, Long::sum);
    }

    private Flux<List<Due>> due(Instant now) {
        return permits.due(now, Optional.empty(), PAGE)
                .expand(page -> page.size() < PAGE ? Mono.empty() : permits.due(now, Optional.of(page.getLast()), PAGE))
                .filter(page -> !page.isEmpty());
    }

    /** What is saved at once: of one tenant, and not too much. */
    private record Piece(TenantId tenant, List<PermitId> permits) {}

    private static List<Piece> pieces(List<Due> page) {
        Map<TenantId, List<PermitId>> byTenant = page.stream()
                .collect(Collectors.groupingBy(Due::tenant, Collectors.mapping(Due::permit, Collectors.toList())));
        return byTenant.entrySet().stream()
                .map(entry -> pieces(entry.getKey(), entry.getValue()))
                .flatMap(Collection::stream)
                .toList();
    }

    private static List<Piece> pieces(TenantId tenant, List<PermitId> all) {
        return IntStream.iterate(0, from -> from < all.size(), from -> from + IN_A_SAVE)
                .mapToObj(from -> new Piece(tenant, all.subList(from, Math.min(all.size(), from + IN_A_SAVE))))
                .toList();
    }

    private Mono<Long> look(Piece piece) {
        return permits.findAll(piece.tenant(), piece.permits())
                .collectList()
                .flatMap(found -> reviews.of(piece.tenant(), found))
                .map(seen -> seen.stream().map(this::turn).toList())
                .flatMap(turns -> turns.isEmpty() ? Mono.just(0L) : save(piece.tenant(), turns));
    }

    private Turn turn(Reviews.Seen seen) {
        return reviews.review().due(seen.permit(), seen.by());
    }

    private Mono<Long> save(TenantId tenant, List<Turn> turns) {
        return permits.save(tenant, turns).map(stored -> (long) stored.size());
    }
}
