package fr.passerelle.permits;

import static fr.passerelle.permits.PermitsWorld.got;
import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.TENANT;
import static fr.passerelle.testing.Examples.TODAY;
import static fr.passerelle.testing.Examples.aPermit;
import static fr.passerelle.testing.Examples.anEmployer;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.law.LawTables;
import fr.passerelle.law.right.Title;
import fr.passerelle.law.right.Titles;
import fr.passerelle.parties.Employer;
import fr.passerelle.permits.Permits.Watched;
import fr.passerelle.testing.Examples;
import fr.passerelle.testing.InMemoryStore;
import fr.passerelle.testing.PermitBuilder;
import fr.passerelle.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchPermitsTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryStore store = new InMemoryStore(clock);
    private final PermitsWorld world = new PermitsWorld(store, clock);
    private final Employer employer = known();

    private Employer known() {
        Employer one = anEmployer().of(TENANT).build();
        store.employers()
                .save(one, 0, Examples.anEvent(TENANT, EventType.EMPLOYER_CREATED, one.id(), 1))
                .block();
        return one;
    }

    /** Every title, every night the same data, a look each morning, over both changes of the clock. */
    @Test
    void tellsEachMilestoneOnceOnItsDayWhateverIsSentEachNight() {
        List<Title> titles = new Titles(LawTables.shipped()).all();
        world.alerts.set(employer, quietly(), null).block();
        Instant end = NOW.plus(Duration.ofDays(400));

        for (Instant day = NOW; day.isBefore(end); day = day.plus(Duration.ofDays(1))) {
            clock.set(day);
            titles.forEach(title -> world.put(employer, title.code(), permitOf(title), Arrival.FROM_NOW));
            world.look();
        }

        LocalDate last = LocalDate.ofInstant(clock.instant(), PARIS);
        for (Title title : titles) {
            assertThat(toldOf(title.code())).as(title.code()).isEqualTo(expectedOf(permitOf(title), last));
        }
    }

    private static PermitBuilder permitOf(Title title) {
        LocalDate end = TODAY.plusDays(30 + Math.floorMod(title.code().hashCode(), 500));
        return aPermit()
                .titled(title.code())
                .valid(end.minusYears(4).plusDays(1), end)
                .authorisedUntil(end.minusDays(3));
    }

    private static AlertSettings quietly() {
        AlertSettings usual = AlertSettings.DEFAULT;
        return new AlertSettings(
                usual.prepareDays(),
                usual.closingDays(),
                usual.expiringDays(),
                usual.paperExpiringDays(),
                usual.gapDays(),
                0,
                usual.digest());
    }

    private static Set<String> expectedOf(PermitBuilder permit, LocalDate last) {
        return new Milestones(LawTables.shipped())
                .of(MilestonesTest.permit(permit), quietly(), LeadTime.NONE).stream()
                        .filter(one -> !one.on().isBefore(TODAY) && !one.on().isAfter(last))
                        .map(one -> one.on() + " " + one.kind().event() + " " + one.threshold())
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> toldOf(String reference) {
        List<String> all = warnings(reference).stream()
                .map(event -> LocalDate.ofInstant(event.occurredAt(), PARIS) + " " + event.type() + " "
                        + event.data().getOrDefault("threshold", ""))
                .toList();
        Set<String> once = new TreeSet<>(all);
        assertThat(once).hasSameSizeAs(all);
        return once;
    }

    @ParameterizedTest
    @CsvSource({
        "75, 2026-03-11T22:59:59Z, 2026-03-11T23:00:00Z",
        "974, 2026-03-11T19:59:59Z, 2026-03-11T20:00:00Z", // La Réunion is four hours ahead
        "972, 2026-03-12T03:59:59Z, 2026-03-12T04:00:00Z", // Martinique four behind
    })
    void looksAtTheBeginningOfTheDayWhereTheWorkIsDone(String department, Instant before, Instant at) {
        // Fifteen days before: 2026-03-12.
        PermitBuilder permit = aPermit().until(LocalDate.of(2026, 3, 27)).workingIn(department);
        world.put(employer, "p-1", permit, Arrival.FROM_NOW);
        clock.set(before);
        world.look();
        assertThat(warnings("p-1")).isEmpty();

        clock.set(at);
        world.look();

        assertThat(warnings("p-1")).extracting(Event::type).contains(EventType.PERMIT_EXPIRING);
    }

    @Test
    void tellsLateWhatCameWhileNobodyLooked() {
        world.put(employer, "p-1", aPermit().titled("VPF_SOINS").until(TODAY.plusDays(40)), Arrival.FROM_NOW);
        clock.advance(Duration.ofDays(60));

        world.look();

        assertThat(warnings("p-1"))
                .extracting(Event::type)
                .contains(EventType.PERMIT_EXPIRING, EventType.PERMIT_EXPIRED, EventType.PERMIT_WORK_RIGHT_ENDED);
        assertThat(world.look()).isZero();
    }

    @Test
    void tellsAgainWhatNobodyAcknowledgedThreeTimesAtMost() {
        world.put(employer, "p-1", aPermit().titled("RLD_UE").until(TODAY.plusDays(30)), Arrival.ALL);

        for (int day = 1; day <= 14; day++) {
            clock.advance(Duration.ofDays(1));
            world.look();
        }

        // Told on the first day and a week later; after fifteen days the next threshold takes its place.
        assertThat(of("p-1", EventType.PERMIT_EXPIRING))
                .extracting(event -> event.data().getOrDefault("escalation", "0"))
                .containsExactly("0", "1", "2");
    }

    @Test
    void isSilentOnceSomebodyHasSeenToIt() {
        Watched one = PermitsWorld.value(
                world.put(employer, "p-1", aPermit().titled("RLD_UE").until(TODAY.plusDays(30)), Arrival.ALL));
        Alert alert = one.alerts().stream()
                .filter(each -> each.kind() == Milestone.Kind.EXPIRING)
                .findFirst()
                .orElseThrow();
        world.acknowledge.acknowledge(TENANT, alert.id(), "hr", null).block();
        clock.advance(Duration.ofDays(10));

        world.look();

        assertThat(of("p-1", EventType.PERMIT_EXPIRING)).hasSize(1);
        assertThat(of("p-1", EventType.PERMIT_ALERT_ACKNOWLEDGED)).hasSize(1);
    }

    @Test
    void stopsWhenTheEmploymentEnds() {
        PermitBuilder permit = aPermit().until(TODAY.plusDays(20)).employed(null, TODAY.plusDays(3));
        world.put(employer, "p-1", permit, Arrival.ALL);
        int told = warnings("p-1").size();

        clock.advance(Duration.ofDays(30));
        world.look();

        assertThat(warnings("p-1")).hasSize(told);
        assertThat(store.permits()
                        .listAlerts(
                                TENANT,
                                new Permits.AlertFilter(null, null, null, null, false),
                                new fr.passerelle.ids.Paging(null, null, 100))
                        .block())
                .isNotEmpty()
                .allMatch(alert -> alert.ended() == Alert.Ended.EMPLOYMENT_ENDED);
        assertThat(world.look()).isZero();
    }

    private List<Event> of(String reference, EventType type) {
        return warnings(reference, event -> event.type() == type);
    }

    private List<Event> warnings(String reference) {
        return warnings(reference, _ -> true);
    }

    private List<Event> warnings(String reference, Function<Event, Boolean> wanted) {
        return got(store.journal().read(TENANT, 0, Set.of(), 100_000)).stream()
                .map(RecordedEvent::event)
                .filter(event -> reference.equals(event.data().get("client_reference")))
                .filter(event -> event.data().containsKey("alert_id"))
                .filter(wanted::apply)
                .toList();
    }
}
