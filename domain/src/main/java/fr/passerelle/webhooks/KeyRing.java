package fr.passerelle.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The keys of an endpoint, the newest of each kind first.
 *
 * @param keys of which the first of kind {@code V1} is the current one
 */
public record KeyRing(List<SealedKey> keys) {
    /** Of each kind, at one time: each adds a signature to every message. */
    public static final int MOST_IN_FORCE = 5;

    public static final Duration LONGEST_OVERLAP = Duration.ofDays(7);
    public static final Duration USUAL_OVERLAP = Duration.ofHours(24);

    public KeyRing {
        keys = List.copyOf(keys);
        if (keys.stream().noneMatch(key -> key.kind() == SealedKey.Kind.V1 && key.endsAt() == null)) {
            throw new IllegalArgumentException("an endpoint has a current secret");
        }
    }

    /** The secret that is shown, and that all new receivers should be given. */
    public SealedKey current() {
        return of(SealedKey.Kind.V1)
                .filter(key -> key.endsAt() == null)
                .findFirst()
                .orElseThrow();
    }

    /** Whether messages are signed under a key pair as well. */
    public boolean hasPair() {
        return of(SealedKey.Kind.V1A).anyMatch(key -> key.endsAt() == null);
    }

    public Stream<SealedKey> inForce(SealedKey.Kind kind, Instant now) {
        return of(kind).filter(key -> key.isInForce(now));
    }

    /** Whether one key more would be too many. */
    public boolean isFull(Instant now) {
        return inForce(SealedKey.Kind.V1, now).count() >= MOST_IN_FORCE;
    }

    /** With new current keys; those before them go on for the overlap, and what has ended is forgotten. */
    KeyRing rotated(List<SealedKey> fresh, Duration overlap, Instant now) {
        List<SealedKey> ring = new ArrayList<>(fresh);
        keys.stream()
                .filter(key -> key.isInForce(now))
                .map(key -> key.endingAt(now.plus(overlap)))
                .filter(key -> key.isInForce(now))
                .forEach(ring::add);
        return new KeyRing(ring);
    }

    /** With a key pair beside the secrets. */
    KeyRing with(SealedKey pair) {
        return new KeyRing(Stream.concat(Stream.of(pair), keys.stream()).toList());
    }

    /** Without key pairs. */
    KeyRing withoutPairs() {
        return new KeyRing(of(SealedKey.Kind.V1).toList());
    }

    private Stream<SealedKey> of(SealedKey.Kind kind) {
        return keys.stream().filter(key -> key.kind() == kind);
    }
}
