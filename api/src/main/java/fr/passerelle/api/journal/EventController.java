package fr.passerelle.api.journal;

import fr.passerelle.api.http.ApiProblem;
import fr.passerelle.api.http.PageQuery;
import fr.passerelle.api.security.Caller;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.Journal;
import fr.passerelle.journal.RecordedEvent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The journal: everything that happened, in order, by cursor. */
@RestController
final class EventController {
    private final Journal journal;

    EventController(Journal journal) {
        this.journal = journal;
    }

    /** Events behind a position. */
    record EventPage(List<EventView> items, long nextAfter, boolean hasMore) {
        static EventPage of(List<RecordedEvent> found, long after, int limit) {
            boolean hasMore = found.size() > limit;
            List<RecordedEvent> shown = hasMore ? found.subList(0, limit) : found;
            return new EventPage(
                    shown.stream().map(EventView::of).toList(),
                    shown.isEmpty() ? after : shown.getLast().position(),
                    hasMore);
        }
    }

    @GetMapping("/v1/events")
    Mono<EventPage> events(
            Caller caller,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(required = false) @Nullable List<String> types,
            @RequestParam(defaultValue = "" + PageQuery.USUAL_LIMIT) int limit) {
        if (after < 0) {
            throw ApiProblem.invalidParameter("after", "out_of_range");
        }
        if (limit < 1) {
            throw ApiProblem.invalidParameter("limit", "out_of_range");
        }
        int most = Math.min(limit, PageQuery.LARGEST_LIMIT);
        return journal.read(caller.tenant(), after, named(types), most + 1)
                .map(found -> EventPage.of(found, after, most));
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
