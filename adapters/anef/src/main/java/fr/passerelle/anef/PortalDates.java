package fr.passerelle.anef;

import java.time.Instant;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Dates in the headers of an answer, by the clock of whoever wrote them. */
final class PortalDates {
    private PortalDates() {}

    /** Null when there is none, or none that can be read. */
    static @Nullable Instant read(HttpHeaders headers, String name) {
        try {
            ZonedDateTime date = headers.getFirstZonedDateTime(name);
            return date == null ? null : date.toInstant();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
