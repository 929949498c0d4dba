package fr.passerelle.requests;

import fr.passerelle.documents.Document;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.parties.PlatformAccount;
import fr.passerelle.parties.Worker;
import fr.passerelle.testing.Store;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Dossiers put together from all the ports that hold a part of them. */
public final class GatheredDossiers implements Dossiers {
    private final Requests requests;
    private final Store store;

    public GatheredDossiers(Store store) {
        this(store, store.requests());
    }

    /** With requests that are not the store's own. */
    public GatheredDossiers(Store store, Requests requests) {
        this.requests = requests;
        this.store = store;
    }

    @Override
    public Mono<List<Dossier>> of(TenantId tenant, List<RequestId> ids) {
        return Flux.fromIterable(ids)
                .concatMap(id -> requests.find(tenant, id).flatMap(this::of))
                .collectList();
    }

    private Mono<Dossier> of(AuthorisationRequest request) {
        TenantId tenant = request.tenant();
        Mono<Optional<PlatformAccount>> account = store.accounts()
                .of(tenant, request.employer())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
        return Mono.zip(
                        store.employers().find(tenant, request.employer()),
                        worker(request),
                        store.mandates().of(tenant, request.employer()),
                        account,
                        store.documents().of(tenant, Document.Owner.of(request.id())),
                        store.tasks().openOf(tenant, request.id()),
                        store.tasks().openOfAccount(tenant, request.employer()))
                .map(all -> new Dossier(
                        request,
                        all.getT1(),
                        all.getT2().orElse(null),
                        all.getT3(),
                        all.getT4().orElse(null),
                        all.getT5(),
                        all.getT6(),
                        all.getT7()));
    }

    private Mono<Optional<Worker>> worker(AuthorisationRequest request) {
        return request.worker() == null
                ? Mono.just(Optional.empty())
                : store.workers()
                        .find(request.tenant(), request.employer(), request.worker())
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty());
    }
}
