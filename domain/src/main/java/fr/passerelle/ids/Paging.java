package fr.passerelle.ids;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list that is ordered by change, oldest first, and how much to read from there.
 *
 * @param updatedSince only what changed at or after this instant
 * @param after the last one seen; absent at the beginning
 * @param limit at most so many
 */
public record Paging(
        @Nullable Instant updatedSince, @Nullable Place after, int limit) {
    /** Key of a row in the order of change. */
    public record Place(Instant updatedAt, UUID id) {}
}
