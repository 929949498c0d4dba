package fr.passerelle.pace;

import java.time.Instant;

/**
 * Leave to make one call.
 *
 * @param at from when on, by the store's clock
 * @param isNews whether its going well would change anything: a lane at full speed is not told of every call
 */
public record Permit(Lane lane, Instant at, boolean isNews) {}
