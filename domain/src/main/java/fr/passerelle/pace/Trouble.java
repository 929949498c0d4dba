package fr.passerelle.pace;

import java.time.Duration;
import java.util.Optional;

/** What a call met on the platform's side. */
public sealed interface Trouble {
    /**
     * No usable answer.
     *
     * @param fault in one word, for whoever asks why a lane stands still
     * @param comeBack when the platform said to come back
     */
    record Unavailable(String fault, Optional<Duration> comeBack) implements Trouble {}

    /** We are too fast. */
    record PushedBack(Optional<Duration> comeBack) implements Trouble {}

    Optional<Duration> comeBack();
}
