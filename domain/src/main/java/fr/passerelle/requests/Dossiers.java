package fr.passerelle.requests;

import fr.passerelle.documents.Document;
import fr.passerelle.documents.Documents;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Employers;
import fr.passerelle.parties.Mandates;
import fr.passerelle.parties.PlatformAccount;
import fr.passerelle.parties.PlatformAccounts;
import fr.passerelle.parties.Worker;
import fr.passerelle.parties.Workers;
import fr.passerelle.tasks.Tasks;
import java.time.LocalDate;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Gathers what decides whether a request can be filed. */
public final class Dossiers {
    private final Requests requests;
    private final Employers employers;
    private final Workers workers;
    private final Mandates mandates;
    private final PlatformAccounts accounts;
    private final Documents documents;
    private final Tasks tasks;

    public Dossiers(
            Requests requests,
            Employers employers,
            Workers workers,
            Mandates mandates,
            PlatformAccounts accounts,
            Documents documents,
            Tasks tasks) {
        this.requests = requests;
        this.employers = employers;
        this.workers = workers;
        this.mandates = mandates;
        this.accounts = accounts;
        this.documents = documents;
        this.tasks = tasks;
    }

    /** What a request lacks today; empty when the tenant has no such request. */
    public Mono<Completeness> completeness(TenantId tenant, RequestId id, LocalDate today) {
        return find(tenant, id).map(dossier -> dossier.completeness(today));
    }

    /** Empty when the tenant has no such request. */
    Mono<Dossier> find(TenantId tenant, RequestId id) {
        return requests.find(tenant, id).flatMap(this::of);
    }

    Mono<Dossier> of(AuthorisationRequest request) {
        TenantId tenant = request.tenant();
        Mono<Employer> employer = employers.find(tenant, request.employer());
        Mono<Optional<Worker>> worker = worker(request);
        Mono<Optional<PlatformAccount>> account =
                accounts.of(tenant, request.employer()).map(Optional::of).defaultIfEmpty(Optional.empty());
        return Mono.zip(
                        employer,
                        worker,
                        mandates.of(tenant, request.employer()),
                        account,
                        documents.of(tenant, Document.Owner.of(request.id())),
                        tasks.openOf(tenant, request.id()))
                .map(all -> new Dossier(
                        request,
                        all.getT1(),
                        all.getT2().orElse(null),
                        all.getT3(),
                        all.getT4().orElse(null),
                        all.getT5(),
                        all.getT6()));
    }

    private Mono<Optional<Worker>> worker(AuthorisationRequest request) {
        return request.worker() == null
                ? Mono.just(Optional.empty())
                : workers.find(request.tenant(), request.employer(), request.worker())
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty());
    }
}
