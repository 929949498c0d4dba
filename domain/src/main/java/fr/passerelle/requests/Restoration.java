package fr.passerelle.requests;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The instant at which the store was restored from a backup. What was stored between the backup and then is forgotten, but not
 * undone: it may have been sent. So a request that was there before is looked up before anything is sent for it, as after a
 * submission whose answer was lost; and for a while nothing at all is sent, since a file may not be shown yet.
 */
public record Restoration(Instant at) {
    /** The store was never restored. */
    public static final Restoration NEVER = new Restoration(Instant.EPOCH);

    /** Whether an attempt that is forgotten may have filed it. Any attempt made since is of one that was looked up. */
    boolean mayHaveFiled(AuthorisationRequest request, List<Attempt> attempts) {
        return request.createdAt().isBefore(at)
                && attempts.stream().allMatch(attempt -> attempt.createdAt().isBefore(at));
    }

    /** From when on the platform shows whatever was sent before. */
    Instant shownFrom(Duration visibilityDelay) {
        return at.plus(visibilityDelay).plusMillis(1);
    }
}
