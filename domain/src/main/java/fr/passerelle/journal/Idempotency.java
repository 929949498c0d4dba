package fr.passerelle.journal;

/**
 * A client's promise that calls with this key are one call.
 *
 * @param key as the client chose it; unique per tenant
 * @param fingerprint of method, path and canonical body, in hexadecimal: the same key with another fingerprint is an error
 *     of the client
 */
public record Idempotency(String key, String fingerprint) {}
