package fr.passerelle.pace;

import java.time.Duration;
import java.util.Optional;

/**
 * What can be expected of the platform.
 *
 * @param hold what keeps us from calling it now
 * @param in after so long, at best
 */
public record Outlook(Optional<Hold> hold, Duration in) {
    /** Why the platform is not called. */
    public enum Hold {
        /** It gave no usable answers; it is probed now and then. */
        PLATFORM_DOWN,
        /** It asked to be left alone for a while. */
        PLATFORM_BUSY
    }
}
