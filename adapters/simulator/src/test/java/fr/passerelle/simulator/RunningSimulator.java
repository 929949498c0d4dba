package fr.passerelle.simulator;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A simulator on a port of its own, empty before each test. Its time stands still unless a test moves it. */
final class RunningSimulator implements BeforeEachCallback, AfterAllCallback {
    static final Instant NOW = Instant.parse("2026-11-23T09:15:30.250Z");

    private final Simulator simulator = Simulator.start(0, Defaults.properties(), InstantSource.fixed(NOW));

    @Override
    public void beforeEach(ExtensionContext context) {
        visitor().delete("/simulateur/etat");
    }

    @Override
    public void afterAll(ExtensionContext context) {
        simulator.close();
    }

    URI uri() {
        return simulator.uri();
    }

    PortalClock clock() {
        return simulator.clock();
    }

    /** Somebody without a session. */
    Browser visitor() {
        return new Browser(simulator.uri());
    }

    /** Somebody who has just logged in. */
    Browser employer(String login) {
        return visitor().logIn(login, "secret");
    }

    Browser employer() {
        return employer("rh@exemple.fr");
    }
}
