package fr.passerelle.work;

import fr.passerelle.ids.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * The operator's switch: what is paused is accepted, kept and shown, and nothing is asked of the platform for it. Work that
 * is under way when it is thrown goes on to its end.
 */
public interface Pauses {

    /** Who is paused, since when and why; of everybody when no tenant is named. */
    record Pause(Optional<TenantId> tenant, Instant since, String reason) {}

    /** Pauses a tenant, or everybody when none is given. Does nothing but change the reason when that is so already. */
    Mono<Void> pause(Optional<TenantId> tenant, String reason);

    /**
     * Ends a pause.
     *
     * @return whether there was one
     */
    Mono<Boolean> resume(Optional<TenantId> tenant);

    /** All pauses, for the operator. */
    Mono<List<Pause>> all();

    /** What pauses a tenant: its own pause, or that of everybody; empty when nothing does. */
    Mono<Pause> of(TenantId tenant);
}
