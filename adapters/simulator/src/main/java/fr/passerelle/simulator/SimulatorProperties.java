package fr.passerelle.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.unit.DataSize;

/**
 * The settings under {@code simulator}; defaults and their reasons are in {@code simulator.yaml}. Bound by hand, without the
 * annotation, so that the configuration scan of an application on the same class path does not pick them up.
 *
 * @param capacity drafts, files and accounts kept, of each
 * @param memory the file in which all is kept from run to run; absent when nothing is
 * @param badCertificates whether to listen behind TLS too, with certificates that nobody may trust
 */
record SimulatorProperties(
        String host,
        Duration visibilityDelay,
        Duration sessionLength,
        DataSize documentLimit,
        int capacity,
        @Nullable Path memory,
        boolean badCertificates,
        Review review) {

    /** The name of the source that a caller in the process fills. */
    static final String GIVEN = "given";

    /** How long each step of a review takes. */
    record Review(
            Duration startsAfter,
            Duration complementAskedAfter,
            Duration decidedAfter,
            Duration closedAfter,
            Duration complementDueAfter,
            Duration complementReviewedAfter) {}

    SimulatorProperties {
        if (visibilityDelay.isNegative() || !sessionLength.isPositive() || capacity < 1) {
            throw new IllegalArgumentException(
                    "simulator: visibility-delay must not be negative, session-length and capacity must be positive");
        }
        if (documentLimit.toBytes() < 1 || documentLimit.toMegabytes() > 100) {
            throw new IllegalArgumentException("simulator.document-limit must lie between 1 byte and 100 MB");
        }
    }

    /** Binds what was given, the first source first, over the defaults. */
    static SimulatorProperties bind(List<PropertySource<?>> given) {
        Iterable<ConfigurationPropertySource> sources = ConfigurationPropertySources.from(withDefaults(given));
        BindHandler strict = new NoUnboundElementsBindHandler(BindHandler.DEFAULT, SimulatorProperties::isWrittenForUs);
        return new Binder(sources)
                .bind("simulator", Bindable.of(SimulatorProperties.class), strict)
                .get();
    }

    static int port(List<PropertySource<?>> given) {
        Binder binder = new Binder(ConfigurationPropertySources.from(withDefaults(given)));
        return binder.bind("port", Integer.class)
                .orElseGet(() -> binder.bind("server.port", Integer.class).get());
    }

    /** A misspelt setting stops the start; the system's properties and the environment may hold anything. */
    private static boolean isWrittenForUs(ConfigurationPropertySource source) {
        Object underlying = source.getUnderlyingSource();
        return underlying instanceof CommandLinePropertySource<?>
                || underlying instanceof PropertySource<?> given
                        && given.getName().equals(GIVEN);
    }

    private static List<PropertySource<?>> withDefaults(List<PropertySource<?>> given) {
        List<PropertySource<?>> all = new ArrayList<>(given);
        try {
            all.addAll(new YamlPropertySourceLoader().load("defaults", new ClassPathResource("simulator.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
