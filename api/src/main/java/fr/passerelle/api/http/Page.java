package fr.passerelle.api.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list as it stands on the wire.
 *
 * @param nextCursor where the next page begins; absent on the last page, which is the only sign of the end
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {}
