package fr.passerelle.api.operator;

import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an operator can ask for. */
sealed interface Command {
    record Status() implements Command {}

    /** Of everybody when no tenant is named. */
    record Pause(Optional<TenantId> tenant, Because because) implements Command {}

    record Resume(Optional<TenantId> tenant, Because because) implements Command {}

    record ListQuarantine() implements Command {}

    record Release(RequestId request, Because because) implements Command {}

    record ListStuck() implements Command {}

    record Wake(RequestId request, Because because) implements Command {}

    record CheckWork() implements Command {}

    record RepairDeadWork(Because because) implements Command {}

    /** Who asks for a change, and why. */
    record Because(String by, @Nullable String reason) {
        String given() {
            return reason == null ? "no reason given" : reason;
        }
    }
}
