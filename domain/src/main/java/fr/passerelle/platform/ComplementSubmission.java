package fr.passerelle.platform;

import org.jspecify.annotations.Nullable;

/** An answer to a request for complements, to be sent. */
public record ComplementSubmission(
        DepositNumber deposit, int number, @Nullable String message) {}
