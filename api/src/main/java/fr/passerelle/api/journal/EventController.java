package fr.passerelle.api.journal;

import fr.passerelle.api.http.ApiProblem;
import fr.passerelle.api.http.PageQuery;
import fr.passerelle.api.http.ProblemCode;
import fr.passerelle.api.security.Caller;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.Journal;
import fr.passerelle.journal.RecordedEvent;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The journal: everything that happened, in order, by cursor. */
@RestController
final class EventController {
    private final Journal journal;
    private final EventWatch watch;

    EventController(Journal journal, EventWatch watch) {
        this.journal = journal;
        this.watch = watch;
    }

    /**
     * Events behind a position.
     *
     * @param nextAfter from where to go on; beyond what is shown, where nothing more of what was asked for comes in between
     */
    record EventPage(List<EventView> items, long nextAfter, boolean hasMore, long oldestPosition, long latestPosition) {
        static EventPage of(List<RecordedEvent> found, long after, int limit, Journal.Extent extent) {
            boolean hasMore = found.size() > limit;
            List<RecordedEvent> shown = hasMore ? found.subList(0, limit) : found;
            long last = shown.isEmpty() ? after : shown.getLast().position();
            return new EventPage(
                    shown.stream().map(EventView::of).toList(),
                    hasMore ? last : Math.max(last, extent.latest()),
                    hasMore,
                    extent.oldest(),
                    Math.max(last, extent.latest()));
        }
    }

    /** What is asked for. */
    private record Wish(TenantId tenant, long after, Set<EventType> types, int limit) {
        Wish after(long position) {
            return new Wish(tenant, position, types, limit);
        }
    }

    @GetMapping("/v1/events")
    Mono<ResponseEntity<EventPage>> events(
            Caller caller,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(required = false) @Nullable List<String> types,
            @RequestParam(defaultValue = "" + PageQuery.USUAL_LIMIT) int limit,
            @RequestHeader(name = Preference.HEADER, required = false) @Nullable List<String> prefer) {
        if (after < 0) {
            throw ApiProblem.invalidParameter("after", "out_of_range");
        }
        if (limit < 1) {
            throw ApiProblem.invalidParameter("limit", "out_of_range");
        }
        Wish wish = new Wish(caller.tenant(), after, named(types), Math.min(limit, PageQuery.LARGEST_LIMIT));
        return Preference.waitOf(prefer == null ? List.of() : prefer)
                .map(wait -> awaited(wish, wait).map(page -> answer(page, wait)))
                .orElseGet(() -> page(wish).map(ResponseEntity::ok));
    }

    private static ResponseEntity<EventPage> answer(EventPage page, Duration wait) {
        return ResponseEntity.ok()
                .header(Preference.APPLIED, Preference.applied(wait))
                .body(page);
    }

    private Mono<EventPage> awaited(Wish wish, Duration wait) {
        return page(wish).flatMap(first -> first.items().isEmpty() ? further(wish, first, wait) : Mono.just(first));
    }

    private Mono<EventPage> further(Wish wish, EventPage empty, Duration wait) {
        return watch.during(wish.tenant(), wait, next(wish.after(empty.nextAfter())), empty);
    }

    /** The first page behind the position that holds anything; what happens meanwhile may be of other types. */
    private Mono<EventPage> next(Wish wish) {
        return watch.further(wish.tenant(), wish.after())
                .then(Mono.defer(() -> page(wish)))
                .flatMap(page -> page.items().isEmpty() ? next(wish.after(page.nextAfter())) : Mono.just(page));
    }

    private Mono<EventPage> page(Wish wish) {
        return journal.extent(wish.tenant()).flatMap(extent -> page(wish, extent));
    }

    private Mono<EventPage> page(Wish wish, Journal.Extent extent) {
        if (wish.after() > extent.latest()) {
            return Mono.error(ApiProblem.invalidParameter("after", "out_of_range"));
        }
        if (wish.after() > 0 && extent.hasForgotten(wish.after())) {
            return Mono.error(new ApiProblem(ProblemCode.EVENTS_GONE).with("oldest_position", extent.oldest()));
        }
        if (wish.after() == extent.latest()) {
            return Mono.just(EventPage.of(List.of(), wish.after(), wish.limit(), extent));
        }
        return journal.read(wish.tenant(), wish.after(), wish.types(), wish.limit() + 1)
                .map(found -> EventPage.of(found, wish.after(), wish.limit(), extent));
    }

    private static Set<EventType> named(@Nullable List<String> types) {
        Set<EventType> named = new LinkedHashSet<>();
        if (types != null) {
            types.forEach(type -> named.add(
                    EventType.named(type).orElseThrow(() -> ApiProblem.invalidParameter("types", "unknown_value"))));
        }
        return named;
    }
}
