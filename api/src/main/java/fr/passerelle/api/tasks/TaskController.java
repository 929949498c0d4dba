package fr.passerelle.api.tasks;

import fr.passerelle.api.http.ApiProblem;
import fr.passerelle.api.http.EntityTag;
import fr.passerelle.api.http.FieldError;
import fr.passerelle.api.http.InvalidBody;
import fr.passerelle.api.http.NotByChange;
import fr.passerelle.api.http.Page;
import fr.passerelle.api.http.PageQuery;
import fr.passerelle.api.http.ProblemCode;
import fr.passerelle.api.http.Saves;
import fr.passerelle.api.http.Sentences;
import fr.passerelle.api.parties.Parties;
import fr.passerelle.api.security.Caller;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TaskId;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.requests.ResolveTask;
import fr.passerelle.requests.ResolveTask.Resolved;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.tasks.Tasks;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What awaits a human, nearest due date first. */
@RestController
final class TaskController {
    private final Tasks tasks;
    private final ResolveTask resolveTask;
    private final Parties parties;

    TaskController(Tasks tasks, ResolveTask resolveTask, Parties parties) {
        this.tasks = tasks;
        this.resolveTask = resolveTask;
        this.parties = parties;
    }

    @GetMapping("/v1/tasks")
    Mono<ResponseEntity<Page<TaskView>>> list(
            Caller caller,
            @NotByChange PageQuery query,
            @RequestParam(defaultValue = "open") String state,
            @RequestParam(required = false) @Nullable String request,
            @RequestParam(required = false) @Nullable String employer,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String audience,
            ServerWebExchange exchange) {
        Locale language = Sentences.language(exchange);
        Boolean open = isOpen(state);
        RequestId requestId = requestId(request);
        TaskKind kindAsked = kind(kind);
        TaskKind.Audience audienceAsked = audience(audience);
        return parties.employerFilter(caller.tenant(), employer)
                .map(id -> new Tasks.Filter(open, requestId, id.orElse(null), kindAsked, audienceAsked))
                .flatMap(filter -> list(caller, filter, query.paging()))
                .map(found -> query.answer(
                        found.stream().map(task -> TaskView.of(task, language)).toList(),
                        found,
                        last -> new Paging.Place(last.dueAt(), last.id().value())));
    }

    private Mono<List<Task>> list(Caller caller, Tasks.Filter filter, Paging paging) {
        Paging.Place after = paging.after();
        Tasks.Place place = after == null ? null : new Tasks.Place(after.updatedAt(), after.id());
        return tasks.list(caller.tenant(), filter, place, paging.limit());
    }

    private static @Nullable TaskKind kind(@Nullable String text) {
        return text == null
                ? null
                : Stream.of(TaskKind.values())
                        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(text))
                        .findFirst()
                        .orElseThrow(() -> ApiProblem.invalidParameter("kind", "unknown_value"));
    }

    private static @Nullable Boolean isOpen(String state) {
        return switch (state) {
            case "all" -> null;
            case "open" -> true;
            case "resolved" -> false;
            default -> throw ApiProblem.invalidParameter("state", "unknown_value");
        };
    }

    private static @Nullable RequestId requestId(@Nullable String text) {
        return text == null
                ? null
                : RequestId.parse(text).orElseThrow(() -> ApiProblem.invalidParameter("request", "invalid_format"));
    }

    private static TaskKind.@Nullable Audience audience(@Nullable String text) {
        return switch (text) {
            case null -> null;
            case "employer" -> TaskKind.Audience.EMPLOYER;
            case "worker" -> TaskKind.Audience.WORKER;
            case "operator" -> TaskKind.Audience.OPERATOR;
            default -> throw ApiProblem.invalidParameter("audience", "unknown_value");
        };
    }

    @GetMapping("/v1/tasks/{task_id}")
    Mono<ResponseEntity<TaskView>> get(
            Caller caller, @PathVariable("task_id") String taskId, ServerWebExchange exchange) {
        Locale language = Sentences.language(exchange);
        return id(taskId)
                .flatMap(id -> tasks.find(caller.tenant(), id))
                .map(task -> answer(task, false, language))
                .switchIfEmpty(Parties.absent());
    }

    @PostMapping("/v1/tasks/{task_id}/resolution")
    Mono<ResponseEntity<TaskView>> resolve(
            Caller caller,
            @PathVariable("task_id") String taskId,
            Idempotency key,
            @RequestBody ResolutionBody body,
            ServerWebExchange exchange) {
        Locale language = Sentences.language(exchange);
        return id(taskId)
                .flatMap(id -> resolveTask.resolve(caller.tenant(), id, body.toWord(), key))
                .map(resolved -> answer(resolved, language));
    }

    private static ResponseEntity<TaskView> answer(Resolved resolved, Locale language) {
        return switch (resolved) {
            case Resolved.Settled(var task, var replayed) -> answer(task, replayed, language);
            case Resolved.NotFound() -> throw new ApiProblem(ProblemCode.NOT_FOUND);
            case Resolved.AlreadySettled() -> throw new ApiProblem(ProblemCode.STATE_CONFLICT);
            case Resolved.NotAllowed(var _) ->
                throw new InvalidBody(List.of(FieldError.at("/outcome", "outcome_not_allowed")));
            case Resolved.Incomplete(var pointer) -> throw new InvalidBody(List.of(FieldError.at(pointer, "required")));
            case Resolved.ImpossibleDay(var pointer, var error) ->
                throw new InvalidBody(List.of(FieldError.at(pointer, error)));
            case Resolved.Overtaken() -> throw new ApiProblem(ProblemCode.STATE_CONFLICT);
            case Resolved.KeyReused() -> throw new ApiProblem(ProblemCode.IDEMPOTENCY_KEY_REUSED);
            case Resolved.KeyInFlight() -> throw Saves.inFlight();
        };
    }

    private static ResponseEntity<TaskView> answer(Task task, boolean replayed, Locale language) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().eTag(EntityTag.of(task.version()));
        if (replayed) {
            answer.header(Saves.REPLAYED, "true");
        }
        return answer.body(TaskView.of(task, language));
    }

    private static Mono<TaskId> id(String text) {
        return Mono.justOrEmpty(TaskId.parse(text)).switchIfEmpty(Parties.absent());
    }
}
