package fr.passerelle.work;

import java.time.Instant;

/** What a save does to the subject's place in the queue. */
public sealed interface Schedule {
    /** Leave it as it is. */
    record Unchanged() implements Schedule {}

    /**
     * Due at an instant.
     *
     * @param deadline orders the work of one employer, nearest first
     */
    record At(Instant due, Instant deadline) implements Schedule {}

    /** Nothing more to do. */
    record Done() implements Schedule {}
}
