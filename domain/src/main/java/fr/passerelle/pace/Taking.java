package fr.passerelle.pace;

import java.time.Duration;

/** What came of asking for leave to make a call. */
public sealed interface Taking {
    /**
     * The call is counted, and may be made.
     *
     * @param in after so long
     */
    record Granted(Permit permit, Duration in) implements Taking {}

    /**
     * Not now, and nothing was counted.
     *
     * @param until it is worth asking again
     */
    record Held(Duration until) implements Taking {}
}
