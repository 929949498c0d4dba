package fr.passerelle.platform;

import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/** The calls of all replicas to the platform, counted. */
public interface CallCounts {

    /** Adds to what is counted already; what is long past may be forgotten. */
    Mono<Void> add(List<CallCount> counts);

    /** What was counted from the minute of an instant on. */
    Mono<List<CallCount>> since(Instant from);
}
