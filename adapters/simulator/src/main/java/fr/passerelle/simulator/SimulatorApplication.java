package fr.passerelle.simulator;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The simulator alone. Settings come from {@code --simulator.visibility-delay=5s} and the like, the system's properties, the
 * environment ({@code SIMULATOR_VISIBILITYDELAY}), then {@code simulator.yaml}; the port also from {@code --port}.
 */
final class SimulatorApplication {
    private SimulatorApplication() {}

    public static void main(String[] args) throws InterruptedException {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(args));
        Logger log = quietLog(environment);
        try {
            run(environment, log);
        } catch (BindException e) {
            log.error(
                    "{}: {}",
                    e.getMessage(),
                    NestedExceptionUtils.getMostSpecificCause(e).getMessage());
            System.exit(1);
        } catch (IllegalStateException e) {
            log.error(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(StandardEnvironment environment, Logger log) throws InterruptedException {
        List<PropertySource<?>> given = new ArrayList<>();
        environment.getPropertySources().forEach(given::add);
        Simulator simulator = Simulator.start(
                SimulatorProperties.port(given), SimulatorProperties.bind(given), InstantSource.system());
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
        log.info(
                "Simulator {} of the employers' portal on {}: nothing reaches the State",
                Simulator.version(),
                simulator.uri());
        simulator.awaitClose();
    }

    /** Boot's logging without the rest of Boot: left alone, Logback would print every byte that Netty sees. */
    private static Logger quietLog(StandardEnvironment environment) {
        LoggingSystem logging = LoggingSystem.get(SimulatorApplication.class.getClassLoader());
        logging.beforeInitialize();
        logging.initialize(new LoggingInitializationContext(environment), null, null);
        return LoggerFactory.getLogger(SimulatorApplication.class);
    }
}
