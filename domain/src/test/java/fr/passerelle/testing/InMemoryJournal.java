package fr.passerelle.testing;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventMember;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.Journal;
import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.journal.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/** The journal in memory. */
public final class InMemoryJournal implements Journal {
    private final InMemoryStore store;
    private final Map<TenantId, List<RecordedEvent>> events = new HashMap<>();

    InMemoryJournal(InMemoryStore store) {
        this.store = store;
    }

    Runnable backup() {
        Map<TenantId, List<RecordedEvent>> kept = new HashMap<>();
        events.forEach((tenant, recorded) -> kept.put(tenant, new ArrayList<>(recorded)));
        return () -> {
            events.clear();
            kept.forEach((tenant, recorded) -> events.put(tenant, new ArrayList<>(recorded)));
        };
    }

    @Override
    public Mono<List<RecordedEvent>> read(TenantId tenant, long after, Set<EventType> types, int limit) {
        return store.alone(() -> of(tenant).stream()
                .filter(recorded -> recorded.position() > after)
                .filter(recorded ->
                        types.isEmpty() || types.contains(recorded.event().type()))
                .limit(limit)
                .toList());
    }

    @Override
    public Mono<List<RecordedEvent>> of(TenantId tenant, Subject subject) {
        return store.alone(() -> of(tenant).stream()
                .filter(recorded -> recorded.event().subject().equals(subject))
                .sorted(Comparator.comparingLong(recorded -> recorded.event().sequence()))
                .toList());
    }

    void append(Event event) {
        assertThat(EventShape.faults(event)).isEmpty();
        List<RecordedEvent> journal = events.computeIfAbsent(event.tenant(), _ -> new ArrayList<>());
        journal.add(new RecordedEvent(journal.size() + 1L, withEmployersReference(event)));
    }

    private Event withEmployersReference(Event event) {
        return event.employer()
                .flatMap(id -> store.employers().present(event.tenant(), id))
                .map(employer -> event.with(
                        EventMember.EMPLOYER_REFERENCE, employer.reference().value()))
                .orElse(event);
    }

    long last(TenantId tenant) {
        return of(tenant).size();
    }

    RecordedEvent at(TenantId tenant, long position) {
        return of(tenant).get((int) position - 1);
    }

    List<RecordedEvent> behind(TenantId tenant, long position) {
        List<RecordedEvent> all = of(tenant);
        return all.subList((int) Math.min(position, all.size()), all.size());
    }

    private List<RecordedEvent> of(TenantId tenant) {
        return events.getOrDefault(tenant, List.of());
    }
}
