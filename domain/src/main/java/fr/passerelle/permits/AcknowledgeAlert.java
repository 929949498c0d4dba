package fr.passerelle.permits;

import fr.passerelle.ids.AlertId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.permits.Alert.Acknowledgement;
import fr.passerelle.permits.Permits.Turn;
import fr.passerelle.permits.Permits.Watched;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Somebody has seen to a warning: it is not told again. */
public final class AcknowledgeAlert {
    private static final int MOST_TRIES = 3;

    private final Permits permits;
    private final Reviews reviews;

    public AcknowledgeAlert(Permits permits, Reviews reviews) {
        this.permits = permits;
        this.reviews = reviews;
    }

    /**
     * Notes who has seen to it. One that was acknowledged before stays as it is.
     *
     * @param by in the client's words
     * @return the warning as it is then, not acknowledged where others kept changing its permit; empty when the tenant has none of
     *     that id
     */
    public Mono<Alert> acknowledge(TenantId tenant, AlertId id, String by, @Nullable String note) {
        return Mono.defer(() -> permits.findAlert(tenant, id))
                .flatMap(alert -> alert.acknowledgement() == null ? see(alert, by, note) : Mono.just(alert))
                .repeat(MOST_TRIES - 1)
                .takeUntil(alert -> alert.acknowledgement() != null)
                .takeLast(1)
                .next();
    }

    private Mono<Alert> see(Alert alert, String by, @Nullable String note) {
        return permits.find(alert.tenant(), alert.permit())
                .flatMap(found -> reviews.of(alert.tenant(), List.of(found)))
                .map(List::getFirst)
                .flatMap(seen -> save(seen, alert, by, note));
    }

    private Mono<Alert> save(Reviews.Seen seen, Alert alert, String by, @Nullable String note) {
        Watched found = seen.permit();
        Alert present = found.alerts().stream()
                .filter(one -> one.id().equals(alert.id()))
                .findFirst()
                .orElse(alert);
        Alert next = present.acknowledged(new Acknowledgement(by, seen.by().now(), note));
        Turn turn = reviews.review().acknowledged(found, next, seen.by());
        return permits.save(alert.tenant(), List.of(turn)).map(stored -> stored.isEmpty() ? alert : next);
    }
}
