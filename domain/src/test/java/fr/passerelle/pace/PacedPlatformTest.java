package fr.passerelle.pace;

import static fr.passerelle.platform.FilingForms.ESTABLISHMENT;
import static fr.passerelle.platform.FilingForms.aForm;
import static fr.passerelle.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.passerelle.platform.Credentials;
import fr.passerelle.platform.Draft;
import fr.passerelle.platform.DraftCreation;
import fr.passerelle.platform.DraftNumber;
import fr.passerelle.platform.Exchange;
import fr.passerelle.platform.FileSearch;
import fr.passerelle.platform.InMemoryPlatform;
import fr.passerelle.platform.InMemoryPlatform.Call;
import fr.passerelle.platform.LogIn;
import fr.passerelle.platform.Platform;
import fr.passerelle.platform.PlatformHealth.Blame;
import fr.passerelle.platform.PlatformHealth.Operation;
import fr.passerelle.platform.PlatformUnavailable;
import fr.passerelle.platform.PlatformUnavailable.Fault;
import fr.passerelle.platform.Session;
import fr.passerelle.platform.Submission;
import fr.passerelle.platform.SubmitAnswer;
import fr.passerelle.platform.WrappedPlatform;
import fr.passerelle.testing.InMemoryLanes;
import fr.passerelle.testing.SettableClock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class PacedPlatformTest {
    private static final PaceRules RULES = new PaceRules(
            Duration.ofMinutes(1),
            70,
            40,
            10,
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            5,
            Duration.ofSeconds(5),
            16);

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryPlatform portal = new InMemoryPlatform(clock);
    private final InMemoryLanes lanes = new InMemoryLanes(clock);
    private final Platform platform = paced(lanes);

    private Platform paced(Lanes store) {
        return new PacedPlatform(
                portal, new Pace(store, RULES, wait -> Mono.fromRunnable(() -> clock.advance(wait))), clock);
    }

    @Test
    void takesLeaveForEachCallOfItsLane() {
        Session session = session();
        draft(session);

        assertThat(state(Lane.LOGIN).calls()).hasSize(1);
        assertThat(state(Lane.WRITE).calls()).hasSize(1);
        assertThat(state(Lane.READ).calls()).isEmpty();
    }

    @Test
    void takesLeaveForEachPageOfAList() {
        Session session = session();
        IntStream.range(0, 3).forEach(_ -> answer(platform, session, draft(session)));
        clock.advance(InMemoryPlatform.VISIBILITY_DELAY);

        assertThat(platform.files(session, new FileSearch(ESTABLISHMENT, null, null, null))
                        .block())
                .hasSize(3);

        assertThat(state(Lane.READ).calls()).hasSize(2);
    }

    @Test
    void leavesAPlatformAloneThatAsksForItInAnswerToASubmission() {
        Duration hour = Duration.ofHours(1);
        Session session = session();
        DraftNumber draft = draft(session);
        Exchange exchange = new Exchange("submit", NOW, NOW, 429, Map.of(), new byte[0]);
        SubmitAnswer busy = new SubmitAnswer.Unknown("status 429", exchange, Optional.of(hour));
        Platform asking =
                new PacedPlatform(new Answering(portal, busy), new Pace(lanes, RULES, _ -> Mono.empty()), clock);

        assertThat(answer(asking, session, draft)).isEqualTo(busy);

        assertThat(state(Lane.WRITE).heldFor(NOW)).isEqualTo(hour);
    }

    /** A platform that answers every submission in the same way. */
    private static final class Answering extends WrappedPlatform {
        private final SubmitAnswer answer;

        private Answering(Platform platform, SubmitAnswer answer) {
            super(platform);
            this.answer = answer;
        }

        @Override
        protected <T> Mono<T> around(Operation operation, Mono<T> call, Function<? super T, Blame> judge) {
            return call;
        }

        @Override
        public Mono<SubmitAnswer> submit(Session session, Submission submission) {
            return Mono.just(answer);
        }
    }

    @Test
    void callsNothingWithoutLeave() {
        IntStream.range(0, RULES.loginCalls()).forEach(_ -> session());

        assertThatThrownBy(this::session).isInstanceOfSatisfying(PlatformUnavailable.class, held -> {
            assertThat(held.fault()).isEqualTo(Fault.HELD_BACK);
            assertThat(held.retryAfter()).contains(RULES.window().minus(RULES.patience()));
        });
        assertThat(portal.calls(Call.LOG_IN)).isEqualTo(RULES.loginCalls());
    }

    @Test
    void callsNothingWhileTheStoreDoesNotAnswer() {
        Session session = session();
        DraftNumber draft = draft(session);
        Platform cutOff = paced(new NoLanes());

        assertThatThrownBy(() ->
                        cutOff.readDraft(session, draft, ESTABLISHMENT.siren()).block())
                .isInstanceOfSatisfying(
                        PlatformUnavailable.class,
                        held -> assertThat(held.fault()).isEqualTo(Fault.HELD_BACK));
        assertThat(answer(cutOff, session, draft)).isInstanceOf(SubmitAnswer.NotSent.class);
        assertThat(portal.ledger()).isEmpty();
    }

    @Test
    void doesNotSendASubmissionThatIsHeldBack() {
        Session session = session();
        DraftNumber draft = draft(session);
        stop(Lane.WRITE);

        assertThat(answer(platform, session, draft))
                .isInstanceOfSatisfying(
                        SubmitAnswer.NotSent.class,
                        unsent -> assertThat(unsent.fault()).isEqualTo(Fault.HELD_BACK));
        assertThat(portal.ledger()).isEmpty();
    }

    @Test
    void countsASubmissionOfUnknownOutcomeAsTrouble() {
        Session session = session();
        DraftNumber draft = draft(session);
        portal.loseNextSubmitAnswer();

        assertThat(answer(platform, session, draft)).isInstanceOf(SubmitAnswer.Unknown.class);
        assertThat(state(Lane.WRITE).troubles()).isEqualTo(1);
    }

    @Test
    void stopsWhenThePlatformIsDownAndSaysUntilWhen() {
        portal.goDown();
        IntStream.range(0, 4).forEach(_ -> assertThatThrownBy(this::session).isInstanceOf(PlatformUnavailable.class));

        assertThatThrownBy(this::session)
                .isInstanceOfSatisfying(
                        PlatformUnavailable.class,
                        down -> assertThat(down.retryAfter()).contains(RULES.probe()));
        assertThatThrownBy(this::session).isInstanceOf(PlatformUnavailable.class);
        assertThat(portal.calls(Call.LOG_IN)).isEqualTo(5);
    }

    @Test
    void goesOnOnceAProbeGoesWell() {
        portal.goDown();
        IntStream.range(0, 9).forEach(_ -> assertThatThrownBy(this::session).isInstanceOf(PlatformUnavailable.class));
        portal.comeBack();
        clock.advance(RULES.probe());

        session();

        assertThat(state(Lane.LOGIN).isStopped()).isFalse();
    }

    @Test
    void takesARefusalForAPlatformThatIsWell() {
        portal.lockAccount("rh@example.org");

        IntStream.range(0, 9)
                .forEach(_ -> assertThat(platform.logIn(new Credentials("rh@example.org", "secret"))
                                .block())
                        .isInstanceOf(LogIn.Locked.class));

        assertThat(state(Lane.LOGIN).troubles()).isZero();
    }

    /** A store that is down. */
    private static final class NoLanes implements Lanes {
        @Override
        public <T> Mono<T> change(Lane lane, Step<T> step) {
            return Mono.error(new IllegalStateException("down"));
        }

        @Override
        public Mono<Standing> standing() {
            return Mono.error(new IllegalStateException("down"));
        }
    }

    private void stop(Lane lane) {
        Pace pace = new Pace(lanes, RULES, _ -> Mono.empty());
        Permit permit = new Permit(lane, clock.instant(), true);
        Trouble down = new Trouble.Unavailable("timeout", Optional.empty());
        IntStream.range(0, RULES.troublesToStop())
                .forEach(_ -> assertThat(pace.met(down, permit).block()).isGreaterThanOrEqualTo(Duration.ZERO));
    }

    private LaneState state(Lane lane) {
        return Objects.requireNonNull(lanes.standing().block()).of(lane);
    }

    private Session session() {
        LogIn answer =
                platform.logIn(new Credentials("rh@example.org", "secret")).block();
        assertThat(answer).isInstanceOf(LogIn.Opened.class);
        return ((LogIn.Opened) Objects.requireNonNull(answer)).session();
    }

    private DraftNumber draft(Session session) {
        DraftCreation created = platform.createDraft(session, aForm().build()).block();
        assertThat(created).isInstanceOf(DraftCreation.Created.class);
        Draft draft = ((DraftCreation.Created) Objects.requireNonNull(created)).draft();
        return draft.number();
    }

    private static SubmitAnswer answer(Platform platform, Session session, DraftNumber draft) {
        return Objects.requireNonNull(
                platform.submit(session, new Submission(draft, "Anne Durand", aForm().expected(draft)))
                        .block());
    }
}
