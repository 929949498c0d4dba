package fr.passerelle.api;

import fr.passerelle.persistence.SettingsInspection;
import fr.passerelle.persistence.SettingsInspection.Finding;
import fr.passerelle.platform.Platform;
import fr.passerelle.platform.PortalState;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import reactor.core.publisher.Mono;

/**
 * Refuses to start on settings under which a confirmed filing could be lost, shown to another tenant, or sent to a simulator.
 * The database is asked always; keys that anybody knows and simulators are for the local run alone.
 */
final class SafeStart {
    private static final Logger log = LoggerFactory.getLogger(SafeStart.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final boolean isLocal;

    SafeStart(Environment environment, SecretsKey key, Platform platform) {
        this.isLocal = environment.acceptsProfiles(Profiles.of("local"));
        if (!isLocal && key.isGuessable()) {
            throw new UnsafeSettings(
                    "passerelle.secrets.key is a key that anybody knows.", "Make one with: openssl rand -base64 32");
        }
        if (!isLocal) {
            refuseSimulator(platform);
        }
    }

    /** Judges the database through the service's own connection. */
    void inspect(SettingsInspection inspection) {
        List<Finding> findings = inspection.findings().block(PATIENCE);
        if (findings != null && !findings.isEmpty()) {
            throw new UnsafeSettings(
                    findings.stream()
                            .map(finding -> "The database: "
                                    + finding.code()
                                            .name()
                                            .toLowerCase(Locale.ROOT)
                                            .replace('_', ' ') + ".")
                            .toList(),
                    findings.stream().map(Finding::remedy).toList());
        }
    }

    /** A platform that does not answer is no reason not to start: we accept always. */
    private static void refuseSimulator(Platform platform) {
        boolean isSimulator = Boolean.TRUE.equals(platform.state()
                .map(PortalState::simulator)
                .onErrorResume(SafeStart::unanswered)
                .block(PATIENCE));
        if (isSimulator) {
            throw new UnsafeSettings(
                    "The platform at passerelle.platform.base-url says that it is a simulator.",
                    "Give the address of the real platform, or run with the profile local.");
        }
    }

    private static Mono<Boolean> unanswered(Throwable failure) {
        log.warn(
                "the platform did not say what it is ({}); starting all the same",
                failure.getClass().getSimpleName());
        return Mono.just(false);
    }
}
