package fr.passerelle.anef;

import static fr.passerelle.anef.ScriptedPortal.NOW;
import static fr.passerelle.anef.ScriptedPortal.SESSION;
import static fr.passerelle.anef.ScriptedPortal.SUBMISSION;
import static fr.passerelle.platform.FilingForms.ESTABLISHMENT;
import static fr.passerelle.platform.FilingForms.aForm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.passerelle.platform.Credentials;
import fr.passerelle.platform.DraftCreation;
import fr.passerelle.platform.DraftNumber;
import fr.passerelle.platform.InMemoryPlatform;
import fr.passerelle.platform.InMemoryPlatform.Call;
import fr.passerelle.platform.LogIn;
import fr.passerelle.platform.Platform;
import fr.passerelle.platform.PlatformRefusal;
import fr.passerelle.platform.PlatformUnavailable;
import fr.passerelle.platform.PlatformUnavailable.Fault;
import fr.passerelle.platform.Session;
import fr.passerelle.platform.SessionEnded;
import fr.passerelle.platform.Submission;
import fr.passerelle.platform.SubmitAnswer;
import fr.passerelle.platform.Upload;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class GuardedPlatformTest {
    private static final Credentials ACCOUNT = new Credentials("rh@example.org", "secret");
    private static final PlatformClientProperties PROPERTIES =
            ScriptedPortal.properties(URI.create("http://portail.invalid"), Duration.ofSeconds(10));
    private static final int WINDOW = PROPERTIES.breaker().window();

    private final InstantSource clock = InstantSource.fixed(NOW);
    private final InMemoryPlatform portal = new InMemoryPlatform(clock);
    private final Guards guards = new Guards(PROPERTIES);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Platform platform = guarded(portal);

    @Test
    void stopsAskingAPortalThatDoesNotAnswer() {
        portal.goDown();
        for (int i = 0; i < WINDOW; i++) {
            assertUnavailable(platform.state(), Fault.UNREACHABLE);
        }

        assertUnavailable(platform.state(), Fault.HELD_BACK);

        assertThat(portal.calls(Call.STATE)).isEqualTo(WINDOW);
        assertThat(guards.breaker(Lane.READ).getState()).isEqualTo(State.OPEN);
        assertThat(guards.breaker(Lane.WRITE).getState()).isEqualTo(State.CLOSED);
    }

    /** With the time limit outside the breaker none of these would count. */
    @Test
    void countsSilenceAsAFailure() {
        Platform mute = guarded(silence());
        for (int i = 0; i < WINDOW; i++) {
            StepVerifier.withVirtualTime(mute::state)
                    .thenAwait(Duration.ofSeconds(15))
                    .verifyErrorSatisfies(e -> assertThat(e)
                            .isInstanceOfSatisfying(
                                    PlatformUnavailable.class,
                                    u -> assertThat(u.fault()).isEqualTo(Fault.TIMEOUT)));
        }

        assertThat(guards.breaker(Lane.READ).getState()).isEqualTo(State.OPEN);
    }

    @Test
    void letsOneCallThroughWhenItTriesAgain() {
        guards.breaker(Lane.READ).transitionToOpenState();
        guards.breaker(Lane.READ).transitionToHalfOpenState();
        Platform mute = guarded(silence());

        Disposable probe = mute.state().subscribe();
        assertUnavailable(platform.state(), Fault.HELD_BACK);
        probe.dispose();
        got(platform.state());

        assertThat(portal.calls(Call.STATE)).isEqualTo(1);
        assertThat(guards.breaker(Lane.READ).getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void neverBlamesThePortalForAnEmployersFaults() {
        portal.lockAccount("locked@example.org");
        portal.setPassword("changed@example.org", "other");
        Session ended = new Session("none", NOW);
        for (int i = 0; i < 2 * WINDOW; i++) {
            got(platform.logIn(new Credentials("locked@example.org", "secret")));
            got(platform.logIn(new Credentials("changed@example.org", "secret")));
            assertThatExceptionOfType(SessionEnded.class)
                    .isThrownBy(() -> got(platform.drafts(ended, ESTABLISHMENT, "PSR-0001")));
            assertThatExceptionOfType(PlatformRefusal.class).isThrownBy(this::attachToNothing);
        }

        for (Lane lane : Lane.values()) {
            assertThat(guards.breaker(lane).getState()).isEqualTo(State.CLOSED);
        }
    }

    @Test
    void countsSubmissionsOfUnknownOutcomeAsFailures() {
        Session session = session();
        for (int i = 0; i < WINDOW; i++) {
            portal.loseNextSubmission();
            assertThat(got(platform.submit(session, SUBMISSION))).isInstanceOf(SubmitAnswer.Unknown.class);
        }

        assertThat(guards.breaker(Lane.WRITE).getState()).isEqualTo(State.OPEN);
    }

    @Test
    void sendsNothingThroughAnOpenBreaker() {
        guards.breaker(Lane.WRITE).transitionToOpenState();

        SubmitAnswer answer = got(platform.submit(SESSION, SUBMISSION));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        SubmitAnswer.NotSent.class,
                        notSent -> assertThat(notSent.fault()).isEqualTo(Fault.HELD_BACK));
        assertThat(answer.exchange().sentAt()).isEqualTo(NOW);
        assertThat(portal.calls(Call.SUBMIT)).isZero();
    }

    @Test
    void sendsNothingBeyondTheCallsUnderWay() {
        Platform mute = guarded(silence());
        Disposable first = mute.submit(SESSION, SUBMISSION).subscribe();
        Disposable second = mute.submit(SESSION, SUBMISSION).subscribe();

        SubmitAnswer answer = got(platform.submit(SESSION, SUBMISSION));
        assertUnavailable(platform.createDraft(SESSION, aForm().build()), Fault.HELD_BACK);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        SubmitAnswer.NotSent.class,
                        notSent -> assertThat(notSent.fault()).isEqualTo(Fault.HELD_BACK));
        assertThat(guards.breaker(Lane.WRITE).getMetrics().getNumberOfFailedCalls())
                .isZero();
        got(platform.state());
        first.dispose();
        second.dispose();
        assertThat(guards.bulkhead(Lane.WRITE).getMetrics().getAvailableConcurrentCalls())
                .isEqualTo(PROPERTIES.concurrentCalls());
    }

    @Test
    void knowsNothingOfASubmissionThatItGaveUp() {
        Platform mute = guarded(silence());

        StepVerifier.withVirtualTime(() -> mute.submit(SESSION, SUBMISSION))
                .thenAwait(Duration.ofSeconds(15))
                .expectNextMatches(SubmitAnswer.Unknown.class::isInstance)
                .verifyComplete();
    }

    @Test
    void handsOnWhatThePlatformAnswers() {
        Session session = session();
        DraftNumber draft = draft(session);

        SubmitAnswer answer =
                got(platform.submit(session, new Submission(draft, "Anne Durand", aForm().expected(draft))));

        assertThat(answer).isInstanceOf(SubmitAnswer.Accepted.class);
        assertThat(portal.ledger()).hasSize(1);
    }

    @Test
    void timesCallsByOperationAndOutcome() {
        Session session = session();
        portal.loseNextSubmission();
        got(platform.submit(session, SUBMISSION));
        portal.lockAccount("rh@example.org");
        got(platform.logIn(ACCOUNT));

        assertThat(calls("log_in", "answered")).isEqualTo(1);
        assertThat(calls("log_in", "refused")).isEqualTo(1);
        assertThat(calls("submit", "unknown")).isEqualTo(1);
    }

    private long calls(String operation, String outcome) {
        return meters.get(CallTimer.CALLS)
                .tag("operation", operation)
                .tag("outcome", outcome)
                .timer()
                .count();
    }

    private Platform guarded(Platform inner) {
        return new GuardedPlatform(inner, guards, new CallTimer(meters), new SecurityWatch(meters), clock);
    }

    /** A platform that never answers. */
    private static Platform silence() {
        return (Platform) Proxy.newProxyInstance(
                Platform.class.getClassLoader(),
                new Class<?>[] {Platform.class},
                (self, method, arguments) -> Mono.never());
    }

    private Session session() {
        return ((LogIn.Opened) got(platform.logIn(ACCOUNT))).session();
    }

    private DraftNumber draft(Session session) {
        DraftCreation answer = got(platform.createDraft(session, aForm().build()));
        return ((DraftCreation.Created) answer).draft().number();
    }

    private void attachToNothing() {
        Session session = session();
        got(platform.attach(session, new DraftNumber("B-2020-1"), new Upload("passeport", "p.pdf", new byte[0], "00")));
    }

    private static <T> void assertUnavailable(Mono<T> call, Fault fault) {
        assertThatExceptionOfType(PlatformUnavailable.class)
                .isThrownBy(() -> got(call))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
    }

    private static <T> T got(Mono<T> answer) {
        return Objects.requireNonNull(answer.block(Duration.ofSeconds(20)));
    }
}
