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
import org.jspecify.annotations.Nullable;
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

    /** The employer that narrows a list, if one does; one that the tenant does not have is a wrong parameter. */
    public Mono<Optional<EmployerId>> employerFilter(TenantId tenant, @Nullable String employer) {
        return employer == null
                ? Mono.just(Optional.empty())
                : employer(tenant, employer)
                        .map(found -> Optional.of(found.id()))
                        .onErrorMap(ApiProblem.class, e -> ApiProblem.invalidParameter("employer", "unknown_employer"));
    }

    /** The worker that narrows a list, if one does: named by our id or, beside an employer, by the client's reference. */
    public Mono<Optional<WorkerId>> workerFilter(TenantId tenant, @Nullable String employer, @Nullable String worker) {
        if (worker == null) {
            return Mono.just(Optional.empty());
        }
        Optional<WorkerId> id = WorkerId.parse(worker);
        if (id.isPresent()) {
            return Mono.just(id);
        }
        if (employer == null) {
            return Mono.error(ApiProblem.invalidParameter("worker", "unknown_worker"));
        }
        return employer(tenant, employer)
                .flatMap(found -> worker(found, worker))
                .map(found -> Optional.of(found.id()))
                .onErrorMap(ApiProblem.class, e -> ApiProblem.invalidParameter("worker", "unknown_worker"));
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
