package fr.passerelle.journal;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aRequest;
import static fr.passerelle.testing.Examples.aStep;
import static fr.passerelle.testing.Examples.anEmployer;
import static fr.passerelle.testing.Examples.anEvent;
import static fr.passerelle.testing.RequestBuilder.after;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.EventId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Worker;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.testing.StoreContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What the {@link Journal} promises. */
public abstract class JournalContract extends StoreContract {
    private static final Instant LATER = NOW.plus(Duration.ofDays(1));

    @Test
    void isEmptyInTheBeginning() {
        assertThat(journal(tenant)).isEmpty();
    }

    @Test
    void keepsEventsAsTheyWereTold() {
        Employer employer = anEmployer().of(tenant).build();
        Event event = anEvent(tenant, EventType.EMPLOYER_CREATED, employer.id(), 1);
        got(store.employers().save(employer, 0, event));

        assertThat(journal(tenant)).containsExactly(new RecordedEvent(1, event));
    }

    @Test
    void addsTheClientsNameForTheEmployer() {
        Employer employer = knownEmployer(tenant);
        AuthorisationRequest request = knownRequest(knownWorker(employer));
        save(nextStepOf(request));
        assertThat(of(tenant, request))
                .extracting(recorded -> recorded.event().data().get("employer_reference"))
                .containsExactly(
                        employer.reference().value(), employer.reference().value());
    }

    @Test
    void addsNoNameForAnEmployerThatNobodyKnows() {
        Employer stranger = anEmployer().of(otherTenant).build();
        Employer employer = anEmployer().of(tenant).build();
        Event event = anEvent(tenant, EventType.EMPLOYER_CREATED, employer.id(), 1)
                .with(EventMember.EMPLOYER_ID, stranger.id().text());
        got(store.employers().save(employer, 0, event));

        assertThat(journal(tenant).getLast().event()).isEqualTo(event);
    }

    @Test
    void numbersTheEventsOfEachTenantFromOneWithoutGaps() {
        times(3).forEach(_ -> knownEmployer(tenant));
        knownEmployer(otherTenant);
        knownEmployer(tenant);

        assertThat(positions(journal(tenant))).containsExactly(1L, 2L, 3L, 4L);
        assertThat(positions(journal(otherTenant))).containsExactly(1L);
    }

    @Test
    void leavesNoGapForAStepThatWasRefused() {
        Employer employer = knownEmployer(tenant);
        save(employer, 0);
        save(employer, 9);
        knownEmployer(tenant);

        assertThat(positions(journal(tenant))).containsExactly(1L, 2L);
    }

    @Test
    void numbersEventsWithoutGapsWhenManyAreWrittenAtOnce() {
        Worker worker = knownWorker(tenant);
        List<Mono<SaveOutcome>> calls = times(30)
                .mapToObj(_ -> aRequest().of(worker).build())
                .map(request -> store.requests()
                        .save(aStep(request).tell(EventType.REQUEST_QUEUED).build()))
                .toList();

        allAtOnce(calls);

        assertThat(positions(journal(tenant)))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 62).boxed().toList());
    }

    @Test
    void keepsTheEventsOfOneStepTogether() {
        Worker worker = knownWorker(tenant);
        List<Mono<SaveOutcome>> calls = times(20)
                .mapToObj(_ -> aRequest().of(worker).build())
                .map(request -> store.requests()
                        .save(aStep(request).tell(EventType.REQUEST_QUEUED).build()))
                .toList();

        allAtOnce(calls);

        List<RecordedEvent> told = read(2, Set.of(), 100);
        assertThat(told).hasSize(40);
        for (int i = 0; i < told.size(); i += 2) {
            Event created = told.get(i).event();
            Event queued = told.get(i + 1).event();
            assertThat(created.type()).isEqualTo(EventType.REQUEST_CREATED);
            assertThat(queued.type()).isEqualTo(EventType.REQUEST_QUEUED);
            assertThat(queued.subject()).isEqualTo(created.subject());
        }
    }

    @Test
    void readsFromBehindAPosition() {
        times(4).forEach(_ -> knownEmployer(tenant));

        assertThat(positions(read(0, Set.of(), 100))).containsExactly(1L, 2L, 3L, 4L);
        assertThat(positions(read(2, Set.of(), 100))).containsExactly(3L, 4L);
        assertThat(positions(read(2, Set.of(), 1))).containsExactly(3L);
        assertThat(read(4, Set.of(), 100)).isEmpty();
        assertThat(read(99, Set.of(), 100)).isEmpty();
    }

    @Test
    void keepsTheTypesAskedForAlone() {
        Employer employer = knownEmployer(tenant);
        Worker worker = knownWorker(employer);
        knownRequest(worker);
        knownRequest(worker);

        assertThat(positions(read(0, Set.of(EventType.REQUEST_CREATED), 100))).containsExactly(3L, 4L);
        assertThat(positions(read(0, Set.of(EventType.REQUEST_CREATED, EventType.WORKER_CHANGED), 2)))
                .containsExactly(2L, 3L);
        assertThat(read(0, Set.of(EventType.REQUEST_FILED), 100)).isEmpty();
    }

    @Test
    void tellsOfASubjectInTheOrderOfItsSequence() {
        AuthorisationRequest first = knownRequest(tenant);
        AuthorisationRequest other = knownRequest(tenant);
        AuthorisationRequest second = after(first).build();
        AuthorisationRequest third = after(second).build();
        save(aStep(second));
        save(nextStepOf(other));
        save(aStep(third));

        List<RecordedEvent> told = of(tenant, first);

        assertThat(told).extracting(recorded -> recorded.event().sequence()).containsExactly(1L, 2L, 3L);
        assertThat(told)
                .extracting(recorded -> recorded.event().subject().id())
                .containsOnly(first.id().text());
    }

    @Test
    void showsNothingToAnotherTenant() {
        AuthorisationRequest request = knownRequest(tenant);

        assertThat(journal(otherTenant)).isEmpty();
        assertThat(of(otherTenant, request)).isEmpty();
    }

    @Test
    void tellsNothingOfASubjectThatNobodyKnows() {
        AuthorisationRequest unknown = aRequest().of(tenant).build();
        knownRequest(tenant);

        assertThat(of(tenant, unknown)).isEmpty();
    }

    @Test
    void tellsFromWhereToWhereItGoes() {
        assertThat(got(store.journal().extent(tenant))).isEqualTo(Journal.Extent.EMPTY);

        times(3).forEach(_ -> knownEmployer(tenant));
        knownEmployer(otherTenant);

        assertThat(got(store.journal().extent(tenant))).isEqualTo(new Journal.Extent(1, 3));
        assertThat(got(store.journal().latest(Set.of(tenant, otherTenant, TenantId.next(NOW)))))
                .containsOnly(Map.entry(tenant, 3L), Map.entry(otherTenant, 1L));
        assertThat(got(store.journal().latest(Set.of(otherTenant)))).containsOnlyKeys(otherTenant);
    }

    @Test
    void forgetsFromItsBeginningALittleAtATime() {
        times(5).forEach(_ -> knownEmployer(tenant));

        assertThat(forget(NOW, 3)).isZero();
        assertThat(forget(LATER, 3)).isEqualTo(3);
        assertThat(got(store.journal().extent(tenant))).isEqualTo(new Journal.Extent(4, 5));
        assertThat(positions(read(0, Set.of(), 100))).containsExactly(4L, 5L);
        assertThat(positions(read(0, Set.of(EventType.EMPLOYER_CHANGED), 100))).containsExactly(4L, 5L);

        assertThat(forget(LATER, 3)).isEqualTo(2);
        assertThat(forget(LATER, 3)).isZero();
        assertThat(got(store.journal().extent(tenant))).isEqualTo(new Journal.Extent(6, 5));
        knownEmployer(tenant);
        assertThat(positions(read(0, Set.of(), 100))).containsExactly(6L);
    }

    @Test
    void forgetsNothingBehindAnEventThatStays() {
        knownEmployer(tenant);
        Employer employer = anEmployer().of(tenant).build();
        Event stays = new Event(
                EventId.next(LATER),
                tenant,
                EventType.EMPLOYER_CREATED,
                new Subject("employer", employer.id().text()),
                1,
                LATER,
                Map.of("note", "an example"));
        got(store.employers().save(employer, 0, stays));
        knownEmployer(tenant);

        assertThat(forget(LATER, 100)).isEqualTo(1);
        assertThat(positions(journal(tenant))).containsExactly(2L, 3L);
    }

    @Test
    void keepsTheTimelineOfARequestWhenItForgets() {
        AuthorisationRequest request = knownRequest(tenant);
        forget(LATER, 100);

        assertThat(journal(tenant)).isEmpty();
        assertThat(of(tenant, request)).hasSize(1);
    }

    @Test
    void knowsWhoseCursorIsTooOld() {
        Journal.Extent extent = new Journal.Extent(4, 5);

        assertThat(extent.hasForgotten(2)).isTrue();
        assertThat(extent.hasForgotten(3)).isFalse();
        assertThat(Journal.Extent.EMPTY.hasForgotten(0)).isFalse();
    }

    private long forget(Instant before, int most) {
        return got(store.journal().forget(before, most));
    }

    private List<RecordedEvent> read(long after, Set<EventType> types, int limit) {
        return got(store.journal().read(tenant, after, types, limit));
    }

    private List<RecordedEvent> of(TenantId owner, AuthorisationRequest request) {
        return got(store.journal().of(owner, new Subject("request", request.id().text())));
    }

    private static List<Long> positions(List<RecordedEvent> events) {
        return events.stream().map(RecordedEvent::position).toList();
    }
}
