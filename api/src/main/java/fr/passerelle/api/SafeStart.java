package fr.passerelle.api;

import fr.passerelle.api.UnsafeSettings.Refusal;
import fr.passerelle.persistence.SettingsInspection;
import fr.passerelle.persistence.SettingsInspection.Finding;
import fr.passerelle.persistence.StorageUnavailable;
import fr.passerelle.platform.Platform;
import fr.passerelle.platform.PortalState;
import fr.passerelle.requests.Restorations;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Refuses to start on settings under which a confirmed filing could be lost, shown to another tenant, read on its way, or
 * sent to a simulator. The database is asked always; the rest is for the local run to allow.
 */
final class SafeStart {
    private static final Logger log = LoggerFactory.getLogger(SafeStart.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** A database that is just coming up, or a machine that is busy starting us, is no reason to give up. */
    private static final Retry WHILE_IT_STARTS =
            Retry.fixedDelay(15, Duration.ofSeconds(1)).filter(StorageUnavailable.class::isInstance);

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final boolean isRestored;

    SafeStart(Environment environment, SecretsKey key, URI portal, Platform platform) {
        this.isRestored = environment.getProperty("passerelle.restored", Boolean.class, false);
        if (!environment.acceptsProfiles(Profiles.of("local"))) {
            refuse(Stream.of(guessable(key), readable(portal), simulated(platform))
                    .flatMap(Optional::stream)
                    .toList());
        }
    }

    /** Judges the database through the service's own connection. Waits for one that is not there yet. */
    void inspect(SettingsInspection inspection) {
        List<Finding> findings =
                inspection.findings().retryWhen(WHILE_IT_STARTS).block(PATIENCE);
        refuse(Objects.requireNonNull(findings).stream().map(SafeStart::refusal).toList());
    }

    /** Before any work is claimed: from then on no replica sends what may have been sent before the restore. */
    void noteRestore(Restorations restorations, Instant now) {
        if (isRestored) {
            restorations.note(now).block(PATIENCE);
            log.warn(
                    "restored from a backup: every request that was there is looked up before anything is sent for it");
        }
    }

    private static void refuse(List<Refusal> refusals) {
        if (!refusals.isEmpty()) {
            throw new UnsafeSettings(refusals);
        }
    }

    private static Refusal refusal(Finding finding) {
        String words = finding.code().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return new Refusal("The database: " + words + ".", finding.remedy());
    }

    private static Optional<Refusal> guessable(SecretsKey key) {
        return key.isGuessable()
                ? Optional.of(new Refusal("passerelle.secrets.key is a key that anybody knows.", SecretsKey.MAKE_ONE))
                : Optional.empty();
    }

    /** The passwords of the employers' accounts travel to the portal. */
    private static Optional<Refusal> readable(URI portal) {
        return "https".equals(portal.getScheme()) || THIS_MACHINE.contains(portal.getHost())
                ? Optional.empty()
                : Optional.of(new Refusal(
                        "passerelle.platform.base-url is not https: passwords would travel in the clear.",
                        "Give an https address; plain http is for this machine alone."));
    }

    /** A platform that does not answer is no reason not to start: we accept always. */
    private static Optional<Refusal> simulated(Platform platform) {
        boolean isSimulator = Boolean.TRUE.equals(platform.state()
                .map(PortalState::simulator)
                .onErrorResume(SafeStart::unanswered)
                .block(PATIENCE));
        return isSimulator
                ? Optional.of(new Refusal(
                        "The platform at passerelle.platform.base-url says that it is a simulator.",
                        "Give the address of the real platform, or run with the profile local."))
                : Optional.empty();
    }

    private static Mono<Boolean> unanswered(Throwable failure) {
        log.warn(
                "the platform did not say what it is ({}); starting all the same",
                failure.getClass().getSimpleName());
        return Mono.just(false);
    }
}
