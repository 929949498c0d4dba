package fr.passerelle.requests;

import fr.passerelle.ids.TaskId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.Idempotencies;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.parties.AccountEvent;
import fr.passerelle.parties.PlatformAccount;
import fr.passerelle.parties.PlatformAccounts;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.Receipt;
import fr.passerelle.requests.RequestState.InformationRequested.Answer;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskEvent;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.tasks.TaskOutcome;
import fr.passerelle.tasks.Tasks;
import fr.passerelle.work.WorkQueue;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Settles what only a human can settle. Each kind of task allows few outcomes, and each outcome does one thing to what it
 * stood in the way of; who said so and why is kept.
 */
public final class ResolveTask {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final Tasks tasks;
    private final Requests requests;
    private final Dossiers dossiers;
    private final PlatformAccounts accounts;
    private final WorkQueue queue;
    private final Idempotencies idempotencies;
    private final InstantSource clock;

    public ResolveTask(
            Tasks tasks,
            Requests requests,
            Dossiers dossiers,
            PlatformAccounts accounts,
            WorkQueue queue,
            Idempotencies idempotencies,
            InstantSource clock) {
        this.tasks = tasks;
        this.requests = requests;
        this.dossiers = dossiers;
        this.accounts = accounts;
        this.queue = queue;
        this.idempotencies = idempotencies;
        this.clock = clock;
    }

    /**
     * A human's word.
     *
     * @param deposit the file that was found, or is to be adopted
     * @param registeredOn its date on the portal
     * @param proofSha256 hash of a proof that the client keeps, such as a picture of the portal
     * @param on when it was done: the appeal was made or rejected, or the reasons were asked for
     */
    public record Word(
            TaskOutcome outcome,
            String by,
            @Nullable String note,
            @Nullable DepositNumber deposit,
            @Nullable LocalDate registeredOn,
            @Nullable String proofSha256,
            @Nullable LocalDate on) {}

    /** How it ended. Whatever is not {@link Settled} changed nothing. */
    public sealed interface Resolved {
        record Settled(Task task, boolean replayed) implements Resolved {}

        record NotFound() implements Resolved {}

        record AlreadySettled() implements Resolved {}

        /** This kind of task cannot be settled that way. */
        record NotAllowed(Task task) implements Resolved {}

        /** The outcome needs a deposit number, or a date. */
        record Incomplete(String pointer) implements Resolved {}

        /** A day that cannot be: its error is one of the messages. */
        record ImpossibleDay(String pointer, String error) implements Resolved {}

        /** The request moved on meanwhile: look again. */
        record Overtaken() implements Resolved {}

        record KeyReused() implements Resolved {}

        record KeyInFlight() implements Resolved {}
    }

    public Mono<Resolved> resolve(TenantId tenant, TaskId id, Word word, Idempotency key) {
        return idempotencies.find(tenant, key).flatMap(earlier -> switch (earlier) {
            case Idempotencies.Earlier.None() -> settle(tenant, id, word, key);
            case Idempotencies.Earlier.Same(var _) -> again(tenant, id);
            case Idempotencies.Earlier.Other() -> Mono.just(new Resolved.KeyReused());
        });
    }

    private Mono<Resolved> again(TenantId tenant, TaskId id) {
        return tasks.find(tenant, id)
                .<Resolved>map(task -> new Resolved.Settled(task, true))
                .defaultIfEmpty(new Resolved.NotFound());
    }

    private Mono<Resolved> settle(TenantId tenant, TaskId id, Word word, Idempotency key) {
        return Once.untilThrough(
                tasks.find(tenant, id).flatMap(task -> decide(task, word, key)).defaultIfEmpty(new Resolved.NotFound()),
                Resolved.Overtaken.class::isInstance);
    }

    private Mono<Resolved> decide(Task task, Word word, Idempotency key) {
        if (!task.isOpen()) {
            return Mono.just(
                    saysTheSame(task, word) ? new Resolved.Settled(task, true) : new Resolved.AlreadySettled());
        }
        if (!task.allows(word.outcome())) {
            return Mono.just(new Resolved.NotAllowed(task));
        }
        Optional<String> lacking = lacking(word);
        if (lacking.isPresent()) {
            return Mono.just(new Resolved.Incomplete(lacking.get()));
        }
        Task settled = task.resolved(
                new Task.Resolution(word.outcome(), word.by(), clock.instant(), word.note(), facts(word)));
        return task.request() == null ? ofAccount(settled, word) : ofRequest(settled, word, key);
    }

    private static boolean saysTheSame(Task task, Word word) {
        Task.Resolution said = task.resolution();
        return said != null
                && said.outcome() == word.outcome()
                && said.by().equals(word.by())
                && said.facts().equals(facts(word));
    }

    private static Optional<String> lacking(Word word) {
        boolean needsDeposit = word.outcome() == TaskOutcome.FOUND_ON_PLATFORM || word.outcome() == TaskOutcome.ADOPT;
        if (needsDeposit && word.deposit() == null) {
            return Optional.of("/deposit_number");
        }
        boolean needsDate = word.outcome() == TaskOutcome.FOUND_ON_PLATFORM;
        if (needsDate && word.registeredOn() == null) {
            return Optional.of("/registered_on");
        }
        return needsDay(word.outcome()) && word.on() == null ? Optional.of("/on") : Optional.empty();
    }

    /** The time to go to court is counted from it, and a day too late would cost the case. */
    private static boolean needsDay(TaskOutcome outcome) {
        return outcome == TaskOutcome.APPEALED_TO_ADMINISTRATION || outcome == TaskOutcome.APPEAL_REJECTED;
    }

    /** Why the day that was given cannot be that of what was done about the refusal. */
    private static Optional<String> impossible(Word word, Refusal refusal, LocalDate today) {
        LocalDate on = word.on();
        if (on == null) {
            return Optional.empty();
        }
        if (on.isAfter(today)) {
            return Optional.of("in_future");
        }
        boolean isOfAppeal = word.outcome() == TaskOutcome.APPEAL_REJECTED;
        if (isOfAppeal && refusal.said().appealed().filter(on::isBefore).isPresent()) {
            return Optional.of("before_appeal");
        }
        return on.isBefore(refusal.on()) ? Optional.of("before_refusal") : Optional.empty();
    }

    private static Map<String, String> facts(Word word) {
        Map<String, String> facts = new LinkedHashMap<>();
        if (word.deposit() != null) {
            facts.put("deposit_number", word.deposit().value());
        }
        if (word.registeredOn() != null) {
            facts.put("registered_on", word.registeredOn().toString());
        }
        if (word.proofSha256() != null) {
            facts.put("proof_sha256", word.proofSha256());
        }
        if (word.on() != null) {
            facts.put("on", word.on().toString());
        }
        return facts;
    }

    // Tasks of an account

    private Mono<Resolved> ofAccount(Task settled, Word word) {
        return accounts.of(settled.tenant(), settled.employer())
                .flatMap(account -> saved(account, settled, word))
                .defaultIfEmpty(new Resolved.Overtaken());
    }

    private Mono<Resolved> saved(PlatformAccount account, Task settled, Word word) {
        Instant now = clock.instant();
        PlatformAccount next = word.outcome() == TaskOutcome.ACCOUNT_UNLOCKED ? account.unlocked(now) : account;
        List<Event> events = new ArrayList<>(List.of(TaskEvent.of(settled, null, now)));
        if (next.version() != account.version()) {
            events.add(AccountEvent.of(EventType.ACCOUNT_RESUMED, account, next, now));
        }
        return accounts.save(next, account.version(), List.of(settled), events)
                .flatMap(outcome ->
                        outcome instanceof SaveOutcome.Stored ? woken(settled) : Mono.just(new Resolved.Overtaken()));
    }

    private Mono<Resolved> woken(Task settled) {
        return queue.wake(settled.tenant(), settled.employer(), clock.instant())
                .thenReturn(new Resolved.Settled(settled, false));
    }

    // Tasks of a request

    private Mono<Resolved> ofRequest(Task settled, Word word, Idempotency key) {
        return dossiers.find(settled.tenant(), Forms.given(settled.request(), "request"))
                .flatMap(dossier -> fits(dossier.request().state(), settled.kind(), word.outcome())
                        ? ofRefused(dossier, settled, word, key)
                        : Mono.just(new Resolved.Overtaken()))
                .defaultIfEmpty(new Resolved.NotFound());
    }

    /** What is said of a refusal must fit what was said before. */
    private Mono<Resolved> ofRefused(Dossier dossier, Task settled, Word word, Idempotency key) {
        return Refusal.of(dossier.request())
                .flatMap(refusal -> unfit(refusal, settled, word))
                .map(Mono::just)
                .orElseGet(() -> ofRequest(dossier, settled, word, key));
    }

    private Optional<Resolved> unfit(Refusal refusal, Task settled, Word word) {
        return refusal.excluded().contains(word.outcome())
                ? Optional.of(new Resolved.NotAllowed(settled))
                : impossible(word, refusal, Deadlines.today(clock.instant()))
                        .map(error -> new Resolved.ImpossibleDay("/on", error));
    }

    private Mono<Resolved> ofRequest(Dossier dossier, Task settled, Word word, Idempotency key) {
        AuthorisationRequest request = dossier.request();
        List<Task> others = dossier.openTasks().stream()
                .filter(task -> !task.id().equals(settled.id()))
                .toList();
        return requests.attempts(request.tenant(), request.id())
                .flatMap(attempts -> requests.save(change(new Matter(dossier, attempts, others), settled, word, key)))
                .map(outcome -> answer(settled, outcome));
    }

    /** Whether the request still stands where the outcome takes it on from. */
    private static boolean fits(RequestState state, TaskKind kind, TaskOutcome outcome) {
        return switch (outcome) {
            case FOUND_ON_PLATFORM -> state instanceof RequestState.OutcomeUnknown;
            case NOT_FOUND ->
                kind == TaskKind.COMPLEMENT_UNKNOWN
                        ? isAnswer(state, Answer.OUTCOME_UNKNOWN)
                        : state instanceof RequestState.OutcomeUnknown;
            case ADOPT, FILE_ANYWAY -> state instanceof RequestState.Queued;
            case ANSWERED_ON_PORTAL -> !isAnswer(state, Answer.SENDING);
            case DONE_OUTSIDE -> !(isAboutTheFile(kind) && isUnclear(state));
            case GIVE_UP -> !(kind == TaskKind.DEADLINE_NEAR && isUnclear(state));
            case TRY_AGAIN, ACCOUNT_UNLOCKED -> true;
            case REASONS_ASKED, APPEALED_TO_ADMINISTRATION, APPEAL_REJECTED, APPEALED_TO_COURT ->
                state instanceof RequestState.DeemedRefused || state instanceof RequestState.Refused;
        };
    }

    private static boolean isAnswer(RequestState state, Answer answer) {
        return state instanceof RequestState.InformationRequested(var _, var _, var present) && present == answer;
    }

    /** Whoever withdraws the file, or files it elsewhere, knows whether there is one. */
    private static boolean isAboutTheFile(TaskKind kind) {
        return kind == TaskKind.WITHDRAWAL_WISHED || kind == TaskKind.DEADLINE_NEAR;
    }

    /** While ours, or an answer in it, is on its way, its fate is not known. */
    private static boolean isUnclear(RequestState state) {
        return state instanceof RequestState.Filing
                || state instanceof RequestState.OutcomeUnknown
                || isAnswer(state, Answer.SENDING)
                || isAnswer(state, Answer.OUTCOME_UNKNOWN);
    }

    private static Resolved answer(Task settled, SaveOutcome outcome) {
        return switch (outcome) {
            case SaveOutcome.Stored() -> new Resolved.Settled(settled, false);
            case SaveOutcome.Replayed(var _) -> new Resolved.Settled(settled, true);
            case SaveOutcome.KeyReused() -> new Resolved.KeyReused();
            case SaveOutcome.KeyInFlight() -> new Resolved.KeyInFlight();
            case SaveOutcome.Stale(),
                    SaveOutcome.LeaseLost(),
                    SaveOutcome.ReferenceTaken(var _),
                    SaveOutcome.Duplicate(var _, var _) -> new Resolved.Overtaken();
        };
    }

    /** What a word is about: the request, its attempts, and its other open tasks. */
    private record Matter(Dossier dossier, List<Attempt> attempts, List<Task> others) {
        AuthorisationRequest request() {
            return dossier.request();
        }

        /** The attempt that is looked up under the login that made it; under another one the platform would deny its file. */
        Optional<Attempt> verifiable() {
            return unclear().filter(dossier::isUnderTheLoginOf);
        }

        Optional<Attempt> unclear() {
            return attempts.stream()
                    .filter(a -> a.state() == Attempt.State.UNKNOWN)
                    .findFirst();
        }
    }

    private Change change(Matter matter, Task settled, Word word, Idempotency key) {
        Instant now = clock.instant();
        AuthorisationRequest request = matter.request();
        Change.Builder change = Change.from(request).once(key);
        switch (word.outcome()) {
            case FOUND_ON_PLATFORM -> found(change, matter, word, now);
            case NOT_FOUND -> notFound(change, matter, settled.kind(), now);
            case ANSWERED_ON_PORTAL -> answered(change, matter, now);
            case ADOPT ->
                change.quietly(request.adopting(Forms.given(word.deposit(), "/deposit_number"), now))
                        .due(now);
            case FILE_ANYWAY ->
                change.quietly(request.overriding(
                                new AuthorisationRequest.Wishes.NoDuplicate(
                                        word.note() == null ? "file_anyway" : word.note(), word.by()),
                                now))
                        .due(now);
            case TRY_AGAIN -> change.quietly(request.touched(now)).due(now);
            case GIVE_UP -> givenUp(change, matter, settled.kind(), now);
            case DONE_OUTSIDE -> doneOutside(change, matter, settled.kind(), now);
            case ACCOUNT_UNLOCKED -> change.quietly(request.touched(now));
            case REASONS_ASKED -> reasonsAsked(change, matter, settled.kind(), word, now);
            case APPEALED_TO_ADMINISTRATION -> appealed(change, matter, settled.kind(), word, now);
            case APPEAL_REJECTED -> {
                LocalDate on = Forms.given(word.on(), "/on");
                contested(change, matter, request.trail().reminders().appealRejected(on), now);
                if (!isMoved(change, request.trail().reminders())) {
                    stillClosing(change, matter, settled.kind(), now);
                }
            }
            case APPEALED_TO_COURT ->
                contested(change, matter, request.trail().reminders().asSettled(), now);
        }
        return change.task(settled).build();
    }

    /** The platform is asked whether it is so, wherever it can be. */
    private static void found(Change.Builder change, Matter matter, Word word, Instant now) {
        matter.verifiable()
                .ifPresentOrElse(
                        attempt -> change.quietly(matter.request().touched(now))
                                .attempt(attempt.looked(attempt.looks().told(word.deposit())))
                                .due(now),
                        () -> foundUnseen(change, matter, word, now));
    }

    private static void foundUnseen(Change.Builder change, Matter matter, Word word, Instant now) {
        LocalDate day = Forms.given(word.registeredOn(), "/registered_on");
        Receipt receipt = new Receipt(
                Forms.given(word.deposit(), "/deposit_number"),
                null,
                day.atStartOfDay(PARIS).toInstant(),
                day.toString(),
                null,
                null);
        change.becomes(
                        matter.request().filed(new FiledReceipt(receipt, FiledReceipt.Obtained.HUMAN), null, now),
                        EventType.REQUEST_FILED,
                        Map.of("obtained", "human"))
                .settling(matter.others(), TaskKind::isMootOnceFiled)
                .due(now);
        close(change, matter, Attempt.State.ACCEPTED, "found_by_human", now);
    }

    private static void notFound(Change.Builder change, Matter matter, TaskKind kind, Instant now) {
        if (kind == TaskKind.COMPLEMENT_UNKNOWN) {
            change.quietly(matter.request().answering(Answer.QUEUED, now)).due(now);
        } else {
            change.becomes(
                            matter.request().notFiled(now),
                            EventType.REQUEST_QUEUED,
                            Map.of("reason", "not_found_by_human"))
                    .due(now);
        }
        close(change, matter, Attempt.State.NOT_FILED, "not_found_by_human", now);
    }

    private static void answered(Change.Builder change, Matter matter, Instant now) {
        AuthorisationRequest request = matter.request();
        if (request.state() instanceof RequestState.InformationRequested) {
            change.becomes(request.answering(Answer.SENT, now), EventType.REQUEST_COMPLEMENT_SENT)
                    .settling(matter.others(), SendComplement::isAnswered)
                    .due(now);
        } else {
            change.quietly(request.touched(now)).due(now);
        }
        close(change, matter, Attempt.State.ACCEPTED, "answered_on_portal", now);
    }

    private static void close(Change.Builder change, Matter matter, Attempt.State end, String reason, Instant now) {
        matter.unclear().ifPresent(attempt -> change.attempt(attempt.closed(end, null, reason, null, now)));
    }

    /** Asking for the reasons contests nothing: what there was to do by a day is still to be done. */
    private static void reasonsAsked(Change.Builder change, Matter matter, TaskKind kind, Word word, Instant now) {
        LocalDate on = word.on() == null ? Deadlines.today(now) : word.on();
        Reminders noted = matter.request().trail().reminders().reasonsAsked(on);
        change.quietly(matter.request().reminded(noted, now));
        if (kind == TaskKind.APPEAL_CLOSING) {
            stillClosing(change, matter, kind, now);
        }
    }

    private static void appealed(Change.Builder change, Matter matter, TaskKind kind, Word word, Instant now) {
        Reminders before = matter.request().trail().reminders();
        Reminders noted = before.appealed(Forms.given(word.on(), "/on"));
        contested(change, matter, noted, now);
        if (isMoved(change, before)) {
            Refusal refusal = Refusal.of(change.next()).orElseThrow();
            refusal.appealAnswerDue()
                    .ifPresent(due -> change.task(Telling.appealMade(change.next(), refusal, due, now)));
        } else {
            stillClosing(change, matter, kind, now);
        }
    }

    private static boolean isMoved(Change.Builder change, Reminders before) {
        Refusal refusal = Refusal.of(change.next()).orElseThrow();
        return !refusal.contestUntil().equals(refusal.having(before).contestUntil());
    }

    /** The reminder was told once, and its task is settled by what changes nothing about it: it opens anew. */
    private static void stillClosing(Change.Builder change, Matter matter, TaskKind settled, Instant now) {
        boolean wasOpen = settled == TaskKind.APPEAL_CLOSING
                || matter.others().stream().anyMatch(task -> task.kind() == TaskKind.APPEAL_CLOSING);
        if (wasOpen) {
            Refusal.of(change.next())
                    .ifPresent(refusal -> change.task(Telling.stillClosing(change.next(), refusal, now)));
        }
    }

    /** One word on the refusal answers for all that was asked about it. */
    private static void contested(Change.Builder change, Matter matter, Reminders noted, Instant now) {
        change.quietly(matter.request().reminded(noted, now)).settling(matter.others(), TaskKind::isAboutRefusal);
    }

    private static void givenUp(Change.Builder change, Matter matter, TaskKind kind, Instant now) {
        AuthorisationRequest request = matter.request();
        if (kind == TaskKind.WITHDRAWAL_WISHED) {
            change.quietly(request.keptAfterAll(now));
        } else if (kind.isAboutRefusal()) {
            contested(change, matter, request.trail().reminders().asSettled(), now);
        } else if (request.state().isEditable() || request.state() instanceof RequestState.Queued) {
            WithdrawRequest.callOff(change, matter.others(), "given_up", now);
        } else {
            change.quietly(request.touched(now));
        }
    }

    /** What was filed elsewhere, in time for its deadline, must not be filed here as well. */
    private static void doneOutside(Change.Builder change, Matter matter, TaskKind kind, Instant now) {
        AuthorisationRequest request = matter.request();
        if (kind == TaskKind.DEADLINE_NEAR && request.state() instanceof RequestState.Queued) {
            WithdrawRequest.callOff(change, matter.others(), "done_outside", now);
        } else if (kind == TaskKind.WITHDRAWAL_WISHED && !request.state().isOver()) {
            change.becomes(
                            request.to(new RequestState.Withdrawn("attested"), now),
                            EventType.REQUEST_WITHDRAWN,
                            Map.of("attested", "true"))
                    .settling(matter.others(), other -> other != TaskKind.DUPLICATE_ON_PLATFORM)
                    .done();
        } else {
            change.quietly(request.touched(now));
        }
    }
}
