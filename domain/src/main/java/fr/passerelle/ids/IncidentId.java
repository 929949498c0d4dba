package fr.passerelle.ids;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** One time that the platform was down. The same for all replicas and tenants: made of what it names. */
public record IncidentId(UUID value) {
    private static final String PREFIX = "inc";

    public static IncidentId of(String lane, Instant openedAt) {
        String name = lane + " " + openedAt.toEpochMilli();
        return new IncidentId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    /** The public form, as integrators see it. */
    public String text() {
        return PublicId.text(PREFIX, value);
    }

    @Override
    public String toString() {
        return text();
    }
}
