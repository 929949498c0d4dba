package fr.passerelle.api.security;

import java.util.Arrays;
import java.util.Optional;

/** What a token may allow. */
public enum Scope {
    REQUESTS_READ("requests:read"),
    REQUESTS_WRITE("requests:write"),
    DOCUMENTS_WRITE("documents:write"),
    EMPLOYERS_WRITE("employers:write"),
    TASKS_WRITE("tasks:write"),
    PERMITS_READ("permits:read"),
    PERMITS_WRITE("permits:write"),
    WEBHOOKS_MANAGE("webhooks:manage"),
    IDENTITY_READ("identity:read");

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    /** The scope as tokens name it; empty for a scope that is none of ours. */
    public static Optional<Scope> of(String text) {
        return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
    }

    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }
}
