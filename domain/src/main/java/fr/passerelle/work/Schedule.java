package fr.passerelle.work;

import fr.passerelle.pace.Lane;
import java.time.Instant;

/** What a save does to the subject's place in the queue. */
public sealed interface Schedule {
    /** Leave it as it is. */
    record Unchanged() implements Schedule {}

    /**
     * Due at an instant.
     *
     * @param deadline orders the work of one tenant, nearest first
     * @param lane the kind of calls by which it is moved on
     */
    record At(Instant due, Instant deadline, Lane lane) implements Schedule {}

    /** Nothing more to do. */
    record Done() implements Schedule {}
}
