package fr.passerelle.pace;

import java.time.Instant;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Where the lanes stand, for all replicas. Its clock is the store's own, which they share. */
public interface Lanes {

    /**
     * Takes a step with a lane: reads it, decides, stores what was decided. Nobody else changes the lane meanwhile. When
     * this fails nothing is stored, or it is not known; whoever asked for leave then has none.
     */
    <T> Mono<T> change(Lane lane, Step<T> step);

    /** All lanes as they stand, and the time by the store's clock. */
    Mono<Standing> standing();

    /** What to make of a lane. Pure: it may be tried more than once. */
    interface Step<T> {
        Stepped<T> from(LaneState lane, Instant now);
    }

    /** A lane after a step, and what the step answers. */
    record Stepped<T>(LaneState next, T answer) {}

    /** The lanes at one instant. */
    record Standing(Instant now, Map<Lane, LaneState> lanes) {
        public LaneState of(Lane lane) {
            return lanes.getOrDefault(lane, LaneState.fresh(lane));
        }
    }
}
