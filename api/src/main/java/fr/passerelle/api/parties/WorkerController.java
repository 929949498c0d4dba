package fr.passerelle.api.parties;

import fr.passerelle.api.http.ApiProblem;
import fr.passerelle.api.http.EntityTag;
import fr.passerelle.api.http.IfMatch;
import fr.passerelle.api.http.Page;
import fr.passerelle.api.http.PageQuery;
import fr.passerelle.api.http.Saves;
import fr.passerelle.api.security.Caller;
import fr.passerelle.api.security.Scope;
import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.WorkerId;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.PutWorker;
import fr.passerelle.parties.Upsert;
import fr.passerelle.parties.Worker;
import fr.passerelle.parties.Workers;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The workers of an employer: created and changed by the client's own reference. */
@RestController
final class WorkerController {
    private final PutWorker putWorker;
    private final Workers workers;
    private final Parties parties;

    WorkerController(PutWorker putWorker, Workers workers, Parties parties) {
        this.putWorker = putWorker;
        this.workers = workers;
        this.parties = parties;
    }

    @PutMapping("/v1/employers/{employer}/workers/{worker}")
    Mono<ResponseEntity<WorkerView>> put(
            Caller caller,
            @PathVariable String employer,
            @PathVariable String worker,
            IfMatch ifMatch,
            @RequestBody WorkerBody body) {
        return parties.employer(caller.tenant(), employer)
                .flatMap(found -> reference(found, worker)
                        .flatMap(reference -> putWorker.put(found, reference, body.toProfile(), ifMatch.version())))
                .flatMap(upsert -> answer(upsert, caller));
    }

    private Mono<ClientReference> reference(Employer employer, String worker) {
        return WorkerId.isMeantBy(worker)
                ? parties.worker(employer, worker).map(Worker::reference)
                : Mono.fromCallable(() -> referenceOf(worker));
    }

    private static ClientReference referenceOf(String text) {
        try {
            return new ClientReference(text);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.invalidParameter("worker", "invalid_reference");
        }
    }

    private static Mono<ResponseEntity<WorkerView>> answer(Upsert<Worker> upsert, Caller caller) {
        return switch (upsert) {
            case Upsert.Created<Worker>(var worker) ->
                Mono.just(ResponseEntity.created(location(worker))
                        .eTag(EntityTag.of(worker.version()))
                        .body(view(worker, caller)));
            case Upsert.Changed<Worker>(var worker) -> Mono.just(ok(worker, caller));
            case Upsert.Unchanged<Worker>(var worker) -> Mono.just(ok(worker, caller));
            case Upsert.Stale<Worker>(var current) -> Mono.error(Saves.stale(current));
        };
    }

    private static URI location(Worker worker) {
        return URI.create("/v1/employers/" + worker.employer() + "/workers/" + worker.id());
    }

    private static ResponseEntity<WorkerView> ok(Worker worker, Caller caller) {
        return ResponseEntity.ok().eTag(EntityTag.of(worker.version())).body(view(worker, caller));
    }

    private static WorkerView view(Worker worker, Caller caller) {
        return WorkerView.of(worker, caller.has(Scope.IDENTITY_READ));
    }

    @GetMapping("/v1/employers/{employer}/workers/{worker}")
    Mono<ResponseEntity<WorkerView>> get(Caller caller, @PathVariable String employer, @PathVariable String worker) {
        return parties.employer(caller.tenant(), employer)
                .flatMap(found -> parties.worker(found, worker))
                .map(found -> ok(found, caller));
    }

    @GetMapping("/v1/employers/{employer}/workers")
    Mono<ResponseEntity<Page<WorkerView>>> list(Caller caller, @PathVariable String employer, PageQuery query) {
        return parties.employer(caller.tenant(), employer)
                .flatMap(found -> workers.list(caller.tenant(), found.id(), query.paging()))
                .map(found -> query.answer(
                        found.stream().map(worker -> view(worker, caller)).toList(),
                        found,
                        last -> new Paging.Place(last.updatedAt(), last.id().value())));
    }
}
