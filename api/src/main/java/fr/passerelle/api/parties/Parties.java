package fr.passerelle.api.parties;

import fr.passerelle.api.http.ApiProblem;
import fr.passerelle.api.http.ProblemCode;
import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.ids.WorkerId;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Employers;
import fr.passerelle.parties.Worker;
import fr.passerelle.parties.Workers;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Finds employers and workers by what stands in a path or a body: our id or the client's own reference. Whatever is not
 * there, not readable, or another tenant's, is the same problem.
 */
public final class Parties {
    private final Employers employers;
    private final Workers workers;

    public Parties(Employers employers, Workers workers) {
        this.employers = employers;
        this.workers = workers;
    }

    /** Fails with {@code not_found} when the tenant has no such employer. */
    public Mono<Employer> employer(TenantId tenant, String idOrReference) {
        Optional<EmployerId> id = EmployerId.parse(idOrReference);
        Mono<Employer> found = id.isPresent()
                ? employers.find(tenant, id.get())
                : reference(idOrReference).flatMap(reference -> employers.findByReference(tenant, reference));
        return found.switchIfEmpty(absent());
    }

    /** Fails with {@code not_found} when the employer has no such worker. */
    public Mono<Worker> worker(Employer employer, String idOrReference) {
        Optional<WorkerId> id = WorkerId.parse(idOrReference);
        Mono<Worker> found = id.isPresent()
                ? workers.find(employer.tenant(), employer.id(), id.get())
                : reference(idOrReference)
                        .flatMap(reference -> workers.findByReference(employer.tenant(), employer.id(), reference));
        return found.switchIfEmpty(absent());
    }

    private static Mono<ClientReference> reference(String text) {
        try {
            return Mono.just(new ClientReference(text));
        } catch (IllegalArgumentException e) {
            return Mono.empty();
        }
    }

    public static <T> Mono<T> absent() {
        return Mono.error(() -> new ApiProblem(ProblemCode.NOT_FOUND));
    }
}
