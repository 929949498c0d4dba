package fr.passerelle.workers;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.TODAY;
import static fr.passerelle.testing.Examples.aPermit;
import static fr.passerelle.testing.Examples.anEmployer;
import static fr.passerelle.testing.Examples.anEvent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.law.LawTables;
import fr.passerelle.parties.Employer;
import fr.passerelle.permits.Arrival;
import fr.passerelle.permits.PutPermit;
import fr.passerelle.permits.Reviews;
import fr.passerelle.permits.TellDigests;
import fr.passerelle.permits.WatchPermits;
import fr.passerelle.requests.ReviewTimes;
import fr.passerelle.testing.InMemoryStore;
import fr.passerelle.testing.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class PermitLoopTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration OFTEN = Duration.ofMillis(5);

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryStore store = new InMemoryStore(clock);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Reviews reviews =
            new Reviews(LawTables.shipped(), store.alertPreferences(), new ReviewTimes(store.decisions()), clock);

    @Test
    void tellsWhatComesDueAndSumsUpWhatWaits() {
        Employer employer = anEmployer().build();
        store.employers()
                .save(employer, 0, anEvent(employer.tenant(), EventType.EMPLOYER_CREATED, employer.id(), 1))
                .block(PATIENCE);
        new PutPermit(store.permits(), reviews)
                .put(
                        employer,
                        new ClientReference("p-1"),
                        aPermit().until(TODAY.plusDays(20)).given(),
                        Arrival.DIGEST,
                        null)
                .block(PATIENCE);
        clock.advance(Duration.ofDays(6));
        try (PermitLoop loop = watching()) {
            loop.start();

            List<EventType> told = Flux.interval(OFTEN)
                    .onBackpressureDrop()
                    .concatMap(_ -> store.journal().read(employer.tenant(), 0, Set.of(), 100))
                    .map(events -> events.stream()
                            .map(RecordedEvent::event)
                            .map(event -> event.type())
                            .toList())
                    .filter(types ->
                            types.contains(EventType.PERMIT_DIGEST_ISSUED) && types.contains(EventType.PERMIT_EXPIRING))
                    .blockFirst(PATIENCE);

            assertThat(told).isNotNull().doesNotHaveDuplicates();
        }
    }

    @Test
    void refusesToLookWithoutAPause() {
        assertThatThrownBy(() -> new PermitLoop.Settings(Duration.ZERO, OFTEN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private PermitLoop watching() {
        return new PermitLoop(
                new WatchPermits(store.permits(), reviews, clock),
                new TellDigests(store.digests(), store.employers(), clock),
                new PermitLoop.Settings(OFTEN, OFTEN),
                meters);
    }
}
