package fr.passerelle.parties;

/**
 * How a {@code PUT} by the client's own reference ended. HR systems send everything every night: what changes nothing makes
 * no version and no event.
 */
public sealed interface Upsert<T> {
    record Created<T>(T value) implements Upsert<T> {}

    record Changed<T>(T value) implements Upsert<T> {}

    record Unchanged<T>(T value) implements Upsert<T> {}

    /** The version the client named is not the present one. Nothing was stored. */
    record Stale<T>(long currentVersion) implements Upsert<T> {}
}
