package fr.passerelle.permits;

import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Upsert;
import fr.passerelle.permits.AlertPreferences.Preference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** An employer chooses when to be warned. What has passed already by the new choice is not told. */
public final class SetAlerts {

    /** What holds for an employer; of version zero where nothing was chosen. */
    public Mono<Preference> of(Employer employer) {
        throw new UnsupportedOperationException();
    }

    /** Stores a choice. All permits of the employer are looked at again soon. */
    public Mono<Upsert<Preference>> set(Employer employer, AlertSettings settings, @Nullable Long expected) {
        throw new UnsupportedOperationException();
    }
}
