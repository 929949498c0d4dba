package fr.passerelle.requests;

import fr.passerelle.documents.Document;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Mandate;
import fr.passerelle.parties.Mandates;
import fr.passerelle.parties.Readiness.Blocker;
import fr.passerelle.parties.Worker;
import fr.passerelle.requests.Requests.Filter;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Says what would become of a draft or of a submission. The rules are those of {@link DraftRequest} and {@link SubmitRequest};
 * nothing is stored, and no idempotency key is looked at.
 */
public final class ValidateRequest {
    private static final int PAGE = 100;

    private final Requests requests;
    private final Dossiers dossiers;
    private final Mandates mandates;
    private final Requirements requirements;
    private final SubmitRequest submission;
    private final InstantSource clock;

    public ValidateRequest(
            Requests requests,
            Dossiers dossiers,
            Mandates mandates,
            Requirements requirements,
            SubmitRequest submission,
            InstantSource clock) {
        this.requests = requests;
        this.dossiers = dossiers;
        this.mandates = mandates;
        this.requirements = requirements;
        this.submission = submission;
        this.clock = clock;
    }

    /** A draft that is not there yet: it has no documents, so those that it needs are missing. */
    public Mono<Validation> draft(Employer employer, Worker worker, DraftRequest.Draft draft) {
        AuthorisationRequest candidate = DraftRequest.begun(employer.tenant(), draft, clock.instant());
        return mandates.of(employer.tenant(), employer.id())
                .map(given -> needs(candidate, employer, worker, given))
                .zipWith(conflicts(candidate).collectList())
                .map(both -> new Validation.Answered(
                        both.getT1(),
                        List.of(),
                        false,
                        draft.wishes().acknowledged(),
                        both.getT2(),
                        draft.content().offer()));
    }

    private Needs needs(AuthorisationRequest candidate, Employer employer, Worker worker, List<Mandate> given) {
        List<Document> none = List.of();
        return requirements.of(
                new Dossier(candidate, employer, worker, given, null, none, List.of(), List.of()), today());
    }

    /** Empty when the tenant has no such request. */
    public Mono<Validation> submission(TenantId tenant, RequestId id, SubmitRequest.Command command) {
        return dossiers.find(tenant, id)
                .flatMap(dossier -> look(dossier, command))
                .defaultIfEmpty(new Validation.Refused(new Outcome.NotFound("request")));
    }

    private Mono<Validation> look(Dossier dossier, SubmitRequest.Command command) {
        return switch (submission.judge(dossier, command)) {
            case SubmitRequest.Judgement.Refused(
                    Outcome.NotReady(var _, var blockers, var approval, var acknowledged)) ->
                answered(dossier, blockers, approval, acknowledged);
            case SubmitRequest.Judgement.Refused(var outcome) -> Mono.just(new Validation.Refused(outcome));
            case SubmitRequest.Judgement.Ready(var wishes) ->
                answered(dossier, List.of(), false, wishes.acknowledged());
        };
    }

    private Mono<Validation> answered(
            Dossier dossier, List<Blocker> blockers, boolean approvalMissing, Set<String> acknowledged) {
        Needs needs = requirements.of(dossier, today());
        return duplicates(dossier.request())
                .collectList()
                .map(conflicts -> new Validation.Answered(
                        needs,
                        blockers,
                        approvalMissing,
                        acknowledged,
                        conflicts,
                        dossier.request().content().offer()));
    }

    private Flux<Outcome> conflicts(AuthorisationRequest candidate) {
        Mono<Outcome> taken = requests.findByReference(candidate.tenant(), candidate.employer(), candidate.reference())
                .map(holder -> new Outcome.ReferenceTaken(holder.id().value()));
        return taken.concatWith(duplicates(candidate));
    }

    private Flux<Outcome> duplicates(AuthorisationRequest candidate) {
        if (candidate.worker() == null) {
            return Flux.empty();
        }
        return sameWorker(candidate)
                .flatMapIterable(others -> Duplicates.of(candidate, others).stream()
                        .<Outcome>map(
                                found -> new Outcome.Duplicate(found.original().id(), found.certain()))
                        .toList());
    }

    /** All of them, page by page. */
    private Mono<List<AuthorisationRequest>> sameWorker(AuthorisationRequest candidate) {
        Filter filter = new Filter(Set.of(), candidate.employer(), candidate.worker(), null, null, null);
        return requests.list(candidate.tenant(), filter, new Paging(null, null, PAGE))
                .expand(page -> page.size() < PAGE
                        ? Mono.empty()
                        : requests.list(candidate.tenant(), filter, new Paging(null, after(page.getLast()), PAGE)))
                .collectList()
                .map(pages -> pages.stream().flatMap(List::stream).toList());
    }

    private static Paging.Place after(AuthorisationRequest last) {
        return new Paging.Place(last.updatedAt(), last.id().value());
    }

    private LocalDate today() {
        return Deadlines.today(clock.instant());
    }
}
