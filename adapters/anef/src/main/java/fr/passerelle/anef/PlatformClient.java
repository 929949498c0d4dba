package fr.passerelle.anef;

import fr.passerelle.platform.Platform;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;

/** The client of the platform, guarded and measured. One for each replica; to be closed with it. */
public final class PlatformClient implements AutoCloseable {
    private final Portal portal;
    private final Platform platform;

    private PlatformClient(Portal portal, Platform platform) {
        this.portal = portal;
        this.platform = platform;
    }

    public static PlatformClient create(
            PlatformClientProperties properties, InstantSource clock, MeterRegistry meters) {
        Portal portal = new Portal(properties, clock);
        Guards guards = new Guards(properties);
        guards.bindTo(meters);
        return new PlatformClient(
                portal,
                new GuardedPlatform(
                        new WebClientPlatform(portal),
                        guards,
                        new CallTimer(meters),
                        new SecurityWatch(meters),
                        clock));
    }

    public Platform platform() {
        return platform;
    }

    @Override
    public void close() {
        portal.close();
    }
}
