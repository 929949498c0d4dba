package fr.passerelle.permits;

import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Upsert;
import fr.passerelle.permits.AlertPreferences.Preference;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** An employer chooses when to be warned. What has passed already by the new choice is not told. */
public final class SetAlerts {
    private final AlertPreferences preferences;
    private final InstantSource clock;

    public SetAlerts(AlertPreferences preferences, InstantSource clock) {
        this.preferences = preferences;
        this.clock = clock;
    }

    /** What holds for an employer; of version zero where nothing was chosen. */
    public Mono<Preference> of(Employer employer) {
        return preferences
                .find(employer.tenant(), employer.id())
                .defaultIfEmpty(new Preference(employer.id(), AlertSettings.DEFAULT, 0, employer.createdAt()));
    }

    /** Stores a choice. All permits of the employer are looked at again soon. */
    public Mono<Upsert<Preference>> set(Employer employer, AlertSettings settings, @Nullable Long expected) {
        return of(employer).flatMap(found -> set(employer, found, settings, expected));
    }

    private Mono<Upsert<Preference>> set(
            Employer employer, Preference found, AlertSettings settings, @Nullable Long expected) {
        if (expected != null && expected != found.version()) {
            return Mono.just(new Upsert.Stale<>(found.version()));
        }
        if (found.settings().equals(settings)) {
            return Mono.just(new Upsert.Unchanged<>(found));
        }
        Preference next = new Preference(employer.id(), settings, found.version() + 1, now());
        return preferences
                .save(employer.tenant(), next, found.version(), event(employer, next))
                .map(outcome -> outcome instanceof SaveOutcome.Stored
                        ? new Upsert.Changed<>(next)
                        : new Upsert.Stale<>(found.version() + 1));
    }

    /** No finer than what is kept. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Event event(Employer employer, Preference next) {
        return Event.of(
                employer.tenant(),
                EventType.ALERT_SETTINGS_CHANGED,
                employer.id().text(),
                next.version(),
                next.updatedAt(),
                Map.of(
                        "employer_id", employer.id().text(),
                        "employer_reference", employer.reference().value(),
                        "version", Long.toString(next.version())));
    }
}
