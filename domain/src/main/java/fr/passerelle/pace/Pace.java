package fr.passerelle.pace;

import fr.passerelle.pace.Lanes.Standing;
import fr.passerelle.pace.Lanes.Stepped;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Decides how fast the platform is called, for all replicas: the one place. It fails closed: without an answer from the
 * store nothing is called.
 */
public final class Pace {
    /** After so long a wait things may have changed. */
    private static final Duration LONG = Duration.ofSeconds(1);

    private final Lanes lanes;
    private final PaceRules rules;
    private final Waiting waiting;
    /** The lanes on which calls of this process met trouble, so that every call that goes well is news. */
    private final Set<Lane> troubled = ConcurrentHashMap.newKeySet();

    public Pace(Lanes lanes, PaceRules rules, Waiting waiting) {
        this.lanes = lanes;
        this.rules = rules;
        this.waiting = waiting;
    }

    /** Takes leave to make one call, just before it is made: waits for its turn when that is near, and is held otherwise. */
    Mono<Taking> take(Lane lane) {
        return lanes.change(lane, (state, now) -> {
                    LaneState.Asked asked = state.ask(now, rules);
                    return new Stepped<>(asked.next(), asked.taking());
                })
                .flatMap(this::awaited);
    }

    private Mono<Taking> awaited(Taking taking) {
        return taking instanceof Taking.Granted granted && granted.in().isPositive()
                ? waiting.pause(granted.in()).then(Mono.defer(() -> confirmed(granted)))
                : Mono.just(taking);
    }

    /** The platform may have gone down while the call waited. */
    private Mono<Taking> confirmed(Taking.Granted granted) {
        if (granted.in().compareTo(LONG) < 0) {
            return Mono.just(granted);
        }
        return lanes.standing().map(standing -> {
            Duration held = standing.of(granted.permit().lane()).heldFor(standing.now());
            return held.isPositive() ? new Taking.Held(held) : granted;
        });
    }

    /** A call went well. The lane that it opens again restarts all others slowly. */
    Mono<Void> wentWell(Permit permit) {
        boolean isNews = troubled.remove(permit.lane()) || permit.isNews();
        if (!isNews) {
            return Mono.empty();
        }
        return lanes.change(permit.lane(), (state, _) -> {
                    LaneState next = state.wentWell(permit, rules);
                    return new Stepped<>(next, state.isStopped() && !next.isStopped());
                })
                .flatMap(isBack -> isBack ? restartOthers(permit.lane()) : Mono.empty());
    }

    private Mono<Void> restartOthers(Lane opened) {
        return Flux.fromArray(Lane.values())
                .filter(lane -> lane != opened)
                .concatMap(this::restart)
                .then();
    }

    private Mono<Boolean> restart(Lane lane) {
        return lanes.change(lane, (state, _) -> new Stepped<>(state.restarted(), true));
    }

    /**
     * A call met trouble.
     *
     * @return how long the lane lets nothing through now; zero when it goes on
     */
    Mono<Duration> met(Trouble trouble, Permit permit) {
        troubled.add(permit.lane());
        return lanes.change(permit.lane(), (state, now) -> {
            LaneState next = state.met(trouble, permit, now, rules);
            return new Stepped<>(next, next.heldFor(now));
        });
    }

    Mono<Boolean> isStopped(Lane lane) {
        return lanes.standing().map(standing -> standing.of(lane).isStopped());
    }

    /** The platform announced that it is closed from now on: it is not even probed until then. */
    public Mono<Void> closedFor(Duration duration) {
        return Flux.fromArray(Lane.values())
                .concatMap(lane -> close(lane, duration))
                .then();
    }

    private Mono<Boolean> close(Lane lane, Duration duration) {
        return lanes.change(lane, (state, now) -> new Stepped<>(state.closedUntil(now.plus(duration)), true));
    }

    /**
     * How soon the platform can have taken as many filings as stand in the queue up to a place, if it answers from its next
     * probe on.
     *
     * @param rank the place; the next to be filed has the first
     */
    public Mono<Outlook> outlook(long rank) {
        return lanes.standing().map(standing -> outlook(rank, standing));
    }

    private Outlook outlook(long rank, Standing standing) {
        Duration held = Arrays.stream(Lane.values())
                .map(lane -> standing.of(lane).heldFor(standing.now()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        boolean isDown =
                Arrays.stream(Lane.values()).anyMatch(lane -> standing.of(lane).isStopped());
        Outlook.Hold hold = isDown ? Outlook.Hold.PLATFORM_DOWN : Outlook.Hold.PLATFORM_BUSY;
        return new Outlook(
                isDown || held.isPositive() ? Optional.of(hold) : Optional.empty(),
                held.plus(rules.timeForFilings(rank)));
    }

    /**
     * How many requests may be moved on at once, by all replicas together, by calls of a kind. To write one must read as
     * well, and to do either be logged in.
     */
    public Mono<Integer> room(Lane kind) {
        return lanes.standing().map(standing -> room(kind, standing));
    }

    private static int room(Lane kind, Standing standing) {
        Instant now = standing.now();
        LaneState login = standing.of(Lane.LOGIN);
        int loggingIn = login.isStopped() || login.heldFor(now).isPositive() ? login.atOnce(now) : Integer.MAX_VALUE;
        int reading = Math.min(loggingIn, standing.of(Lane.READ).atOnce(now));
        return kind == Lane.WRITE ? Math.min(reading, standing.of(Lane.WRITE).atOnce(now)) : reading;
    }
}
