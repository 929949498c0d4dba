package fr.passerelle.workers;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aRequest;
import static fr.passerelle.testing.Examples.aStep;
import static fr.passerelle.testing.Examples.anEmployer;
import static fr.passerelle.testing.Examples.anEvent;
import static fr.passerelle.testing.Examples.filed;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.ForgetEvents;
import fr.passerelle.pace.Pace;
import fr.passerelle.pace.PaceRules;
import fr.passerelle.pace.TellOfIncidents;
import fr.passerelle.pace.WatchPortal;
import fr.passerelle.parties.Employer;
import fr.passerelle.platform.InMemoryPlatform;
import fr.passerelle.platform.PlatformHealth;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.requests.Dossiers;
import fr.passerelle.requests.GatheredDossiers;
import fr.passerelle.requests.RequestState;
import fr.passerelle.requests.WarnOfDeadlines;
import fr.passerelle.requests.WatchTimers;
import fr.passerelle.testing.InMemoryStore;
import fr.passerelle.testing.SettableClock;
import fr.passerelle.webhooks.ForgetDeliveries;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class WatchLoopTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration OFTEN = Duration.ofMillis(5);
    private static final Duration NEVER = Duration.ofDays(1);

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryStore store = new InMemoryStore(clock);

    /** A clock that notes when it was read three times, and fails the first time. */
    private static final class FailingAtFirst implements InstantSource {
        private final CountDownLatch reads = new CountDownLatch(3);

        @Override
        public Instant instant() {
            boolean isFirst = reads.getCount() == 3;
            reads.countDown();
            if (isFirst) {
                throw new IllegalStateException("no time yet");
            }
            return NOW;
        }
    }

    @Test
    void asksForTheTimeAtEachLookAndGoesOnAfterAFailure() throws InterruptedException {
        FailingAtFirst failing = new FailingAtFirst();
        try (WatchLoop loop = watching(failing)) {
            loop.start();

            assertThat(failing.reads.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    @Test
    void tellsWhatBecameDueWhileItRuns() {
        Employer employer = anEmployer().build();
        Event known = anEvent(employer.tenant(), EventType.EMPLOYER_CREATED, employer.id(), employer.version());
        store.employers().save(employer, 0, known).block(PATIENCE);
        AuthorisationRequest filed =
                aRequest().of(employer.id()).withoutWorker().in(filed("D-1")).build();
        store.requests().save(aStep(filed).build()).block(PATIENCE);
        clock.set(NOW.plus(Duration.ofDays(70)));
        try (WatchLoop loop = watching(clock, OFTEN)) {
            loop.start();

            RequestState told = Flux.interval(OFTEN)
                    .onBackpressureDrop()
                    .concatMap(_ -> store.requests().find(filed.tenant(), filed.id()))
                    .map(AuthorisationRequest::state)
                    .filter(RequestState::isComputed)
                    .blockFirst(PATIENCE);

            assertThat(told).isInstanceOf(RequestState.DeemedRefused.class);
        }
    }

    private WatchLoop watching(InstantSource deadlineClock) {
        return watching(deadlineClock, NEVER);
    }

    private WatchLoop watching(InstantSource deadlineClock, Duration timers) {
        Pace pace = new Pace(store.lanes(), PaceRules.usual(), _ -> Mono.empty());
        return new WatchLoop(
                new WatchPortal(new InMemoryPlatform(clock), pace, clock),
                new WarnOfDeadlines(store.queue(), dossiers(), store.requests(), deadlineClock),
                new WatchTimers(store.agenda(), dossiers(), store.requests(), clock),
                new TellOfIncidents(store.incidents()),
                new PlatformHealth(store.calls(), clock),
                new ForgetDeliveries(store.deliveries(), clock),
                new ForgetEvents(store.journal(), clock),
                new WatchSettings(NEVER, OFTEN, timers, NEVER, NEVER, NEVER));
    }

    private Dossiers dossiers() {
        return new GatheredDossiers(store);
    }
}
