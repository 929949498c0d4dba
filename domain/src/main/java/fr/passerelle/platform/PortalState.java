package fr.passerelle.platform;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the portal says of itself.
 *
 * @param simulator whether the portal names itself a simulator
 */
public record PortalState(
        boolean open,
        boolean simulator,
        @Nullable Instant maintenanceFrom,
        @Nullable Instant maintenanceTo) {}
