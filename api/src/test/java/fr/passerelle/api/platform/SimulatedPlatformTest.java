package fr.passerelle.api.platform;

import fr.passerelle.anef.PlatformClient;
import fr.passerelle.anef.PlatformClientProperties;
import fr.passerelle.platform.Credentials;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.Platform;
import fr.passerelle.platform.PlatformContract;
import fr.passerelle.simulator.Simulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** The client of the platform and the simulator together keep what the fake of the domain's tests keeps. */
class SimulatedPlatformTest extends PlatformContract {
    private static final Duration VISIBILITY_DELAY = Duration.ofMinutes(2);

    private final Simulator simulator = Simulator.start(
            0,
            Map.of(
                    "simulator.visibility-delay", "2m",
                    "simulator.review.starts-after", "1d",
                    "simulator.review.decided-after", "1d",
                    "simulator.review.complement-asked-after", "1d"));
    private final PlatformClient client = PlatformClient.create(
            PlatformClientProperties.of(simulator.uri()), simulator.clock(), new SimpleMeterRegistry());

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
    }

    @Override
    protected Platform platform() {
        return client.platform();
    }

    @Override
    protected void pass(Duration time) {
        simulator.clock().advance(time);
    }

    @Override
    protected Duration visibilityDelay() {
        return VISIBILITY_DELAY;
    }

    @Override
    protected Credentials lockedAccount() {
        return new Credentials("rh+locked@example.org", "secret");
    }

    @Override
    protected String titleOfFileWithComplements() {
        return "Maçon [scenario:complements-once]";
    }

    @Override
    protected void untilComplementsAreAsked(DepositNumber deposit) {
        pass(Duration.ofDays(4));
    }

    @Override
    protected void untilGranted(DepositNumber deposit) {
        pass(Duration.ofDays(12));
    }
}
