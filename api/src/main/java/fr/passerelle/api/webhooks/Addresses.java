package fr.passerelle.api.webhooks;

import fr.passerelle.api.http.FieldError;
import fr.passerelle.api.http.InvalidBody;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.parties.Employers;
import fr.passerelle.webhooks.AddressFault;
import fr.passerelle.webhooks.Receivers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whether an endpoint may be what its client says: an address that can be posted to, and employers that the client has. */
public final class Addresses {
    private final Receivers receivers;
    private final Employers employers;

    public Addresses(Receivers receivers, Employers employers) {
        this.receivers = receivers;
        this.employers = employers;
    }

    /** Fails with all that speaks against it. */
    Mono<Void> check(TenantId tenant, EndpointBody body) {
        List<FieldError> faults = new ArrayList<>();
        receivers.fault(body.address()).map(Addresses::code).ifPresent(code -> faults.add(FieldError.at("/url", code)));
        return unknown(tenant, body.employerIds())
                .doOnNext(faults::addAll)
                .flatMap(_ -> faults.isEmpty() ? Mono.empty() : Mono.error(new InvalidBody(faults)));
    }

    private Mono<List<FieldError>> unknown(TenantId tenant, List<EmployerId> ids) {
        return Flux.fromStream(() -> IntStream.range(0, ids.size()).boxed())
                .concatMap(i -> employers
                        .find(tenant, ids.get(i))
                        .hasElement()
                        .filter(isKnown -> !isKnown)
                        .map(_ -> FieldError.at("/employers/" + i, "unknown_employer")))
                .collectList();
    }

    private static String code(AddressFault fault) {
        return switch (fault) {
            case NOT_AN_URL -> "invalid_url";
            case TOO_LONG -> "url_too_long";
            case NOT_HTTPS -> "url_not_https";
            case HAS_USER_INFO -> "url_with_user_info";
            case HAS_FRAGMENT -> "url_with_fragment";
            case PORT_NOT_ALLOWED -> "url_port_not_allowed";
            case NOT_PUBLIC -> "url_not_public";
        };
    }
}
