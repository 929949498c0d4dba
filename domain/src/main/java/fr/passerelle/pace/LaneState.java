package fr.passerelle.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one lane goes, for all replicas. Pure: it is told the time, and answers what is next.
 *
 * @param calls when the latest calls were let go or will be, as many as the budget has; in order
 * @param heldUntil the platform said not to come back before
 * @param troubles how many calls in a row met trouble
 * @param pushBacks how often in a row the platform said that we are too fast
 */
public record LaneState(
        Lane lane, Flow flow, List<Instant> calls, @Nullable Instant heldUntil, int troubles, int pushBacks) {
    private static final int MOST_DOUBLINGS = 6;

    public LaneState {
        calls = List.copyOf(calls);
    }

    /** Whether the lane is open. */
    public sealed interface Flow {
        /**
         * Calls go through.
         *
         * @param atOnce how many requests may be moved on at once
         * @param well how many calls went well since that was last changed
         * @param isDoubling whether it is doubled next, as after a restart, or one added
         */
        record Open(int atOnce, int well, boolean isDoubling) implements Flow {
            private Open grown(int most) {
                if (well + 1 < atOnce) {
                    return new Open(atOnce, well + 1, isDoubling);
                }
                return new Open(Math.min(most, isDoubling ? 2 * atOnce : atOnce + 1), 0, isDoubling);
            }

            private Open halved() {
                return new Open(Math.max(1, atOnce / 2), 0, false);
            }
        }

        /**
         * The platform is down: nothing goes through but one probe now and then.
         *
         * @param fault what the last of the calls met
         */
        record Stopped(Instant since, Instant nextProbe, String fault) implements Flow {}
    }

    /** A lane that was never used: it begins as slowly as after an outage. */
    public static LaneState fresh(Lane lane) {
        return new LaneState(lane, restart(), List.of(), null, 0, 0);
    }

    private static Flow restart() {
        return new Flow.Open(1, 0, true);
    }

    /** What a step to this state makes of the platform's incidents: one that begins or ends; none by most steps. */
    public Optional<Incident> incidentSince(LaneState before, Instant now) {
        if (!before.isStopped() && flow instanceof Flow.Stopped(var since, var _, var fault)) {
            return Optional.of(new Incident(lane, since, fault, Optional.empty()));
        }
        return before.flow() instanceof Flow.Stopped(var since, var _, var fault) && !isStopped()
                ? Optional.of(new Incident(lane, since, fault, Optional.of(now)))
                : Optional.empty();
    }

    public boolean isStopped() {
        return flow instanceof Flow.Stopped;
    }

    /** How many requests may be moved on at once by calls of this lane; none while nothing would go through. */
    public int atOnce(Instant now) {
        if (isHeld(now)) {
            return 0;
        }
        return switch (flow) {
            case Flow.Open open -> open.atOnce();
            case Flow.Stopped stopped -> stopped.nextProbe().isAfter(now) ? 0 : 1;
        };
    }

    /** How long nothing goes through; zero when something does. */
    public Duration heldFor(Instant now) {
        Instant until = heldUntil != null && heldUntil.isAfter(now) ? heldUntil : now;
        if (flow instanceof Flow.Stopped stopped && stopped.nextProbe().isAfter(until)) {
            until = stopped.nextProbe();
        }
        return Duration.between(now, until);
    }

    private boolean isHeld(Instant now) {
        return heldUntil != null && heldUntil.isAfter(now);
    }

    // A call

    /** A lane after it was asked for leave, and the answer. */
    record Asked(LaneState next, Taking taking) {}

    /**
     * Asks for leave to make a call. Whatever is granted is counted, whether or not the call is made after all, so that of
     * the instants granted no window holds more than the budget.
     */
    Asked ask(Instant now, PaceRules rules) {
        Duration held = heldFor(now);
        if (held.isPositive()) {
            return new Asked(this, new Taking.Held(held));
        }
        Instant turn = nextTurn(now, rules);
        Instant mostPatient = now.plus(isStopped() ? Duration.ZERO : rules.patience());
        return turn.isAfter(mostPatient)
                ? new Asked(this, new Taking.Held(Duration.between(mostPatient, turn)))
                : granted(turn, now, rules);
    }

    private Instant nextTurn(Instant now, PaceRules rules) {
        Instant turn = calls.isEmpty() ? now : later(now, calls.getLast());
        int over = calls.size() - rules.budget(lane);
        return over < 0 ? turn : later(turn, calls.get(over).plus(rules.window()));
    }

    private Asked granted(Instant turn, Instant now, PaceRules rules) {
        Flow next = flow instanceof Flow.Stopped stopped
                ? new Flow.Stopped(stopped.since(), now.plus(rules.probe()), stopped.fault())
                : flow;
        int forgotten = Math.max(0, calls.size() + 1 - rules.budget(lane));
        List<Instant> kept = new ArrayList<>(calls.subList(forgotten, calls.size()));
        kept.add(turn);
        LaneState after = new LaneState(lane, next, kept, heldUntil, troubles, pushBacks);
        Permit permit = new Permit(lane, turn, !isAtFullSpeed(rules));
        return new Asked(after, new Taking.Granted(permit, Duration.between(now, turn)));
    }

    private boolean isAtFullSpeed(PaceRules rules) {
        return flow instanceof Flow.Open open && open.atOnce() >= rules.mostAtOnce() && troubles == 0 && pushBacks == 0;
    }

    // How it went

    /** A call went well. One that was let go before the lane stopped says nothing of the platform now. */
    LaneState wentWell(Permit permit, PaceRules rules) {
        return switch (flow) {
            case Flow.Open open -> new LaneState(lane, open.grown(rules.mostAtOnce()), calls, heldUntil, 0, 0);
            case Flow.Stopped stopped ->
                permit.at().isAfter(stopped.since()) ? new LaneState(lane, restart(), calls, heldUntil, 0, 0) : this;
        };
    }

    LaneState met(Trouble trouble, Permit permit, Instant now, PaceRules rules) {
        return switch (trouble) {
            case Trouble.Unavailable(var fault, var comeBack) ->
                new LaneState(lane, troubled(fault, now, rules), calls, held(now, comeBack), troubles + 1, pushBacks);
            case Trouble.PushedBack(var comeBack) -> pushedBack(permit, now, comeBack.orElse(null), rules);
        };
    }

    private Flow troubled(String fault, Instant now, PaceRules rules) {
        return switch (flow) {
            case Flow.Open open ->
                troubles + 1 < rules.troublesToStop()
                        ? open.halved()
                        : new Flow.Stopped(now, now.plus(rules.probe()), fault);
            case Flow.Stopped stopped -> new Flow.Stopped(stopped.since(), stopped.nextProbe(), fault);
        };
    }

    /** Calls that were under way when the platform first said so count as one. */
    private LaneState pushedBack(Permit permit, Instant now, @Nullable Duration comeBack, PaceRules rules) {
        boolean isKnown = heldUntil != null && permit.at().isBefore(heldUntil);
        int times = isKnown ? Math.max(1, pushBacks) : pushBacks + 1;
        Duration rest =
                comeBack == null ? rules.pushBack().multipliedBy(1L << Math.min(times - 1, MOST_DOUBLINGS)) : comeBack;
        Flow next = flow instanceof Flow.Open open && !isKnown ? open.halved() : flow;
        return new LaneState(lane, next, calls, later(heldUntil, now.plus(rest)), troubles, times);
    }

    private @Nullable Instant held(Instant now, Optional<Duration> comeBack) {
        return comeBack.map(now::plus).map(until -> later(heldUntil, until)).orElse(heldUntil);
    }

    /** The platform is back: this lane, too, begins slowly, if it was not stopped itself. */
    LaneState restarted() {
        return isStopped() ? this : new LaneState(lane, restart(), calls, heldUntil, troubles, pushBacks);
    }

    /** The platform announced that it will be closed until then. */
    LaneState closedUntil(Instant end) {
        return new LaneState(lane, flow, calls, later(heldUntil, end), troubles, pushBacks);
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one != null && one.isAfter(other) ? one : other;
    }
}
