package fr.passerelle.requests;

import fr.passerelle.ids.Paging;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Mandate;
import fr.passerelle.parties.Mandates;
import fr.passerelle.parties.PlatformAccount;
import fr.passerelle.parties.PlatformAccounts;
import fr.passerelle.parties.Worker;
import fr.passerelle.requests.Requests.Filter;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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
    private final PlatformAccounts accounts;
    private final Requirements requirements;
    private final SubmitRequest submission;
    private final InstantSource clock;

    public ValidateRequest(
            Requests requests,
            Dossiers dossiers,
            Mandates mandates,
            PlatformAccounts accounts,
            Requirements requirements,
            SubmitRequest submission,
            InstantSource clock) {
        this.requests = requests;
        this.dossiers = dossiers;
        this.mandates = mandates;
        this.accounts = accounts;
        this.requirements = requirements;
        this.submission = submission;
        this.clock = clock;
    }

    /**
     * A draft that is not there yet, as it would be submitted at once: it has no documents, so those that it needs are missing. What
     * it lacks would not keep it from being created; what it conflicts with would.
     */
    public Mono<Validation> draft(Employer employer, Worker worker, DraftRequest.Draft draft) {
        AuthorisationRequest candidate = DraftRequest.begun(employer.tenant(), draft, clock.instant());
        return Mono.zip(
                        mandates.of(employer.tenant(), employer.id()),
                        accounts.of(employer.tenant(), employer.id())
                                .map(Optional::of)
                                .defaultIfEmpty(Optional.empty()))
                .map(found -> notYetThere(candidate, employer, worker, found.getT1(), found.getT2()))
                .flatMap(dossier -> conflicts(candidate)
                        .collectList()
                        .map(conflicts -> answered(
                                dossier, submission.judge(dossier, SubmitRequest.Command.AUTOMATIC), conflicts)));
    }

    private static Dossier notYetThere(
            AuthorisationRequest candidate,
            Employer employer,
            Worker worker,
            List<Mandate> given,
            Optional<PlatformAccount> account) {
        return new Dossier(candidate, employer, worker, given, account.orElse(null), List.of(), List.of(), List.of());
    }

    /** What it lacks to be submitted, or lacked when it was; empty when the tenant has no such request. */
    public Mono<Validation.Answered> requirements(TenantId tenant, RequestId id) {
        return dossiers.find(tenant, id)
                .map(dossier ->
                        answered(dossier, submission.judge(dossier, SubmitRequest.Command.AUTOMATIC), List.of()));
    }

    /** Empty when the tenant has no such request. */
    public Mono<Validation> submission(TenantId tenant, RequestId id, SubmitRequest.Command command) {
        return dossiers.find(tenant, id)
                .flatMap(dossier -> look(dossier, command))
                .defaultIfEmpty(new Validation.Refused(new Outcome.NotFound("request")));
    }

    private Mono<Validation> look(Dossier dossier, SubmitRequest.Command command) {
        SubmitRequest.Judgement judgement = submission.judge(dossier, command);
        return judgement instanceof SubmitRequest.Judgement.Refused(var outcome)
                        && !(outcome instanceof Outcome.NotReady)
                ? Mono.just(new Validation.Refused(outcome))
                : duplicates(dossier.request()).collectList().map(conflicts -> answered(dossier, judgement, conflicts));
    }

    private Validation.Answered answered(Dossier dossier, SubmitRequest.Judgement judgement, List<Outcome> conflicts) {
        Needs needs = requirements.of(dossier, today());
        RequestContent content = dossier.request().content();
        return switch (judgement) {
            case SubmitRequest.Judgement.Refused(
                    Outcome.NotReady(var _, var blockers, var approval, var acknowledged)) ->
                new Validation.Answered(needs, blockers, approval, acknowledged, conflicts, content.offer());
            case SubmitRequest.Judgement.Ready(var wishes) ->
                new Validation.Answered(needs, List.of(), false, wishes.acknowledged(), conflicts, content.offer());
            case SubmitRequest.Judgement.Refused _ ->
                new Validation.Answered(
                        needs, List.of(), false, dossier.request().wishes().acknowledged(), conflicts, content.offer());
        };
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
