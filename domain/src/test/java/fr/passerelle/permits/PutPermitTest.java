package fr.passerelle.permits;

import static fr.passerelle.permits.PermitsWorld.got;
import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.TODAY;
import static fr.passerelle.testing.Examples.aPermit;
import static fr.passerelle.testing.Examples.anEmployer;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Upsert;
import fr.passerelle.permits.Permits.Watched;
import fr.passerelle.permits.PutPermit.Line;
import fr.passerelle.testing.Examples;
import fr.passerelle.testing.InMemoryStore;
import fr.passerelle.testing.PermitBuilder;
import fr.passerelle.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PutPermitTest {
    private static final LocalDate SOON = TODAY.plusDays(20);

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryStore store = new InMemoryStore(clock);
    private final PermitsWorld world = new PermitsWorld(store, clock);
    private final TenantId tenant = Examples.TENANT;
    private final Employer employer = known();

    private Employer known() {
        Employer one = anEmployer().of(tenant).build();
        store.employers()
                .save(one, 0, Examples.anEvent(tenant, EventType.EMPLOYER_CREATED, one.id(), 1))
                .block();
        return one;
    }

    @Test
    void makesNothingOfWhatChangesNothing() {
        Watched first = world.known(employer, "p-1", aPermit().until(SOON));
        int events = events().size();
        clock.advance(Duration.ofHours(2));

        Upsert<Watched> again = world.put(employer, "p-1", aPermit().until(SOON));

        assertThat(again).isEqualTo(new Upsert.Unchanged<>(first));
        assertThat(events()).hasSize(events);
    }

    @Test
    void refusesAVersionThatIsNotThePresentOne() {
        world.known(employer, "p-1", aPermit());

        assertThat(world.put
                        .put(
                                employer,
                                new ClientReference("p-1"),
                                aPermit().until(SOON).given(),
                                Arrival.ALL,
                                7L)
                        .block())
                .isEqualTo(new Upsert.Stale<>(1));
        assertThat(world.put
                        .put(employer, new ClientReference("p-2"), aPermit().given(), Arrival.ALL, 1L)
                        .block())
                .isEqualTo(new Upsert.Stale<>(0));
    }

    @Test
    void doesNotFloodWithAFirstImport() {
        List<Line> lines = IntStream.range(0, 500)
                .mapToObj(i -> new Line(
                        new ClientReference("p-" + i),
                        aPermit()
                                .titled("VPF_SOINS")
                                .until(TODAY.plusDays(1 + i % 100))
                                .given()))
                .toList();

        world.put.putAll(employer, lines, Arrival.DIGEST).block();

        assertThat(events())
                .filteredOn(event -> event.type() == EventType.PERMIT_CREATED)
                .hasSize(500);
        assertThat(events())
                .filteredOn(event -> event.data().containsKey("alert_id"))
                .hasSizeLessThan(60);
        clock.set(Instant.parse("2026-03-03T06:00:00Z"));
        assertThat(world.digests.look().block()).isEqualTo(1);
        assertThat(events())
                .filteredOn(event -> event.type() == EventType.PERMIT_DIGEST_ISSUED)
                .singleElement()
                .satisfies(digest -> assertThat(Integer.parseInt(digest.data().get("alerts")))
                        .isGreaterThan(500));
        assertThat(world.digests.look().block()).isZero();
    }

    @Test
    void tellsWhatStillMattersAsWished() {
        PermitBuilder soonOver = aPermit().titled("VPF_SOINS").valid(TODAY.minusYears(1), SOON);

        world.put(employer, "none", soonOver, Arrival.FROM_NOW);
        world.put(employer, "all", soonOver, Arrival.ALL);

        assertThat(told("none")).isEmpty();
        assertThat(told("all"))
                .containsExactlyInAnyOrder(
                        EventType.PERMIT_RENEWAL_WINDOW_CLOSED,
                        EventType.PERMIT_EXPIRING,
                        EventType.CONTINUITY_GAP_FORECAST);
    }

    @Test
    void tellsOfEachPaperWhateverBecameOfAnother() {
        PermitBuilder papers = aPermit()
                .titled("VPF_SOINS")
                .valid(TODAY.minusYears(2), TODAY.minusDays(100))
                .withReceipt(TODAY.minusDays(100), TODAY.minusDays(60))
                .withReceipt(TODAY.minusDays(50), TODAY.plusDays(5));

        world.put(employer, "p-1", papers, Arrival.ALL);

        assertThat(told("p-1")).contains(EventType.PERMIT_PAPER_EXPIRED, EventType.PERMIT_PAPER_EXPIRING);
    }

    @Test
    void foreseesAGapThoughThereWasOneBefore() {
        PermitBuilder papers = aPermit()
                .titled("VPF_SOINS")
                .valid(TODAY.minusYears(2), TODAY.minusDays(100))
                .withReceipt(TODAY.minusDays(50), TODAY.plusDays(29));

        world.put(employer, "p-1", papers, Arrival.FROM_NOW);
        world.put(employer, "p-2", papers, Arrival.ALL);

        assertThat(told("p-1")).containsExactly(EventType.CONTINUITY_GAP_FORECAST);
        assertThat(told("p-2")).contains(EventType.CONTINUITY_GAP_FORECAST, EventType.PERMIT_WORK_RIGHT_ENDED);
    }

    @Test
    void endsTheWarningsOfATitleThatIsRenewed() {
        Watched before = world.known(employer, "p-1", aPermit().until(SOON));
        assertThat(before.alerts()).isNotEmpty().allMatch(Alert::isOpen);
        int events = events().size();

        Watched after = world.known(employer, "p-1", aPermit().until(SOON.plusYears(10)));

        assertThat(after.alerts()).isNotEmpty().allMatch(alert -> alert.ended() == Alert.Ended.FACTS_CHANGED);
        assertThat(events().subList(events, events().size()))
                .extracting(Event::type)
                .containsExactly(EventType.PERMIT_CHANGED);
        clock.set(SOON.plusDays(1).atTime(9, 0).toInstant(java.time.ZoneOffset.UTC));
        assertThat(world.look()).isZero();
    }

    @Test
    void tellsNothingTwiceOfFactsThatComeBack() {
        world.put(employer, "p-1", aPermit().until(SOON), Arrival.ALL);
        List<EventType> told = told("p-1");
        world.put(employer, "p-1", aPermit().until(SOON.plusYears(10)), Arrival.ALL);

        Watched back = PermitsWorld.value(world.put(employer, "p-1", aPermit().until(SOON), Arrival.ALL));

        assertThat(told("p-1")).isEqualTo(told);
        assertThat(back.alerts()).isNotEmpty().allMatch(Alert::isOpen);
    }

    @Test
    void doesNotTellNowWhatWasPassedOverBefore() {
        world.put(employer, "p-1", aPermit().until(SOON), Arrival.FROM_NOW);

        world.put(employer, "p-1", aPermit().until(SOON).noting("site", "B"), Arrival.ALL);

        assertThat(told("p-1")).isEmpty();
    }

    @Test
    void followsTheLinesOfAReferenceInOrder() {
        List<Line> lines = List.of(
                new Line(new ClientReference("p-1"), aPermit().given()),
                new Line(new ClientReference("p-2"), aPermit().given()),
                new Line(
                        new ClientReference("p-1"),
                        aPermit().noting("site", "B").given()),
                new Line(
                        new ClientReference("p-1"),
                        aPermit().noting("site", "B").given()));

        List<Upsert<Watched>> outcomes = got(world.put.putAll(employer, lines, Arrival.DIGEST));

        assertThat(outcomes)
                .extracting(outcome -> (Object) outcome.getClass())
                .containsExactly(
                        Upsert.Created.class, Upsert.Created.class, Upsert.Changed.class, Upsert.Unchanged.class);
        assertThat(PermitsWorld.value(outcomes.getLast()).permit().version()).isEqualTo(2);
    }

    @Test
    void bringsATombstoneBack() {
        Watched one = world.known(employer, "p-1", aPermit().until(SOON));
        world.change.end(tenant, one.permit().id(), null).block();
        assertThat(got(store.permits().find(tenant, one.permit().id())).alerts())
                .allMatch(alert -> alert.ended() == Alert.Ended.PERMIT_DELETED);

        Upsert<Watched> again = world.put(employer, "p-1", aPermit());

        assertThat(again).isInstanceOf(Upsert.Created.class);
        assertThat(PermitsWorld.value(again).permit().isEnded()).isFalse();
        assertThat(PermitsWorld.value(again).permit().version()).isEqualTo(3);
    }

    private List<Event> events() {
        return got(store.journal().read(tenant, 0, Set.of(), 10_000)).stream()
                .map(RecordedEvent::event)
                .toList();
    }

    private List<EventType> told(String reference) {
        return events().stream()
                .filter(event -> reference.equals(event.data().get("client_reference")))
                .filter(event -> event.data().containsKey("alert_id"))
                .map(Event::type)
                .toList();
    }
}
