package fr.passerelle.api.webhooks;

import fr.passerelle.api.http.Checked;
import fr.passerelle.api.http.Errors;
import fr.passerelle.webhooks.KeyRing;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long the old keys go on signing beside the new ones. */
public record RotationBody(@Nullable Integer overlapSeconds) implements Checked {
    @Override
    public void check(Errors errors) {
        long longest = KeyRing.LONGEST_OVERLAP.toSeconds();
        if (overlapSeconds != null && (overlapSeconds < 0 || overlapSeconds > longest)) {
            errors.at("overlap_seconds").add("out_of_range", Map.of("min", 0, "max", longest));
        }
    }

    Duration overlap() {
        return overlapSeconds == null ? KeyRing.USUAL_OVERLAP : Duration.ofSeconds(overlapSeconds);
    }
}
