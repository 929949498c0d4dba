package fr.passerelle.pace;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** Lets time pass. */
public interface Waiting {
    /** Completes after so long. */
    Mono<Void> pause(Duration duration);
}
