package fr.passerelle.testing;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventMember;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.Journal;
import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.journal.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** The journal in memory. */
public final class InMemoryJournal implements Journal {
    private final InMemoryStore store;
    private final Map<TenantId, List<RecordedEvent>> events = new HashMap<>();
    private final Map<TenantId, Long> oldest = new HashMap<>();

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
                .filter(recorded -> recorded.position() > after && recorded.position() >= oldest(tenant))
                .filter(recorded ->
                        types.isEmpty() || types.contains(recorded.event().type()))
                .limit(limit)
                .toList());
    }

    @Override
    public Mono<Extent> extent(TenantId tenant) {
        return store.alone(() -> new Extent(oldest(tenant), last(tenant)));
    }

    @Override
    public Mono<Map<TenantId, Long>> latest(Set<TenantId> tenants) {
        return store.alone(() -> events.keySet().stream()
                .filter(tenants::contains)
                .collect(Collectors.toMap(Function.identity(), this::last)));
    }

    @Override
    public Mono<Long> forget(Instant before, int most) {
        return store.alone(() -> events.keySet().stream()
                .mapToLong(tenant -> forget(tenant, before, most))
                .sum());
    }

    private long forget(TenantId tenant, Instant before, int most) {
        long first = oldest(tenant);
        long next = of(tenant).stream()
                .skip(first - 1)
                .limit(most)
                .takeWhile(recorded -> recorded.event().occurredAt().isBefore(before))
                .count();
        oldest.put(tenant, first + next);
        return next;
    }

    /** Those before it are shown by nobody but the timelines of their requests. */
    long oldest(TenantId tenant) {
        return oldest.getOrDefault(tenant, 1L);
    }

    @Override
    public Mono<List<RecordedEvent>> of(TenantId tenant, Subject subject) {
        return store.alone(() -> of(tenant).stream()
                .filter(recorded -> recorded.event().subject().equals(subject))
                .filter(recorded ->
                        recorded.position() >= oldest(tenant) || subject.type().equals("request"))
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
        long from = Math.max(position, oldest(tenant) - 1);
        return all.subList((int) Math.min(from, all.size()), all.size());
    }

    private List<RecordedEvent> of(TenantId tenant) {
        return events.getOrDefault(tenant, List.of());
    }
}
