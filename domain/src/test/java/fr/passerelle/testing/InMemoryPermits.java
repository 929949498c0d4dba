package fr.passerelle.testing;

import static java.util.Comparator.comparing;

import fr.passerelle.ids.AlertId;
import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.DigestId;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.PermitId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.permits.Alert;
import fr.passerelle.permits.Digests;
import fr.passerelle.permits.Permit;
import fr.passerelle.permits.Permits;
import fr.passerelle.permits.Standing;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The permits and their warnings in memory. */
public final class InMemoryPermits implements Permits, Digests {
    private static final Comparator<Due> BY_TIME = comparing(Due::at)
            .thenComparing(due -> due.tenant().value().toString())
            .thenComparing(due -> due.permit().value().toString());
    private static final Comparator<Waiting> BY_ID = comparing(
                    (Waiting one) -> one.tenant().value().toString())
            .thenComparing(one -> one.employer().value().toString());

    private final InMemoryStore store;
    private final Rows<Permit> permits = new Rows<>();
    private final Rows<Standing> standings = new Rows<>();
    private final Rows<Alert> alerts = new Rows<>();
    private final Map<AlertId, DigestId> digests = new HashMap<>();

    InMemoryPermits(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Mono<Set<PermitId>> save(TenantId tenant, List<Turn> turns) {
        return store.alone(() -> turns.stream()
                .filter(turn -> isUpToDate(tenant, turn))
                .map(turn -> stored(tenant, turn))
                .collect(Collectors.toSet()));
    }

    private boolean isUpToDate(TenantId tenant, Turn turn) {
        Permit before = permits.get(tenant, turn.permit().id());
        if (turn.versionBefore() == 0) {
            return before == null
                    && of(tenant, turn.permit().employer())
                            .noneMatch(
                                    one -> one.reference().equals(turn.permit().reference()));
        }
        Standing standing = standings.get(tenant, turn.permit().id());
        return before != null
                && before.version() == turn.versionBefore()
                && standing != null
                && standing.sequence() == turn.sequenceBefore();
    }

    private PermitId stored(TenantId tenant, Turn turn) {
        PermitId id = turn.permit().id();
        permits.put(tenant, id, turn.permit());
        standings.put(tenant, id, turn.standing());
        turn.alerts().forEach(alert -> alerts.put(tenant, alert.id(), kept(tenant, alert)));
        turn.events().forEach(store.journal()::append);
        return id;
    }

    /** How it was told is a digest's to change. */
    private Alert kept(TenantId tenant, Alert next) {
        Alert before = alerts.get(tenant, next.id());
        return before == null ? next : told(next, before.told());
    }

    private static Alert told(Alert alert, Alert.Told told) {
        return new Alert(
                alert.id(),
                alert.tenant(),
                alert.employer(),
                alert.permit(),
                alert.kind(),
                alert.threshold(),
                alert.facts(),
                alert.on(),
                alert.effectiveOn(),
                told,
                alert.raisedAt(),
                alert.acknowledgement(),
                alert.escalations(),
                alert.escalateAt(),
                alert.ended());
    }

    @Override
    public Mono<Watched> find(TenantId tenant, PermitId id) {
        return store.alone(() -> permits.find(tenant, id).map(this::watched).orElse(null));
    }

    private Watched watched(Permit permit) {
        return new Watched(
                permit,
                store.employers().reference(permit.tenant(), permit.employer()),
                standings.find(permit.tenant(), permit.id()).orElseThrow(),
                alerts.of(permit.tenant())
                        .filter(alert -> alert.permit().equals(permit.id()))
                        .sorted(Rows.order(Alert::raisedAt, alert -> alert.id().value()))
                        .toList());
    }

    @Override
    public Flux<Watched> findByReferences(
            TenantId tenant, EmployerId employer, Collection<ClientReference> references) {
        return found(() -> of(tenant, employer).filter(one -> references.contains(one.reference())));
    }

    @Override
    public Flux<Watched> findAll(TenantId tenant, Collection<PermitId> ids) {
        return found(() -> permits.of(tenant).filter(one -> ids.contains(one.id())));
    }

    private Flux<Watched> found(Supplier<Stream<Permit>> some) {
        return store.alone(() -> some.get().map(this::watched).toList()).flatMapIterable(all -> all);
    }

    private Stream<Permit> of(TenantId tenant, EmployerId employer) {
        return permits.of(tenant).filter(one -> one.employer().equals(employer));
    }

    @Override
    public Mono<List<Watched>> list(TenantId tenant, Filter filter, Paging paging) {
        return store.alone(() -> Rows.page(
                permits.of(tenant).map(this::watched).filter(one -> isWanted(one, filter)),
                paging,
                one -> one.permit().updatedAt(),
                one -> one.permit().id().value()));
    }

    private static boolean isWanted(Watched one, Filter filter) {
        Permit permit = one.permit();
        Permit.Title title = permit.given().title();
        LocalDate expiry = title == null ? null : title.validTo();
        return (filter.employer() == null || filter.employer().equals(permit.employer()))
                && (filter.worker() == null
                        || filter.worker().equals(permit.given().worker()))
                && (filter.workRight() == null
                        || filter.workRight() == one.standing().workRight())
                && isUntil(expiry, filter.expiringUntil())
                && isUntil(one.standing().nextDeadline(), filter.deadlineUntil())
                && (filter.withEnded() || !permit.isEnded());
    }

    private static boolean isUntil(@Nullable LocalDate day, @Nullable LocalDate last) {
        return last == null || (day != null && !day.isAfter(last));
    }

    @Override
    public Mono<List<Permit>> ofEmployer(
            TenantId tenant,
            EmployerId employer,
            Collection<ClientReference> workers,
            Optional<Place> after,
            int limit) {
        return store.alone(() -> of(tenant, employer)
                .filter(one -> !one.isEnded())
                .filter(one -> workers.isEmpty() || workers.contains(one.given().worker()))
                .filter(one -> after.isEmpty() || key(one).compareTo(key(after.get())) > 0)
                .sorted(comparing(InMemoryPermits::key))
                .limit(limit)
                .toList());
    }

    private static String key(Permit permit) {
        return permit.given().worker().value() + '\0' + permit.reference().value();
    }

    private static String key(Place place) {
        return place.worker().value() + '\0' + place.reference().value();
    }

    @Override
    public Flux<ClientReference> references(TenantId tenant, EmployerId employer) {
        return store.alone(() -> of(tenant, employer)
                        .filter(one -> !one.isEnded())
                        .map(Permit::reference)
                        .toList())
                .flatMapIterable(all -> all);
    }

    @Override
    public Mono<List<Due>> due(Instant now, Optional<Due> after, int max) {
        return store.alone(() -> permits.all()
                .flatMap(this::due)
                .filter(due -> !due.at().isAfter(now))
                .filter(due -> after.isEmpty() || BY_TIME.compare(due, after.get()) > 0)
                .sorted(BY_TIME)
                .limit(max)
                .toList());
    }

    private Stream<Due> due(Permit permit) {
        Instant at = standings.find(permit.tenant(), permit.id()).orElseThrow().lookAt();
        return at == null ? Stream.empty() : Stream.of(new Due(permit.tenant(), permit.id(), at));
    }

    /** All of an employer are to be looked at. */
    void look(TenantId tenant, EmployerId employer, Instant at) {
        of(tenant, employer).filter(one -> !one.isEnded()).forEach(one -> {
            Standing was = standings.find(tenant, one.id()).orElseThrow();
            Instant sooner = was.lookAt() == null || at.isBefore(was.lookAt()) ? at : was.lookAt();
            standings.put(
                    tenant,
                    one.id(),
                    new Standing(
                            was.workRight(),
                            was.rightUntil(),
                            was.nextDeadline(),
                            was.toldUntil(),
                            sooner,
                            was.sequence()));
        });
    }

    @Override
    public Mono<Alert> findAlert(TenantId tenant, AlertId id) {
        return store.alone(() -> alerts.get(tenant, id));
    }

    @Override
    public Mono<List<Alert>> listAlerts(TenantId tenant, AlertFilter filter, Paging paging) {
        return store.alone(() -> Rows.page(
                alerts.of(tenant).filter(alert -> isWanted(alert, filter)),
                paging,
                Alert::raisedAt,
                alert -> alert.id().value()));
    }

    private boolean isWanted(Alert alert, AlertFilter filter) {
        return (filter.employer() == null || filter.employer().equals(alert.employer()))
                && (filter.permit() == null || filter.permit().equals(alert.permit()))
                && (filter.kind() == null || filter.kind() == alert.kind())
                && (filter.digest() == null || filter.digest().equals(digests.get(alert.id())))
                && (!filter.isOpen() || alert.isOpen());
    }

    @Override
    public Flux<Count> count(TenantId tenant, @Nullable EmployerId employer, LocalDate today) {
        return store.alone(() -> permits
                        .of(tenant)
                        .filter(one -> !one.isEnded())
                        .filter(one -> employer == null || employer.equals(one.employer()))
                        .map(one -> new Count(
                                expiry(one),
                                Risk.of(standings.find(tenant, one.id()).orElseThrow(), today),
                                1))
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                        .entrySet()
                        .stream()
                        .map(group -> new Count(
                                group.getKey().expiry(), group.getKey().risk(), group.getValue()))
                        .toList())
                .flatMapIterable(all -> all);
    }

    private static @Nullable YearMonth expiry(Permit permit) {
        Permit.Title title = permit.given().title();
        return title == null || title.validTo() == null ? null : YearMonth.from(title.validTo());
    }

    @Override
    public Mono<List<Waiting>> waiting(Instant daily, Instant weekly, Optional<Waiting> after, int max) {
        return store.alone(() -> alerts.all()
                .filter(InMemoryPermits::isWaiting)
                .filter(alert -> isBefore(alert, daily, weekly))
                .map(alert -> new Waiting(alert.tenant(), alert.employer()))
                .distinct()
                .filter(one -> after.isEmpty() || BY_ID.compare(one, after.get()) > 0)
                .sorted(BY_ID)
                .limit(max)
                .toList());
    }

    private boolean isBefore(Alert alert, Instant daily, Instant weekly) {
        return switch (store.alertPreferences()
                .settings(alert.tenant(), alert.employer())
                .digest()) {
            case NEVER -> false;
            case DAILY -> alert.raisedAt().isBefore(daily);
            case WEEKLY -> alert.raisedAt().isBefore(weekly);
        };
    }

    private static boolean isWaiting(Alert alert) {
        return alert.told() == Alert.Told.BY_DIGEST && alert.isOpen();
    }

    private Stream<Alert> until(Waiting of, Instant until) {
        return alerts.of(of.tenant())
                .filter(alert -> alert.employer().equals(of.employer()))
                .filter(alert -> alert.isOpen() && !alert.raisedAt().isAfter(until));
    }

    @Override
    public Mono<Sum> sum(Waiting of, Instant until) {
        return store.alone(() -> new Sum(
                until(of, until)
                        .filter(InMemoryPermits::isWaiting)
                        .collect(Collectors.groupingBy(Alert::kind, Collectors.counting())),
                until(of, until).collect(Collectors.groupingBy(Alert::kind, Collectors.counting()))));
    }

    @Override
    public Mono<SaveOutcome> issue(Digest digest, Event event) {
        return store.alone(() -> {
            Set<Alert> waiting = new HashSet<>(until(digest.of(), digest.until())
                    .filter(InMemoryPermits::isWaiting)
                    .toList());
            if (waiting.isEmpty()) {
                return new SaveOutcome.Stale();
            }
            waiting.forEach(alert -> {
                alerts.put(alert.tenant(), alert.id(), told(alert, Alert.Told.IN_DIGEST));
                digests.put(alert.id(), digest.id());
            });
            store.journal().append(event);
            return new SaveOutcome.Stored();
        });
    }
}
