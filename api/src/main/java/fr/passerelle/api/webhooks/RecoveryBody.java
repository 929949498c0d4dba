package fr.passerelle.api.webhooks;

import fr.passerelle.api.http.Checked;
import fr.passerelle.api.http.Errors;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which messages are sent again. */
public record RecoveryBody(
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable Only only) implements Checked {
    private static final Duration LONGEST = Duration.ofDays(90);

    /** What of the range. */
    public enum Only {
        FAILED,
        ALL
    }

    @Override
    public void check(Errors errors) {
        errors.required("since", since);
        errors.required("until", until);
        errors.required("only", only);
        if (since == null || until == null) {
            return;
        }
        if (!until.isAfter(since)) {
            errors.at("until").add("before_start");
        } else if (Duration.between(since, until).compareTo(LONGEST) > 0) {
            errors.at("until").add("range_too_long", Map.of("days", LONGEST.toDays()));
        }
    }

    boolean isAll() {
        return only == Only.ALL;
    }
}
