package fr.passerelle.testing;

import fr.passerelle.ids.EndpointId;
import fr.passerelle.ids.EventId;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.webhooks.Deliveries;
import fr.passerelle.webhooks.Delivery;
import fr.passerelle.webhooks.DeliveryTurns;
import fr.passerelle.webhooks.Endpoint;
import fr.passerelle.webhooks.EndpointState;
import fr.passerelle.webhooks.Endpoints;
import fr.passerelle.webhooks.Health;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Endpoints, their deliveries and their turns in memory. */
public final class InMemoryWebhooks implements Endpoints, Deliveries, DeliveryTurns {
    private static final Comparator<Delivery> BY_EVENT =
            Comparator.comparing(delivery -> delivery.event().value().toString());

    private final InMemoryStore store;
    private final InstantSource clock;
    private final Map<EndpointId, Row> rows = new TreeMap<>(Comparator.comparing(EndpointId::text));
    private long served;

    /** An endpoint, where it stands and what became of its messages. */
    private static final class Row {
        private Endpoint endpoint;
        private Health health = Health.unknown();
        private long position;
        private @Nullable Instant retryAt;
        private boolean isFollowing;
        private boolean isDeleted;
        private long servedAs;
        private @Nullable UUID claim;
        private Instant leaseUntil = Instant.MIN;
        private final Map<EventId, Delivery> deliveries = new HashMap<>();

        private Row(Endpoint endpoint) {
            this.endpoint = endpoint;
        }

        private Stream<Delivery> pending() {
            return deliveries.values().stream().filter(delivery -> delivery.state() == Delivery.State.PENDING);
        }

        private void give(Delivery delivery) {
            deliveries.put(delivery.event(), delivery);
        }
    }

    InMemoryWebhooks(InMemoryStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    void expireLeases() {
        rows.values().forEach(row -> row.leaseUntil = Instant.MIN);
    }

    @Override
    public Mono<SaveOutcome> save(
            Endpoint next, long before, Event event, Redirection redirection, @Nullable Idempotency key) {
        return store.alone(() -> saved(next, before, event, redirection, key));
    }

    private SaveOutcome saved(
            Endpoint next, long before, Event event, Redirection redirection, @Nullable Idempotency key) {
        Optional<SaveOutcome> earlier = store.idempotencies().refusal(next.tenant(), key);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Optional<Row> known = row(next.tenant(), next.id());
        if (before != known.map(row -> row.endpoint.version()).orElse(0L)) {
            return new SaveOutcome.Stale();
        }
        Row row = known.orElseGet(() -> begun(next));
        row.endpoint = next;
        redirect(row, redirection);
        store.journal().append(event);
        store.idempotencies().keep(next.tenant(), key, next.id().value());
        return new SaveOutcome.Stored();
    }

    private Row begun(Endpoint endpoint) {
        Row row = new Row(endpoint);
        row.position = head(endpoint.tenant());
        rows.put(endpoint.id(), row);
        return row;
    }

    private void redirect(Row row, Redirection redirection) {
        row.claim = null;
        row.leaseUntil = Instant.MIN;
        row.isFollowing = row.endpoint.isEnabled();
        row.retryAt = row.endpoint.isDisabled() ? null : row.endpoint.updatedAt();
        if (redirection.isSkipping()) {
            row.position = head(row.endpoint.tenant());
        }
        if (redirection.isFresh()) {
            row.health = new Health(
                    0, null, row.health.lastSuccessAt(), row.health.lastFailureAt(), row.health.lastFailure());
        }
        redirection.question().ifPresent(question -> ask(row, question));
    }

    private static void ask(Row row, Delivery question) {
        row.deliveries
                .values()
                .removeIf(delivery -> delivery.type() == EventType.WEBHOOK_ENDPOINT_VERIFICATION
                        && delivery.state() == Delivery.State.PENDING);
        row.give(question);
    }

    private long head(TenantId tenant) {
        return store.journal().last(tenant);
    }

    private Optional<Row> row(TenantId tenant, EndpointId id) {
        return Optional.ofNullable(rows.get(id))
                .filter(row -> row.endpoint.tenant().equals(tenant) && !row.isDeleted);
    }

    @Override
    public Mono<SaveOutcome> delete(Endpoint last, Event event) {
        return store.alone(() -> {
            Optional<Row> known =
                    row(last.tenant(), last.id()).filter(row -> row.endpoint.version() == last.version() - 1);
            known.ifPresent(row -> deleted(row, event));
            return known.isPresent() ? new SaveOutcome.Stored() : new SaveOutcome.Stale();
        });
    }

    private void deleted(Row row, Event event) {
        row.isDeleted = true;
        row.claim = null;
        row.isFollowing = false;
        row.retryAt = null;
        store.journal().append(event);
    }

    @Override
    public Mono<Endpoint> find(TenantId tenant, EndpointId id) {
        return store.alone(() -> row(tenant, id).map(row -> row.endpoint).orElse(null));
    }

    @Override
    public Mono<List<Endpoint>> list(TenantId tenant, Paging paging) {
        return store.alone(() -> Rows.page(
                endpoints(tenant),
                paging,
                Endpoint::updatedAt,
                endpoint -> endpoint.id().value()));
    }

    private Stream<Endpoint> endpoints(TenantId tenant) {
        return rows.values().stream()
                .filter(row -> row.endpoint.tenant().equals(tenant) && !row.isDeleted)
                .map(row -> row.endpoint);
    }

    @Override
    public Mono<Long> count(TenantId tenant) {
        return store.alone(() -> endpoints(tenant).count());
    }

    @Override
    public Mono<Standing> standing(TenantId tenant, EndpointId id) {
        return store.alone(() -> row(tenant, id).map(this::standing).orElse(null));
    }

    private Standing standing(Row row) {
        Stream<Instant> waiting = row.pending().map(delivery -> delivery.event().madeAt());
        Stream<Instant> behind = store.journal().behind(row.endpoint.tenant(), row.position).stream()
                .limit(1)
                .map(recorded -> recorded.event().occurredAt());
        return new Standing(
                row.health,
                head(row.endpoint.tenant()) - row.position,
                row.pending().count(),
                Stream.concat(waiting, behind).min(Comparator.naturalOrder()));
    }

    @Override
    public Mono<List<Delivery>> list(
            TenantId tenant, EndpointId endpoint, Filter filter, @Nullable EventId after, int limit) {
        Instant since = filter.since();
        return store.alone(() -> row(tenant, endpoint).stream()
                .flatMap(row -> row.deliveries.values().stream())
                .filter(delivery -> filter.state() == null || delivery.state() == filter.state())
                .filter(delivery -> filter.type() == null || delivery.type() == filter.type())
                .filter(delivery -> since == null || !isBefore(delivery.event(), EventId.lowestAt(since)))
                .filter(delivery -> after == null || isBefore(delivery.event(), after))
                .sorted(BY_EVENT.reversed())
                .limit(limit)
                .toList());
    }

    private static boolean isBefore(EventId event, EventId other) {
        return event.value().toString().compareTo(other.value().toString()) < 0;
    }

    @Override
    public Mono<Delivery> find(TenantId tenant, EndpointId endpoint, EventId event) {
        return store.alone(() ->
                row(tenant, endpoint).map(row -> row.deliveries.get(event)).orElse(null));
    }

    @Override
    public Mono<Void> put(TenantId tenant, EndpointId endpoint, Delivery due) {
        return store.alone(() -> {
            row(tenant, endpoint).ifPresent(row -> put(row, due));
            return null;
        });
    }

    private static void put(Row row, Delivery due) {
        Instant at = due.nextAttemptAt();
        row.give(due);
        if (!row.endpoint.isDisabled() && at != null && (row.retryAt == null || at.isBefore(row.retryAt))) {
            row.retryAt = at;
        }
    }

    @Override
    public Mono<Long> recover(Endpoint endpoint, Instant since, Instant until, boolean all, Instant now, int most) {
        return store.alone(() -> row(endpoint.tenant(), endpoint.id())
                .map(row -> recovered(row, since, until, all, now, most))
                .orElse(0L));
    }

    private long recovered(Row row, Instant since, Instant until, boolean all, Instant now, int most) {
        Predicate<Instant> isWithin = at -> !at.isBefore(since) && at.isBefore(until);
        List<Delivery> again = all
                ? store.journal().behind(row.endpoint.tenant(), 0).stream()
                        .filter(recorded -> recorded.position() <= row.position)
                        .filter(recorded -> isWithin.test(recorded.event().occurredAt()))
                        .filter(recorded -> row.endpoint.wants(recorded.event()))
                        .map(recorded -> Due.first(recorded).before().again(now))
                        .toList()
                : row.deliveries.values().stream()
                        .filter(delivery -> delivery.state() == Delivery.State.GIVEN_UP
                                && delivery.position() > 0
                                && isWithin.test(delivery.event().madeAt()))
                        .map(delivery -> delivery.again(now))
                        .toList();
        if (again.size() <= most) {
            again.forEach(delivery -> put(row, delivery));
        }
        return again.size();
    }

    @Override
    public Mono<Long> forget(Instant before, int most) {
        return store.alone(() -> {
            long forgotten = rows.values().stream()
                    .mapToLong(row -> forgotten(row, before, most))
                    .sum();
            rows.values().removeIf(row -> row.isDeleted && row.deliveries.isEmpty());
            return forgotten;
        });
    }

    private static long forgotten(Row row, Instant before, int most) {
        List<EventId> old = row.deliveries.values().stream()
                .filter(delivery -> row.isDeleted
                        || ((delivery.state() != Delivery.State.PENDING || delivery.position() > 0)
                                && isBefore(delivery.event(), EventId.lowestAt(before))))
                .sorted(BY_EVENT)
                .limit(most)
                .map(Delivery::event)
                .toList();
        old.forEach(row.deliveries::remove);
        return old.size();
    }

    @Override
    public Mono<List<Turn>> claim(Instant now, Duration lease, int max) {
        return store.alone(() -> rows.values().stream()
                .filter(row -> !row.leaseUntil.isAfter(clock.instant()))
                .filter(row -> (row.retryAt != null && !row.retryAt.isAfter(now))
                        || (row.isFollowing && row.position < head(row.endpoint.tenant())))
                .sorted(Comparator.comparingLong(row -> row.servedAs))
                .limit(max)
                .map(row -> leased(row, lease))
                .toList());
    }

    private Turn leased(Row row, Duration lease) {
        UUID claim = UUID.randomUUID();
        row.claim = claim;
        row.leaseUntil = clock.instant().plus(lease);
        row.servedAs = ++served;
        return new Turn(row.endpoint.tenant(), row.endpoint.id(), claim);
    }

    private Optional<Row> held(Turn turn) {
        return row(turn.tenant(), turn.endpoint()).filter(row -> turn.claim().equals(row.claim));
    }

    @Override
    public Mono<Opened> open(Turn turn) {
        return store.alone(() -> held(turn)
                .map(row -> new Opened(turn, row.endpoint, row.health, row.position))
                .orElse(null));
    }

    @Override
    public Mono<List<Due>> pending(Opened opened, Pick which, Instant now, int max) {
        Turn turn = opened.turn();
        return store.alone(() -> held(turn).stream()
                .flatMap(Row::pending)
                .filter(delivery -> isPicked(delivery, which, now))
                .sorted(order(which).thenComparing(BY_EVENT))
                .limit(max)
                .map(delivery -> due(turn, delivery))
                .toList());
    }

    private static boolean isPicked(Delivery delivery, Pick which, Instant now) {
        Instant at = delivery.nextAttemptAt();
        boolean isDue = at != null && !at.isAfter(now);
        return switch (which) {
            case DUE -> isDue && delivery.type() != EventType.WEBHOOK_ENDPOINT_VERIFICATION;
            case LONGEST_UNTRIED -> delivery.type() != EventType.WEBHOOK_ENDPOINT_VERIFICATION;
            case QUESTION -> isDue && delivery.type() == EventType.WEBHOOK_ENDPOINT_VERIFICATION;
        };
    }

    private static Comparator<Delivery> order(Pick which) {
        return Comparator.comparing(
                which == Pick.LONGEST_UNTRIED ? Delivery::lastAttemptAt : Delivery::nextAttemptAt,
                Comparator.nullsFirst(Comparator.naturalOrder()));
    }

    private Due due(Turn turn, Delivery delivery) {
        return delivery.position() == 0
                ? Due.ofNoJournal(turn, delivery)
                : new Due(store.journal().at(turn.tenant(), delivery.position()), delivery);
    }

    @Override
    public Mono<Page> events(Opened opened, long after, int max) {
        return store.alone(() -> {
            List<RecordedEvent> wanted = store.journal().behind(opened.turn().tenant(), after).stream()
                    .filter(recorded -> opened.endpoint().wants(recorded.event()))
                    .limit(max)
                    .toList();
            long head = Math.max(after, head(opened.turn().tenant()));
            long upTo = wanted.size() < max ? head : wanted.getLast().position();
            return new Page(wanted, upTo, upTo < head);
        });
    }

    @Override
    public Mono<Boolean> store(Turn turn, Step step, Duration lease) {
        return store.alone(() -> {
            Optional<Row> row = held(turn);
            row.ifPresent(held -> step(held, step, lease));
            return row.isPresent();
        });
    }

    private void step(Row row, Step step, Duration lease) {
        step.outcomes().forEach(row::give);
        step.change().ifPresent(change -> changed(row, change));
        row.position = Math.max(row.position, step.position());
        row.health = step.health();
        row.isFollowing = row.endpoint.isEnabled() && step.probeAt().isEmpty();
        row.retryAt = row.endpoint.isDisabled() ? null : step.probeAt().orElseGet(() -> next(row));
        row.claim = step.isLast() ? null : row.claim;
        row.leaseUntil = step.isLast() ? Instant.MIN : clock.instant().plus(lease);
    }

    private void changed(Row row, Changed change) {
        row.endpoint = change.next();
        store.journal().append(change.event());
    }

    private static @Nullable Instant next(Row row) {
        boolean isAsked = row.endpoint.state() instanceof EndpointState.Unverified;
        List<Instant> times = new ArrayList<>();
        row.pending()
                .filter(delivery -> isAsked == (delivery.type() == EventType.WEBHOOK_ENDPOINT_VERIFICATION))
                .forEach(delivery -> times.add(java.util.Objects.requireNonNull(delivery.nextAttemptAt())));
        return times.stream().min(Comparator.naturalOrder()).orElse(null);
    }

    @Override
    public Mono<Backlog> backlog() {
        return store.alone(() -> new Backlog(
                rows.values().stream()
                        .filter(row -> row.isFollowing && !row.isDeleted)
                        .mapToLong(row -> head(row.endpoint.tenant()) - row.position)
                        .sum(),
                states()));
    }

    private Map<String, Long> states() {
        Map<String, Long> states = new HashMap<>();
        rows.values().stream().filter(row -> !row.isDeleted).forEach(row -> states.merge(state(row), 1L, Long::sum));
        return states;
    }

    private static String state(Row row) {
        return switch (row.endpoint.state()) {
            case EndpointState.Unverified(var _) -> "unverified";
            case EndpointState.Enabled(var _) -> row.health.isFailing() ? "failing" : "enabled";
            case EndpointState.Disabled(var _, var _, var _) -> "disabled";
        };
    }
}
