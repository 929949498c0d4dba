package fr.passerelle.permits;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.TODAY;
import static fr.passerelle.testing.Examples.aPermit;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.AlertId;
import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.DigestId;
import fr.passerelle.ids.PermitId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.law.right.Answer;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Upsert;
import fr.passerelle.permits.AlertPreferences.Preference;
import fr.passerelle.permits.Digests.Digest;
import fr.passerelle.permits.Digests.Waiting;
import fr.passerelle.permits.Permits.AlertFilter;
import fr.passerelle.permits.Permits.Count;
import fr.passerelle.permits.Permits.Due;
import fr.passerelle.permits.Permits.Filter;
import fr.passerelle.permits.Permits.Place;
import fr.passerelle.permits.Permits.Risk;
import fr.passerelle.permits.Permits.Turn;
import fr.passerelle.permits.Permits.Watched;
import fr.passerelle.testing.SettableClock;
import fr.passerelle.testing.StoreContract;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link Permits}, {@link AlertPreferences} and {@link Digests} promise. */
public abstract class PermitsContract extends StoreContract {
    private static final Filter ALL = filter(null, null, null);
    private static final LocalDate SOON = TODAY.plusDays(20);

    private final SettableClock clock = new SettableClock(NOW);
    private PermitsWorld world;
    private Employer employer;

    @BeforeEach
    void begin() {
        world = new PermitsWorld(store, clock);
        employer = knownEmployer(tenant);
    }

    private static Filter filter(
            Answer.@Nullable Start right, @Nullable LocalDate expiring, @Nullable LocalDate deadline) {
        return new Filter(null, null, right, expiring, deadline, false);
    }

    @Test
    void keepAPermitWithItsStandingAndWarnings() {
        Watched kept = world.known(employer, "p-1", aPermit().until(SOON).withReceipt(TODAY, TODAY.plusDays(90)));

        assertThat(kept.alerts()).isNotEmpty();
        assertThat(found(store.permits().find(tenant, kept.permit().id()))).contains(kept);
        assertThat(found(store.permits().find(otherTenant, kept.permit().id()))).isEmpty();
        assertThat(got(store.permits()
                        .findAll(tenant, List.of(kept.permit().id()))
                        .collectList()))
                .containsExactly(kept);
        assertThat(got(store.permits()
                        .findByReferences(tenant, employer.id(), List.of(new ClientReference("p-1")))
                        .collectList()))
                .containsExactly(kept);
        Alert alert = kept.alerts().getFirst();
        assertThat(found(store.permits().findAlert(tenant, alert.id()))).contains(alert);
        assertThat(found(store.permits().findAlert(otherTenant, alert.id()))).isEmpty();
        assertThat(found(store.permits().findAlert(tenant, AlertId.next(NOW)))).isEmpty();
    }

    @Test
    void keepBothLayersApart() {
        Watched first = world.known(employer, "p-1", aPermit());
        Permit.Paper paper = new Permit.Paper(
                fr.passerelle.law.right.Facts.Paper.Kind.RENEWAL_EXTENSION, null, TODAY, TODAY.plusDays(90), true);
        got(world.change.addPaper(tenant, first.permit().id(), paper, "hr", null));

        Watched next = world.known(employer, "p-1", aPermit().noting("site", "B"));

        assertThat(next.permit().version()).isEqualTo(3);
        assertThat(next.permit().added().papers())
                .extracting(Permit.AddedPaper::paper)
                .containsExactly(paper);
        assertThat(got(store.permits().find(tenant, next.permit().id()))).isEqualTo(next);
    }

    @Test
    void leaveOutWhatWasOvertaken() {
        Watched one = world.known(employer, "p-1", aPermit());
        Watched other = world.known(employer, "p-2", aPermit());
        Turn turn = ended(one);
        assertThat(got(store.permits().save(tenant, List.of(turn)))).hasSize(1);
        int events = journal(tenant).size();

        Set<PermitId> stored = got(store.permits().save(tenant, List.of(ended(one), ended(other))));

        assertThat(stored).containsExactly(other.permit().id());
        assertThat(journal(tenant)).hasSize(events + 1);
        assertThat(got(store.permits().find(tenant, one.permit().id())).permit())
                .isEqualTo(turn.permit());
    }

    @Test
    void leaveOutAReferenceThatIsTaken() {
        world.known(employer, "p-1", aPermit());
        Turn another = arrived("p-1");
        Turn fresh = arrived("p-2");

        Set<PermitId> stored = got(store.permits().save(tenant, List.of(another, fresh)));

        assertThat(stored).containsExactly(fresh.permit().id());
        assertThat(found(store.permits().find(tenant, another.permit().id()))).isEmpty();
        assertThat(journal(tenant))
                .extracting(recorded -> recorded.event().subject().id())
                .doesNotContain(another.permit().id().text());
    }

    @Test
    void giveEachEventItsPositionInOrder() {
        world.known(employer, "p-1", aPermit().until(SOON));
        world.put(employer, "p-2", aPermit().until(TODAY.plusDays(30)), Arrival.ALL);

        List<Long> positions =
                journal(tenant).stream().map(recorded -> recorded.position()).toList();

        assertThat(positions).isSorted().doesNotHaveDuplicates().startsWith(1L).endsWith((long) positions.size());
    }

    @Test
    void storeOneOfTwoThatTellTheSame() {
        Watched one = world.known(employer, "p-1", aPermit());

        List<Set<PermitId>> stored =
                allAtOnce(times(8).mapToObj(_ -> store.permits().save(tenant, List.of(ended(one))))
                        .toList());

        assertThat(stored.stream().mapToInt(Set::size).sum()).isEqualTo(1);
        assertThat(journal(tenant))
                .filteredOn(recorded -> recorded.event().type() == EventType.PERMIT_DELETED)
                .hasSize(1);
    }

    @Test
    void areListedByWhatIsAskedFor() {
        Watched long1 = world.known(employer, "p-1", aPermit());
        clock.advance(Duration.ofSeconds(1));
        Watched brief = world.known(employer, "p-2", aPermit().until(SOON).ofWorker("w-2"));
        clock.advance(Duration.ofSeconds(1));
        Watched over =
                world.known(employer, "p-3", aPermit().titled("ETUDIANT_CST").until(TODAY.minusDays(1)));

        assertThat(list(ALL)).containsExactly(long1, brief, over);
        assertThat(list(filter(Answer.Start.NO, null, null))).containsExactly(over);
        assertThat(list(filter(null, SOON, null))).containsExactly(brief, over);
        assertThat(list(filter(null, null, SOON))).contains(brief).doesNotContain(long1);
        assertThat(list(new Filter(employer.id(), new ClientReference("w-2"), null, null, null, false)))
                .containsExactly(brief);
        assertThat(got(store.permits().list(otherTenant, ALL, firstOf(10)))).isEmpty();
        assertThat(got(store.permits().list(tenant, ALL, since(NOW.plusSeconds(2)))))
                .containsExactly(over);
    }

    @Test
    void listTombstonesForThoseWhoAsk() {
        Watched one = world.known(employer, "p-1", aPermit());
        got(world.change.end(tenant, one.permit().id(), null));

        assertThat(list(ALL)).isEmpty();
        assertThat(list(new Filter(null, null, null, null, null, true)))
                .extracting(watched -> watched.permit().isEnded())
                .containsExactly(true);
        assertThat(got(store.permits().references(tenant, employer.id()).collectList()))
                .isEmpty();
        assertThat(got(store.permits().due(NOW.plus(Duration.ofDays(9999)), Optional.empty(), 10)))
                .isEmpty();
    }

    @Test
    void readAnEmployersInTheOrderOfWorkers() {
        world.known(employer, "p-1", aPermit().ofWorker("é"));
        world.known(employer, "p-2", aPermit().ofWorker("b"));
        world.known(employer, "p-4", aPermit().ofWorker("B"));
        world.known(employer, "p-3", aPermit().ofWorker("b"));

        assertThat(references(Set.of(), Optional.empty(), 10)).containsExactly("p-4", "p-2", "p-3", "p-1");
        assertThat(references(Set.of(), Optional.of(place("b", "p-2")), 1)).containsExactly("p-3");
        assertThat(references(Set.of(new ClientReference("b")), Optional.empty(), 10))
                .containsExactly("p-2", "p-3");
    }

    @Test
    void nameWhatIsDueTheEarliestFirst() {
        Watched early = world.known(employer, "p-1", aPermit().until(SOON));
        Watched late = world.known(employer, "p-2", aPermit().until(SOON.plusDays(200)));
        Instant far = NOW.plus(Duration.ofDays(300));

        List<Due> due = got(store.permits().due(far, Optional.empty(), 10));

        assertThat(due)
                .extracting(Due::permit)
                .containsExactly(early.permit().id(), late.permit().id());
        assertThat(got(store.permits().due(far, Optional.of(due.getFirst()), 10)))
                .containsExactly(due.getLast());
        assertThat(got(store.permits().due(far, Optional.empty(), 1))).containsExactly(due.getFirst());
        assertThat(got(store.permits().due(NOW, Optional.empty(), 10))).isEmpty();
    }

    @Test
    void areCountedByMonthAndRisk() {
        world.known(employer, "p-1", aPermit());
        world.known(employer, "p-2", aPermit());
        world.known(employer, "p-3", aPermit().titled("ETUDIANT_CST").until(TODAY.minusDays(1)));

        List<Count> counts =
                got(store.permits().count(tenant, employer.id(), TODAY).collectList());

        assertThat(counts)
                .containsExactlyInAnyOrder(
                        new Count(YearMonth.of(2030, 5), Risk.NONE, 2),
                        new Count(YearMonth.from(TODAY.minusDays(1)), Risk.NO_RIGHT, 1));
        assertThat(got(store.permits().count(otherTenant, null, TODAY).collectList()))
                .isEmpty();
    }

    @Test
    void listWarningsByWhatIsAskedFor() {
        Watched one = world.known(employer, "p-1", aPermit().until(SOON));
        Alert alert = one.alerts().getFirst();

        assertThat(alerts(new AlertFilter(employer.id(), one.permit().id(), alert.kind(), null, true)))
                .containsExactly(alert);
        assertThat(alerts(new AlertFilter(null, null, null, DigestId.next(NOW), false)))
                .isEmpty();
        assertThat(got(world.acknowledge.acknowledge(tenant, alert.id(), "hr", "seen"))
                        .acknowledgement())
                .isNotNull();
        assertThat(alerts(new AlertFilter(null, null, alert.kind(), null, true)))
                .isEmpty();
    }

    @Test
    void keepWhatAnEmployerChoseAndLookAgain() {
        Watched one = world.known(employer, "p-1", aPermit());
        AlertSettings weekly = new AlertSettings(
                20,
                10,
                AlertSettings.DEFAULT.expiringDays(),
                AlertSettings.DEFAULT.paperExpiringDays(),
                AlertSettings.DEFAULT.gapDays(),
                0,
                AlertSettings.Digest.WEEKLY);

        Upsert<Preference> set = got(world.alerts.set(employer, weekly, null));

        assertThat(set).isInstanceOf(Upsert.Changed.class);
        Preference kept = got(store.alertPreferences().find(tenant, employer.id()));
        assertThat(kept.settings()).isEqualTo(weekly);
        assertThat(got(store.alertPreferences()
                        .findAll(tenant, List.of(employer.id()))
                        .collectList()))
                .containsExactly(kept);
        assertThat(found(store.alertPreferences().find(otherTenant, employer.id())))
                .isEmpty();
        assertThat(got(store.permits().due(NOW, Optional.empty(), 10)))
                .extracting(Due::permit)
                .containsExactly(one.permit().id());
        assertThat(got(world.alerts.set(employer, weekly, 1L))).isInstanceOf(Upsert.Unchanged.class);
        assertThat(got(world.alerts.set(employer, AlertSettings.DEFAULT, 7L))).isInstanceOf(Upsert.Stale.class);
    }

    @Test
    void sumUpWhatWaitsOnce() {
        world.known(employer, "p-1", aPermit().until(SOON));
        Instant later = NOW.plusSeconds(60);
        Waiting waiting = new Waiting(tenant, employer.id());
        Digest digest = new Digest(DigestId.next(NOW), waiting, later);

        assertThat(got(store.digests().waiting(later, NOW, Optional.empty(), 10)))
                .containsExactly(waiting);
        assertThat(got(store.digests().waiting(later, NOW, Optional.of(waiting), 10)))
                .isEmpty();
        assertThat(got(store.digests().waiting(NOW, later, Optional.empty(), 10)))
                .isEmpty();
        Digests.Sum sum = got(store.digests().sum(waiting, later));
        assertThat(sum.waiting()).isNotEmpty().isEqualTo(sum.open());
        assertThat(got(store.digests().issue(digest, issued(digest)))).isEqualTo(STORED);
        assertThat(got(store.digests().issue(digest, issued(digest)))).isEqualTo(STALE);
        assertThat(alerts(new AlertFilter(null, null, null, digest.id(), true)))
                .hasSize(
                        sum.waiting().values().stream().mapToInt(Long::intValue).sum())
                .allMatch(alert -> alert.told() == Alert.Told.IN_DIGEST);
        assertThat(got(store.digests().sum(waiting, later)).waiting()).isEmpty();
    }

    private Event issued(Digest digest) {
        return Event.of(tenant, EventType.PERMIT_DIGEST_ISSUED, digest.id().text(), 1, NOW, Map.of("note", "a test's"));
    }

    private Turn ended(Watched one) {
        Review.By by = new Review.By(employer.reference(), AlertSettings.DEFAULT, LeadTime.NONE, clock.instant());
        return world.reviews.review().changed(one, one.permit().ended(clock.instant()), Arrival.FROM_NOW, by);
    }

    private Turn arrived(String reference) {
        Permit permit = Permit.first(
                tenant, employer.id(), new ClientReference(reference), aPermit().given(), NOW);
        Review.By by = new Review.By(employer.reference(), AlertSettings.DEFAULT, LeadTime.NONE, NOW);
        return world.reviews.review().arrived(permit, Arrival.FROM_NOW, by);
    }

    private static Place place(String worker, String reference) {
        return new Place(new ClientReference(worker), new ClientReference(reference));
    }

    private List<String> references(Set<ClientReference> workers, Optional<Place> after, int limit) {
        return got(store.permits().ofEmployer(tenant, employer.id(), workers, after, limit)).stream()
                .map(permit -> permit.reference().value())
                .toList();
    }

    private List<Watched> list(Filter filter) {
        return got(store.permits().list(tenant, filter, firstOf(10)));
    }

    private List<Alert> alerts(AlertFilter filter) {
        return got(store.permits().listAlerts(tenant, filter, firstOf(100)));
    }
}
