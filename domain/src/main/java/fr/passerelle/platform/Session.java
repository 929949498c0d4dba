package fr.passerelle.platform;

import java.time.Instant;

/**
 * A session on the platform.
 *
 * @param token opaque; as good as a password while it lasts
 * @param expiresAt by the platform's clock
 */
public record Session(String token, Instant expiresAt) {
    @Override
    public String toString() {
        return "Session[until " + expiresAt + "]";
    }
}
