package fr.passerelle.api.requests;

import fr.passerelle.api.http.ApiProblem;
import fr.passerelle.api.http.FieldError;
import fr.passerelle.api.http.IfMatch;
import fr.passerelle.api.http.InvalidBody;
import fr.passerelle.api.http.Page;
import fr.passerelle.api.http.PageQuery;
import fr.passerelle.api.http.Saves;
import fr.passerelle.api.http.Sentences;
import fr.passerelle.api.parties.Parties;
import fr.passerelle.api.parties.Rules;
import fr.passerelle.api.security.Caller;
import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.WorkerId;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Worker;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.requests.AdoptFile;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.requests.Dossiers;
import fr.passerelle.requests.DraftRequest;
import fr.passerelle.requests.Outcome;
import fr.passerelle.requests.Outcome.Done;
import fr.passerelle.requests.RequestState;
import fr.passerelle.requests.Requests;
import fr.passerelle.requests.SubmitRequest;
import fr.passerelle.requests.ValidateRequest;
import fr.passerelle.requests.Validation;
import fr.passerelle.requests.WithdrawRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Authorisation requests: drafted, changed, submitted, withdrawn, adopted, read. */
@RestController
final class RequestController {
    private static final String PATH = "/v1/authorisation-requests";
    private static final String VALIDATE_ONLY = "validate_only";

    private final DraftRequest drafts;
    private final SubmitRequest submission;
    private final ValidateRequest validation;
    private final WithdrawRequest withdrawal;
    private final AdoptFile adoption;
    private final Requests requests;
    private final Dossiers dossiers;
    private final Parties parties;
    private final RequestViews views;

    RequestController(
            DraftRequest drafts,
            SubmitRequest submission,
            ValidateRequest validation,
            WithdrawRequest withdrawal,
            AdoptFile adoption,
            Requests requests,
            Dossiers dossiers,
            Parties parties,
            RequestViews views) {
        this.drafts = drafts;
        this.submission = submission;
        this.validation = validation;
        this.withdrawal = withdrawal;
        this.adoption = adoption;
        this.requests = requests;
        this.dossiers = dossiers;
        this.parties = parties;
        this.views = views;
    }

    /** The same, with nothing stored and no key looked at. */
    @PostMapping(path = PATH, params = VALIDATE_ONLY + "=true")
    Mono<ValidationView> validate(
            Caller caller,
            @RequestParam(VALIDATE_ONLY) boolean validateOnly,
            @RequestBody DraftBody body,
            ServerWebExchange exchange) {
        Locale language = Sentences.language(exchange);
        return employer(caller, body)
                .flatMap(employer -> worker(employer, body)
                        .flatMap(worker -> validation.draft(employer, worker, draft(employer, worker.id(), body))))
                .flatMap(found -> answer(found, language));
    }

    @PostMapping(PATH)
    Mono<ResponseEntity<RequestView>> create(
            Caller caller,
            Idempotency key,
            @RequestParam(name = VALIDATE_ONLY, required = false) @Nullable Boolean validateOnly,
            @RequestBody DraftBody body,
            ServerWebExchange exchange) {
        Locale language = Sentences.language(exchange);
        return draft(caller, body)
                .flatMap(draft -> drafts.create(caller.tenant(), draft, key))
                .flatMap(outcome -> answer(outcome, language, HttpStatus.CREATED));
    }

    private Mono<DraftRequest.Draft> draft(Caller caller, DraftBody body) {
        return employer(caller, body)
                .flatMap(employer -> worker(employer, body).map(worker -> draft(employer, worker.id(), body)));
    }

    private Mono<Employer> employer(Caller caller, DraftBody body) {
        return parties.employer(caller.tenant(), Rules.given(body.employer()))
                .onErrorMap(ApiProblem.class, absent -> unknown("/employer", "unknown_employer"));
    }

    private Mono<Worker> worker(Employer employer, DraftBody body) {
        return parties.worker(employer, Rules.given(body.worker()))
                .onErrorMap(ApiProblem.class, absent -> unknown("/worker", "unknown_worker"));
    }

    private static DraftRequest.Draft draft(Employer employer, WorkerId worker, DraftBody body) {
        if (body.siret() != null && !holds(employer, body)) {
            throw unknown("/siret", "unknown_establishment");
        }
        return new DraftRequest.Draft(
                employer.id(),
                worker,
                new ClientReference(Rules.given(body.clientReference())),
                body.toContent(),
                body.toWishes(),
                body.toMetadata());
    }

    private static boolean holds(Employer employer, DraftBody body) {
        return employer.establishment(Rules.given(body.toContent().establishment()))
                .isPresent();
    }

    private static ApiProblem unknown(String pointer, String code) {
        return new InvalidBody(List.of(FieldError.at(pointer, code)));
    }

    @PutMapping(PATH + "/{request_id}")
    Mono<ResponseEntity<RequestView>> replace(
            Caller caller,
            @PathVariable("request_id") String requestId,
            IfMatch ifMatch,
            @RequestBody DraftBody body,
            ServerWebExchange exchange) {
        Locale language = Sentences.language(exchange);
        long expected = ifMatch.required();
        return request(caller, requestId)
                .flatMap(request -> draft(caller, body)
                        .map(draft -> sameIdentity(request, draft))
                        .flatMap(draft -> drafts.change(caller.tenant(), request.id(), expected, draft)))
                .flatMap(outcome -> answer(outcome, language, HttpStatus.OK));
    }

    private static DraftRequest.Draft sameIdentity(AuthorisationRequest request, DraftRequest.Draft draft) {
        if (!request.employer().equals(draft.employer())) {
            throw unknown("/employer", "cannot_change");
        }
        if (!request.reference().equals(draft.reference())) {
            throw unknown("/client_reference", "cannot_change");
        }
        return draft;
    }

    /** The same, with nothing stored and no key looked at. */
    @PostMapping(path = PATH + "/{request_id}/submission", params = VALIDATE_ONLY + "=true")
    Mono<ValidationView> validateSubmission(
            Caller caller,
            @PathVariable("request_id") String requestId,
            IfMatch ifMatch,
            @RequestParam(VALIDATE_ONLY) boolean validateOnly,
            @RequestBody SubmissionBody body,
            ServerWebExchange exchange) {
        Locale language = Sentences.language(exchange);
        return id(requestId)
                .flatMap(id -> validation.submission(caller.tenant(), id, body.toCommand(ifMatch.version())))
                .flatMap(found -> answer(found, language));
    }

    @PostMapping(PATH + "/{request_id}/submission")
    Mono<ResponseEntity<RequestView>> submit(
            Caller caller,
            @PathVariable("request_id") String requestId,
            Idempotency key,
            IfMatch ifMatch,
            @RequestParam(name = VALIDATE_ONLY, required = false) @Nullable Boolean validateOnly,
            @RequestBody SubmissionBody body,
            ServerWebExchange exchange) {
        Locale language = Sentences.language(exchange);
        return id(requestId)
                .flatMap(id -> submission.submit(caller.tenant(), id, body.toCommand(ifMatch.version()), key))
                .flatMap(outcome -> answer(outcome, language, HttpStatus.ACCEPTED));
    }

    @PostMapping(PATH + "/{request_id}/withdrawal")
    Mono<ResponseEntity<RequestView>> withdraw(
            Caller caller,
            @PathVariable("request_id") String requestId,
            Idempotency key,
            @RequestBody WithdrawalBody body,
            ServerWebExchange exchange) {
        Locale language = Sentences.language(exchange);
        return id(requestId)
                .flatMap(id -> withdrawal.withdraw(caller.tenant(), id, Rules.given(body.reason()), key))
                .flatMap(outcome -> answer(outcome, language, statusOfWithdrawal(outcome)));
    }

    /** Done at once, or a wish that a human carries out. */
    private static HttpStatus statusOfWithdrawal(Outcome outcome) {
        boolean done = outcome instanceof Done(var request, var _) && request.state() instanceof RequestState.Withdrawn;
        return done ? HttpStatus.OK : HttpStatus.ACCEPTED;
    }

    @PostMapping(PATH + "/adoptions")
    Mono<ResponseEntity<RequestView>> adopt(
            Caller caller, Idempotency key, @RequestBody AdoptionBody body, ServerWebExchange exchange) {
        Locale language = Sentences.language(exchange);
        return parties.employer(caller.tenant(), Rules.given(body.employer()))
                .onErrorMap(ApiProblem.class, absent -> unknown("/employer", "unknown_employer"))
                .flatMap(employer -> workerOf(employer, body.worker())
                        .flatMap(worker ->
                                adoption.adopt(caller.tenant(), command(employer, worker.orElse(null), body), key)))
                .flatMap(outcome -> answer(outcome, language, HttpStatus.ACCEPTED));
    }

    private Mono<Optional<WorkerId>> workerOf(Employer employer, @Nullable String worker) {
        return worker == null
                ? Mono.just(Optional.empty())
                : parties.worker(employer, worker)
                        .onErrorMap(ApiProblem.class, absent -> unknown("/worker", "unknown_worker"))
                        .map(found -> Optional.of(found.id()));
    }

    private static AdoptFile.Command command(Employer employer, @Nullable WorkerId worker, AdoptionBody body) {
        String deposit = Rules.given(body.depositNumber());
        String reference = body.clientReference() == null ? deposit : body.clientReference();
        return new AdoptFile.Command(
                employer.id(),
                worker,
                new ClientReference(reference),
                new DepositNumber(deposit),
                Rules.given(body.type()),
                body.actingUser(),
                body.metadata() == null ? Map.of() : body.metadata());
    }

    @GetMapping(PATH + "/{request_id}")
    Mono<ResponseEntity<RequestView>> get(
            Caller caller, @PathVariable("request_id") String requestId, ServerWebExchange exchange) {
        Locale language = Sentences.language(exchange);
        return id(requestId)
                .flatMap(id -> dossiers.find(caller.tenant(), id))
                .switchIfEmpty(Parties.absent())
                .flatMap(dossier -> views.answer(dossier, language, ResponseEntity.ok()));
    }

    @GetMapping(PATH)
    Mono<ResponseEntity<Page<RequestView>>> list(
            Caller caller,
            PageQuery query,
            @RequestParam(required = false) @Nullable List<String> state,
            @RequestParam(required = false) @Nullable String employer,
            @RequestParam(required = false) @Nullable String worker,
            @RequestParam(name = "client_reference", required = false) @Nullable String clientReference,
            @RequestParam(name = "deposit_number", required = false) @Nullable String depositNumber,
            @RequestParam(name = "needs_attention", required = false) @Nullable Boolean needsAttention,
            ServerWebExchange exchange) {
        Locale language = Sentences.language(exchange);
        Set<String> states = states(state);
        ClientReference reference = reference(clientReference);
        DepositNumber deposit = deposit(depositNumber);
        return parties.employerFilter(caller.tenant(), employer)
                .flatMap(employerId -> parties.workerFilter(caller.tenant(), employer, worker)
                        .map(workerId -> new Requests.Filter(
                                states,
                                employerId.orElse(null),
                                workerId.orElse(null),
                                reference,
                                deposit,
                                needsAttention)))
                .flatMap(filter -> requests.list(caller.tenant(), filter, query.paging()))
                .flatMap(found -> views.of(caller.tenant(), found, language)
                        .map(shown -> query.answer(
                                shown,
                                found,
                                last -> new Paging.Place(
                                        last.updatedAt(), last.id().value()))));
    }

    private static Set<String> states(@Nullable List<String> given) {
        if (given == null) {
            return Set.of();
        }
        if (!RequestState.CODES.containsAll(given)) {
            throw ApiProblem.invalidParameter("state", "unknown_value");
        }
        return Set.copyOf(given);
    }

    private static @Nullable ClientReference reference(@Nullable String text) {
        try {
            return text == null ? null : new ClientReference(text);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.invalidParameter("client_reference", "invalid_reference");
        }
    }

    private static @Nullable DepositNumber deposit(@Nullable String text) {
        try {
            return text == null ? null : new DepositNumber(text);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.invalidParameter("deposit_number", "invalid_deposit_number");
        }
    }

    private Mono<AuthorisationRequest> request(Caller caller, String requestId) {
        return id(requestId).flatMap(id -> requests.find(caller.tenant(), id)).switchIfEmpty(Parties.absent());
    }

    static Mono<RequestId> id(String text) {
        return Mono.justOrEmpty(RequestId.parse(text)).switchIfEmpty(Parties.absent());
    }

    private static Mono<ValidationView> answer(Validation validation, Locale language) {
        return switch (validation) {
            case Validation.Answered answered -> Mono.just(ValidationView.of(answered, language));
            case Validation.Refused(var outcome) -> Mono.error(Outcomes.problem(outcome, language));
        };
    }

    private Mono<ResponseEntity<RequestView>> answer(Outcome outcome, Locale language, HttpStatus status) {
        if (!(outcome instanceof Done(var request, var replayed))) {
            return Mono.error(Outcomes.problem(outcome, language));
        }
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
        if (status != HttpStatus.OK) {
            answer.location(URI.create(PATH + "/" + request.id()));
        }
        if (replayed) {
            answer.header(Saves.REPLAYED, "true");
        }
        return views.answer(request, language, answer);
    }
}
