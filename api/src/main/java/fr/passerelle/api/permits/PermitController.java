package fr.passerelle.api.permits;

import fr.passerelle.api.http.ApiProblem;
import fr.passerelle.api.http.Checked;
import fr.passerelle.api.http.EntityTag;
import fr.passerelle.api.http.Errors;
import fr.passerelle.api.http.IfMatch;
import fr.passerelle.api.http.Page;
import fr.passerelle.api.http.PageQuery;
import fr.passerelle.api.http.Saves;
import fr.passerelle.api.parties.Parties;
import fr.passerelle.api.parties.Rules;
import fr.passerelle.api.permits.PermitBody.PermitPaperBody;
import fr.passerelle.api.security.Caller;
import fr.passerelle.api.security.Scope;
import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.PermitId;
import fr.passerelle.law.right.Answer;
import fr.passerelle.law.time.Territory;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Upsert;
import fr.passerelle.permits.Arrival;
import fr.passerelle.permits.ChangePermit;
import fr.passerelle.permits.Permit;
import fr.passerelle.permits.Permits;
import fr.passerelle.permits.Permits.Watched;
import fr.passerelle.permits.PutPermit;
import fr.passerelle.permits.RightOverTime;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The permits of an employer's workers: put by the client's own reference, read, added to, ended. */
@RestController
final class PermitController {
    static final String OF_EMPLOYER = "/v1/employers/{employer}/permits/{permit}";
    static final String PATH = "/v1/permits";
    private static final String ONE = PATH + "/{permit_id}";
    private static final int MOST_DAYS = 3660;

    private final PutPermit putPermit;
    private final ChangePermit changePermit;
    private final Permits permits;
    private final RightOverTime right;
    private final PermitTitles titles;
    private final Parties parties;
    private final InstantSource clock;

    PermitController(
            PutPermit putPermit,
            ChangePermit changePermit,
            Permits permits,
            RightOverTime right,
            PermitTitles titles,
            Parties parties,
            InstantSource clock) {
        this.putPermit = putPermit;
        this.changePermit = changePermit;
        this.permits = permits;
        this.right = right;
        this.titles = titles;
        this.parties = parties;
        this.clock = clock;
    }

    @PutMapping(OF_EMPLOYER)
    Mono<ResponseEntity<PermitView>> put(
            Caller caller,
            @PathVariable String employer,
            @PathVariable String permit,
            @RequestParam(defaultValue = "digest") String alerts,
            IfMatch ifMatch,
            @RequestBody PermitBody body) {
        Arrival arrival = arrival(alerts);
        titles.check(body);
        return parties.employer(caller.tenant(), employer)
                .flatMap(found -> put(found, permit, body.toGiven(), arrival, ifMatch))
                .map(upsert -> answer(upsert, caller));
    }

    private Mono<Upsert<Watched>> put(
            Employer employer, String permit, Permit.Given given, Arrival arrival, IfMatch ifMatch) {
        return reference(employer, permit)
                .flatMap(reference -> putPermit.put(employer, reference, given, arrival, ifMatch.version()));
    }

    /** An id is taken too, of a permit that exists. */
    private Mono<ClientReference> reference(Employer employer, String permit) {
        Optional<PermitId> id = PermitId.parse(permit);
        return id.isPresent()
                ? permits.find(employer.tenant(), id.get())
                        .map(Watched::permit)
                        .filter(found -> found.employer().equals(employer.id()))
                        .map(Permit::reference)
                        .switchIfEmpty(Parties.absent())
                : Mono.fromCallable(() -> referenceOf(permit));
    }

    private static ClientReference referenceOf(String text) {
        try {
            return new ClientReference(text);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.invalidParameter("permit", "invalid_reference");
        }
    }

    static Arrival arrival(String alerts) {
        return switch (alerts) {
            case "from_now" -> Arrival.FROM_NOW;
            case "digest" -> Arrival.DIGEST;
            case "all" -> Arrival.ALL;
            default -> throw ApiProblem.invalidParameter("alerts", "unknown_value");
        };
    }

    private static ResponseEntity<PermitView> answer(Upsert<Watched> upsert, Caller caller) {
        return switch (upsert) {
            case Upsert.Created<Watched>(var permit) ->
                ResponseEntity.created(URI.create(PATH + "/" + permit.permit().id()))
                        .eTag(EntityTag.of(permit.permit().version()))
                        .body(view(permit, caller));
            case Upsert.Changed<Watched>(var permit) -> ok(permit, caller);
            case Upsert.Unchanged<Watched>(var permit) -> ok(permit, caller);
            case Upsert.Stale<Watched>(var current) -> throw Saves.stale(current);
        };
    }

    private static ResponseEntity<PermitView> ok(Watched permit, Caller caller) {
        return ResponseEntity.ok().eTag(EntityTag.of(permit.permit().version())).body(view(permit, caller));
    }

    private static PermitView view(Watched permit, Caller caller) {
        return PermitView.of(permit, caller.has(Scope.IDENTITY_READ));
    }

    @GetMapping(OF_EMPLOYER)
    Mono<ResponseEntity<PermitView>> getOfEmployer(
            Caller caller, @PathVariable String employer, @PathVariable String permit) {
        return ofEmployer(caller, employer, permit).map(found -> ok(found, caller));
    }

    @DeleteMapping(OF_EMPLOYER)
    Mono<ResponseEntity<Void>> delete(
            Caller caller, @PathVariable String employer, @PathVariable String permit, IfMatch ifMatch) {
        return ofEmployer(caller, employer, permit)
                .flatMap(found ->
                        changePermit.end(caller.tenant(), found.permit().id(), ifMatch.version()))
                .map(PermitController::deleted);
    }

    private static ResponseEntity<Void> deleted(Upsert<Watched> upsert) {
        if (upsert instanceof Upsert.Stale<Watched>(var current)) {
            throw Saves.stale(current);
        }
        return ResponseEntity.noContent().build();
    }

    private Mono<Watched> ofEmployer(Caller caller, String employer, String permit) {
        return parties.employer(caller.tenant(), employer)
                .flatMap(found -> PermitId.parse(permit)
                        .map(id -> permits.find(caller.tenant(), id)
                                .filter(one -> one.permit().employer().equals(found.id())))
                        .orElseGet(() -> byReference(found, permit)))
                .switchIfEmpty(Parties.absent());
    }

    private Mono<Watched> byReference(Employer employer, String permit) {
        return Mono.fromCallable(() -> referenceOf(permit))
                .flatMap(reference -> permits.findByReferences(employer.tenant(), employer.id(), List.of(reference))
                        .next());
    }

    @GetMapping(PATH)
    Mono<ResponseEntity<Page<PermitView>>> list(
            Caller caller,
            PageQuery query,
            @RequestParam(required = false) @Nullable String employer,
            @RequestParam(required = false) @Nullable String worker,
            @RequestParam(name = "work_right", required = false) @Nullable String workRight,
            @RequestParam(name = "expiring_within", required = false) @Nullable Integer expiringWithin,
            @RequestParam(name = "deadline_before", required = false)
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable
                    LocalDate deadlineBefore) {
        Paging paging = query.paging();
        Answer.Start start = start(workRight);
        LocalDate expiring = expiringWithin == null ? null : today().plusDays(days(expiringWithin));
        ClientReference workerReference = worker == null ? null : workerOf(worker);
        return parties.employerFilter(caller.tenant(), employer)
                .map(id -> new Permits.Filter(
                        id.orElse(null),
                        workerReference,
                        start,
                        expiring,
                        deadlineBefore == null ? null : deadlineBefore.minusDays(1),
                        paging.updatedSince() != null))
                .flatMap(filter -> permits.list(caller.tenant(), filter, paging))
                .map(found -> query.answer(
                        found.stream().map(permit -> view(permit, caller)).toList(), found, PermitController::place));
    }

    private static Paging.Place place(Watched last) {
        return new Paging.Place(last.permit().updatedAt(), last.permit().id().value());
    }

    private static Answer.@Nullable Start start(@Nullable String text) {
        return switch (text) {
            case null -> null;
            case "yes" -> Answer.Start.YES;
            case "no" -> Answer.Start.NO;
            case "unknown" -> Answer.Start.UNKNOWN;
            default -> throw ApiProblem.invalidParameter("work_right", "unknown_value");
        };
    }

    private static int days(int within) {
        if (within < 0 || within > MOST_DAYS) {
            throw ApiProblem.invalidParameter("expiring_within", "out_of_range");
        }
        return within;
    }

    private static ClientReference workerOf(String text) {
        try {
            return new ClientReference(text);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.invalidParameter("worker", "invalid_reference");
        }
    }

    private LocalDate today() {
        return Territory.PARIS.dayOf(clock.instant());
    }

    @GetMapping(ONE)
    Mono<ResponseEntity<PermitView>> get(Caller caller, @PathVariable("permit_id") String permitId) {
        return find(caller, permitId).map(found -> ok(found, caller));
    }

    private Mono<Watched> find(Caller caller, String permitId) {
        return Mono.justOrEmpty(PermitId.parse(permitId))
                .flatMap(id -> permits.find(caller.tenant(), id))
                .switchIfEmpty(Parties.absent());
    }

    /** A paper that somebody adds, and who. */
    record AddedPaperBody(
            @Nullable PermitPaperBody paper, @Nullable String by) implements Checked {
        @Override
        public void check(Errors errors) {
            if (errors.required("paper", paper) != null) {
                Rules.given(paper).check(errors.at("paper"));
            }
            Rules.reference(errors, "by", errors.required("by", by));
        }
    }

    @PostMapping(ONE + "/papers")
    Mono<ResponseEntity<PermitView>> addPaper(
            Caller caller,
            @PathVariable("permit_id") String permitId,
            IfMatch ifMatch,
            @RequestBody AddedPaperBody body) {
        Permit.Paper paper = Rules.given(body.paper()).toPaper();
        return Mono.justOrEmpty(PermitId.parse(permitId))
                .flatMap(id ->
                        changePermit.addPaper(caller.tenant(), id, paper, Rules.given(body.by()), ifMatch.version()))
                .switchIfEmpty(Parties.absent())
                .map(upsert -> answer(upsert, caller));
    }

    @DeleteMapping(ONE + "/papers/{place}")
    Mono<ResponseEntity<PermitView>> removePaper(
            Caller caller, @PathVariable("permit_id") String permitId, @PathVariable int place, IfMatch ifMatch) {
        long expected = ifMatch.required();
        return Mono.justOrEmpty(PermitId.parse(permitId))
                .flatMap(id -> changePermit.removePaper(caller.tenant(), id, place, expected))
                .filter(upsert -> !(upsert instanceof Upsert.Unchanged<Watched>))
                .switchIfEmpty(Parties.absent())
                .map(upsert -> answer(upsert, caller));
    }

    /** That a renewal was requested, or that it was not after all, and who says so. */
    record NotedRenewalBody(
            @Nullable LocalDate filedOn, @Nullable String by) implements Checked {
        @Override
        public void check(Errors errors) {
            Rules.reference(errors, "by", errors.required("by", by));
        }
    }

    @PutMapping(ONE + "/renewal")
    Mono<ResponseEntity<PermitView>> noteRenewal(
            Caller caller,
            @PathVariable("permit_id") String permitId,
            IfMatch ifMatch,
            @RequestBody NotedRenewalBody body) {
        Permit.Renewal renewal = body.filedOn() == null ? null : new Permit.Renewal(body.filedOn());
        return Mono.justOrEmpty(PermitId.parse(permitId))
                .flatMap(id -> changePermit.noteRenewal(
                        caller.tenant(), id, renewal, Rules.given(body.by()), ifMatch.version()))
                .switchIfEmpty(Parties.absent())
                .map(upsert -> answer(upsert, caller));
    }

    /** The right to work on a day, and what is foreseen from then on. */
    record PermitRightView(String permitId, LocalDate at, SpellView right, List<SpellView> forecast, Instant asOf) {}

    @GetMapping(ONE + "/work-right")
    Mono<PermitRightView> workRight(
            Caller caller,
            @PathVariable("permit_id") String permitId,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate at) {
        return find(caller, permitId).map(found -> workRight(found.permit(), at));
    }

    private PermitRightView workRight(Permit permit, @Nullable LocalDate at) {
        Instant now = clock.instant();
        LocalDate day = at == null ? RightOverTime.territory(permit).dayOf(now) : at;
        List<SpellView> from =
                right.from(permit, day).stream().map(SpellView::of).toList();
        return new PermitRightView(permit.id().text(), day, from.getFirst(), from, now);
    }

    /** How many permits there are, by month of expiry and by risk. */
    record SummaryView(List<CountView> counts, long permits, Instant asOf) {}

    /** So many permits. */
    record CountView(@Nullable String expiry, Permits.Risk risk, long permits) {}

    @GetMapping(PATH + "/summary")
    Mono<SummaryView> summary(Caller caller, @RequestParam(required = false) @Nullable String employer) {
        return parties.employerFilter(caller.tenant(), employer).flatMap(id -> summary(caller, id.orElse(null)));
    }

    private Mono<SummaryView> summary(Caller caller, @Nullable EmployerId employer) {
        return permits.count(caller.tenant(), employer, today())
                .map(count -> new CountView(
                        count.expiry() == null ? null : count.expiry().toString(), count.risk(), count.permits()))
                .collectList()
                .map(counts -> new SummaryView(
                        counts, counts.stream().mapToLong(CountView::permits).sum(), clock.instant()));
    }
}
