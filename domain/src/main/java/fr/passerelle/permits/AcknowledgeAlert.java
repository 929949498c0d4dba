package fr.passerelle.permits;

import fr.passerelle.ids.AlertId;
import fr.passerelle.ids.TenantId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Somebody has seen to a warning: it is not told again. */
public final class AcknowledgeAlert {

    /**
     * Notes who has seen to it. One that was acknowledged before stays as it is.
     *
     * @param by in the client's words
     * @return the warning as it is then; empty when the tenant has none of that id
     */
    public Mono<Alert> acknowledge(TenantId tenant, AlertId id, String by, @Nullable String note) {
        throw new UnsupportedOperationException();
    }
}
