package fr.passerelle.pace;

import fr.passerelle.platform.ComplementSubmission;
import fr.passerelle.platform.Exchange;
import fr.passerelle.platform.Platform;
import fr.passerelle.platform.PlatformHealth.Blame;
import fr.passerelle.platform.PlatformHealth.Operation;
import fr.passerelle.platform.PlatformRefusal;
import fr.passerelle.platform.PlatformUnavailable;
import fr.passerelle.platform.PlatformUnavailable.Fault;
import fr.passerelle.platform.PortalState;
import fr.passerelle.platform.Session;
import fr.passerelle.platform.SessionEnded;
import fr.passerelle.platform.Submission;
import fr.passerelle.platform.SubmitAnswer;
import fr.passerelle.platform.WrappedPlatform;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** A platform that is called no faster than the {@link Pace} allows, and tells it how every call went. */
public final class PacedPlatform extends WrappedPlatform {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration WITHOUT_A_STORE = Duration.ofSeconds(5);

    private final Pace pace;
    private final InstantSource clock;

    public PacedPlatform(Platform platform, Pace pace, InstantSource clock) {
        super(platform);
        this.pace = pace;
        this.clock = clock;
    }

    @Override
    protected <T> Mono<T> around(Operation operation, Mono<T> call, Function<? super T, Blame> judge) {
        return paced(lane(operation), operation.name().toLowerCase(Locale.ROOT), call);
    }

    @Override
    public Mono<Void> logOut(Session session) {
        return paced(Lane.LOGIN, "log_out", super.logOut(session).thenReturn(true))
                .then();
    }

    @Override
    public Mono<PortalState> state() {
        return paced(Lane.READ, "state", super.state());
    }

    @Override
    public Mono<SubmitAnswer> submit(Session session, Submission submission) {
        return super.submit(session, submission)
                .onErrorResume(PlatformUnavailable.class, _ -> Mono.just(notSent("submit")));
    }

    @Override
    public Mono<SubmitAnswer> sendComplement(Session session, ComplementSubmission complement) {
        return super.sendComplement(session, complement)
                .onErrorResume(PlatformUnavailable.class, _ -> Mono.just(notSent("send_complement")));
    }

    /** The platform itself always answers a submission with a value: a failure is our own holding back. */
    private SubmitAnswer notSent(String operation) {
        Exchange nothing = new Exchange(operation, clock.instant(), null, null, Map.of(), new byte[0]);
        return new SubmitAnswer.NotSent(Fault.HELD_BACK, "paced", nothing);
    }

    private static Lane lane(Operation operation) {
        return switch (operation) {
            case LOGIN -> Lane.LOGIN;
            case CREATE_DRAFT, ATTACH, DELETE_DRAFT, SUBMIT, SEND_COMPLEMENT -> Lane.WRITE;
            case READ_DRAFT, LIST_FILES, READ_FILE, DOWNLOAD -> Lane.READ;
        };
    }

    private <T> Mono<T> paced(Lane lane, String operation, Mono<T> call) {
        return pace.take(lane).onErrorReturn(new Taking.Held(WITHOUT_A_STORE)).flatMap(taking -> switch (taking) {
            case Taking.Held(var until) -> Mono.error(PlatformUnavailable.heldBack(operation, until));
            case Taking.Granted(var permit, var _) -> told(permit, call);
        });
    }

    private <T> Mono<T> told(Permit permit, Mono<T> call) {
        return call.flatMap(answer -> tell(permit, answer).thenReturn(answer))
                .onErrorResume(failure -> failed(permit, failure).flatMap(Mono::error));
    }

    private Mono<?> tell(Permit permit, Object answer) {
        return switch (answer) {
            case SubmitAnswer.Unknown unknown -> met(permit, unclear(unknown));
            case SubmitAnswer.NotSent(var fault, var _, var _) -> met(permit, fault, Optional.empty());
            default -> wentWell(permit);
        };
    }

    private static Trouble unclear(SubmitAnswer.Unknown answer) {
        Integer status = answer.exchange().status();
        return status != null && status == TOO_MANY_REQUESTS
                ? new Trouble.PushedBack(answer.retryAfter())
                : new Trouble.Unavailable(answer.reason(), answer.retryAfter());
    }

    /** A platform that says no, or that the session is over, is well. What failed in ourselves says nothing of it. */
    private Mono<Throwable> failed(Permit permit, Throwable failure) {
        return switch (failure) {
            case PlatformUnavailable down -> unavailable(permit, down);
            case PlatformRefusal _, SessionEnded _ -> wentWell(permit).thenReturn(failure);
            default -> Mono.just(failure);
        };
    }

    /** When the lane lets nothing through now, whoever called comes back when it does. */
    private Mono<Throwable> unavailable(Permit permit, PlatformUnavailable failure) {
        return met(permit, failure.fault(), failure.retryAfter())
                .map(held -> held.isPositive() ? failure.withRetryAfter(held) : failure);
    }

    private Mono<Duration> met(Permit permit, Fault fault, Optional<Duration> comeBack) {
        return switch (fault) {
            case HELD_BACK -> Mono.just(Duration.ZERO);
            case OVERLOADED -> met(permit, new Trouble.PushedBack(comeBack));
            case UNREACHABLE, UNTRUSTED, TIMEOUT, SERVER_ERROR, UNUSABLE_ANSWER ->
                met(permit, new Trouble.Unavailable(fault.name().toLowerCase(Locale.ROOT), comeBack));
        };
    }

    /**
     * How long the lane lets nothing through now; zero when it goes on. What became of a call is not lost because the pace
     * could not be told of it.
     */
    private Mono<Duration> met(Permit permit, Trouble trouble) {
        return pace.met(trouble, permit).onErrorReturn(Duration.ZERO);
    }

    private Mono<Void> wentWell(Permit permit) {
        return pace.wentWell(permit).onErrorComplete();
    }
}
