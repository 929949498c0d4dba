package fr.passerelle.requests;

import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.platform.FileStatus;
import java.time.Instant;

/**
 * What the platform showed of a file at a time, raw beside our reading. Appended, never changed; an observation that says
 * the same as the one before only moves its {@code lastSeenAt}.
 *
 * @param raw the page as it came; holds personal data
 */
public record Observation(
        TenantId tenant, RequestId request, Instant seenAt, String label, FileStatus status, byte[] raw) {
    @Override
    public String toString() {
        return "Observation[" + request + ", " + status + "]";
    }
}
