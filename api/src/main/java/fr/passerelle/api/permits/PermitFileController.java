package fr.passerelle.api.permits;

import fr.passerelle.api.http.ApiProblem;
import fr.passerelle.api.http.Columns;
import fr.passerelle.api.http.FileLines;
import fr.passerelle.api.parties.Parties;
import fr.passerelle.api.security.Caller;
import fr.passerelle.ids.ClientReference;
import fr.passerelle.permits.Arrival;
import fr.passerelle.permits.PutPermit;
import fr.passerelle.permits.SyncPermits;
import fr.passerelle.permits.SyncPermits.OnAbsence;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes files of an employer's permits, a part of them or all. What was answered is stored; a client that goes away in the middle
 * sends the file again, and what is stored already changes nothing.
 */
@RestController
final class PermitFileController {
    private static final String CSV = "text/csv";
    /** Lines in a transaction. */
    private static final int AT_ONCE = 200;

    private static final int AHEAD = 1;
    private static final Columns COLUMNS = Columns.ofTexts(
                    "reference",
                    "worker",
                    "nationality",
                    "birth_date",
                    "in_france_since",
                    "title.code",
                    "title.type",
                    "title.mention",
                    "title.number",
                    "title.valid_from",
                    "title.valid_to",
                    "title.first_issued_on",
                    "title.department",
                    "papers.#.kind",
                    "papers.#.number",
                    "papers.#.valid_from",
                    "papers.#.valid_to",
                    "renewal.filed_on",
                    "employment.contract_reference",
                    "employment.siret",
                    "employment.type",
                    "employment.start",
                    "employment.end",
                    "employment.department",
                    "authorisation.number",
                    "authorisation.contract",
                    "authorisation.request_type",
                    "authorisation.valid_from",
                    "authorisation.valid_to",
                    "metadata.*")
            .withBooleans("title.work_mention", "papers.#.work_mention", "employment.matches_title")
            .withIntegers("employment.hours");

    private final FileLines lines;
    private final PutPermit putPermit;
    private final SyncPermits syncPermits;
    private final PermitTitles titles;
    private final Parties parties;

    PermitFileController(
            FileLines lines, PutPermit putPermit, SyncPermits syncPermits, PermitTitles titles, Parties parties) {
        this.lines = lines;
        this.putPermit = putPermit;
        this.syncPermits = syncPermits;
        this.titles = titles;
        this.parties = parties;
    }

    @PostMapping(
            path = PermitController.PATH + ":import",
            consumes = {MediaType.APPLICATION_NDJSON_VALUE, CSV},
            produces = MediaType.APPLICATION_NDJSON_VALUE)
    Mono<Void> importAll(
            Caller caller,
            @RequestParam String employer,
            @RequestParam(defaultValue = "digest") String alerts,
            ServerWebExchange exchange) {
        Arrival arrival = PermitController.arrival(alerts);
        Flux<List<?>> answers = file(caller, employer, arrival, exchange)
                .flatMapMany(file -> stored(file, exchange).concatWith(Mono.fromSupplier(file::end)));
        return lines.answer(exchange, answers);
    }

    @PutMapping(
            path = PermitController.PATH + ":sync",
            consumes = {MediaType.APPLICATION_NDJSON_VALUE, CSV},
            produces = MediaType.APPLICATION_NDJSON_VALUE)
    Mono<Void> sync(
            Caller caller,
            @RequestParam String employer,
            @RequestParam(defaultValue = "digest") String alerts,
            @RequestParam(defaultValue = "report") String absent,
            ServerWebExchange exchange) {
        Arrival arrival = PermitController.arrival(alerts);
        OnAbsence onAbsence = onAbsence(absent);
        Flux<List<?>> answers = file(caller, employer, arrival, exchange)
                .flatMapMany(file -> stored(file, exchange).concatWith(ended(file, onAbsence)));
        return lines.answer(exchange, answers);
    }

    private static OnAbsence onAbsence(String text) {
        return switch (text) {
            case "report" -> OnAbsence.REPORT;
            case "delete" -> OnAbsence.DELETE;
            default -> throw ApiProblem.invalidParameter("absent", "unknown_value");
        };
    }

    private Mono<PermitFile> file(Caller caller, String employer, Arrival arrival, ServerWebExchange exchange) {
        return parties.employer(caller.tenant(), named(employer))
                .map(found -> new PermitFile(found, arrival, putPermit, problem -> lines.problem(exchange, problem)));
    }

    /** An id has the form of a reference too. */
    private static String named(String employer) {
        try {
            return new ClientReference(employer).value();
        } catch (IllegalArgumentException e) {
            throw ApiProblem.invalidParameter("employer", "invalid_reference");
        }
    }

    /** Each piece is read when the one before it is stored. */
    private Flux<List<?>> stored(PermitFile file, ServerWebExchange exchange) {
        return lines.read(exchange, PermitBody.class, COLUMNS, this::line)
                .buffer(AT_ONCE)
                .concatMap(file::store, AHEAD);
    }

    private PutPermit.Line line(ClientReference reference, PermitBody body) {
        titles.check(body);
        return new PutPermit.Line(reference, body.toGiven());
    }

    /** Counts when all is stored, and not before. */
    private Mono<List<?>> ended(PermitFile file, OnAbsence onAbsence) {
        return Mono.defer(() -> file.end(syncPermits, onAbsence));
    }
}
