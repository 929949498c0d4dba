package fr.passerelle.requests;

import fr.passerelle.ids.RequestId;
import fr.passerelle.journal.EventType;
import fr.passerelle.parties.Siret;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.Draft;
import fr.passerelle.platform.DraftDeletion;
import fr.passerelle.platform.DraftNumber;
import fr.passerelle.platform.DraftReading;
import fr.passerelle.platform.FileReading;
import fr.passerelle.platform.FileSearch;
import fr.passerelle.platform.FileSummary;
import fr.passerelle.platform.Platform;
import fr.passerelle.platform.PlatformRefusal;
import fr.passerelle.platform.PlatformUnavailable;
import fr.passerelle.platform.ReceiptMatch;
import fr.passerelle.platform.Session;
import fr.passerelle.platform.Submission.Expected;
import fr.passerelle.requests.Reconciliation.Conclusion;
import fr.passerelle.requests.Reconciliation.DraftSeen;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.work.Claim;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * Finds out what became of a submission whose outcome is unknown. Reads the platform, deletes the draft so that nobody can
 * submit it any more, and never sends anything again. {@link Reconciliation} concludes.
 */
public final class ReconcileAttempt {
    private static final Duration TIME_TO_LOOK = Duration.ofDays(1);
    /** Of the file that a human named, when its answers cannot be used. */
    private static final int MOST_READS = 5;

    private final Platform platform;
    private final Requests requests;
    private final Reconciliation reconciliation;
    private final Paces paces;
    private final InstantSource clock;

    public ReconcileAttempt(Platform platform, Requests requests, Paces paces, InstantSource clock) {
        this.platform = platform;
        this.requests = requests;
        this.reconciliation = new Reconciliation(paces.visibilityDelay(), paces.mostLooks());
        this.paces = paces;
        this.clock = clock;
    }

    /** An unclear attempt, with what it takes to look it up. */
    record Unclear(Claim claim, Session session, Dossier dossier, Attempt attempt) {
        AuthorisationRequest request() {
            return dossier.request();
        }

        /** Empty when what was sent is forgotten: then any draft that bears the reference may be it. */
        Optional<DraftNumber> draft() {
            return Optional.ofNullable(attempt.draft());
        }

        Siret establishment() {
            return Forms.given(request().content().establishment(), "/siret");
        }

        Expected expected() {
            return Forms.expected(
                    request(), dossier.knownWorker(), attempt.draft(), Deadlines.today(attempt.createdAt()));
        }
    }

    /** A sender that stopped between intent and outcome left its duty to us: what it sent is unknown. */
    Mono<Void> takeOver(Claim claim, AuthorisationRequest request, Attempt attempt) {
        Instant now = clock.instant();
        return requests.save(Change.from(request)
                        .becomes(
                                request.outcomeUnknown(attempt.id(), attempt.sentAt(), now),
                                EventType.REQUEST_OUTCOME_UNKNOWN)
                        .attempt(attempt.unknown(null, "sender_stopped"))
                        .due(now)
                        .under(claim)
                        .build())
                .flatMap(WorkOvertaken::unlessStored);
    }

    Mono<Void> reconcile(Unclear unclear) {
        DepositNumber told = unclear.attempt().looks().told();
        return told == null ? find(unclear) : verify(unclear, told);
    }

    /** A human read the number off the portal, and may have mistaken it: the file that bears it must be ours. */
    private Mono<Void> verify(Unclear unclear, DepositNumber told) {
        return platform.readFile(unclear.session(), told, null)
                .flatMap(reading -> verified(unclear, told, reading))
                .onErrorResume(PlatformRefusal.class, refusal -> doubted(unclear, told, "refused", clock.instant()))
                .onErrorResume(PlatformUnavailable.class, fault -> unread(unclear, told, fault));
    }

    /** Down it may be for long; a file that it never shows in full is not waited for. */
    private Mono<Void> unread(Unclear unclear, DepositNumber told, PlatformUnavailable fault) {
        boolean isHopeless = fault.fault() == PlatformUnavailable.Fault.UNUSABLE_ANSWER
                && unclear.claim().attempt() >= MOST_READS;
        return isHopeless ? doubted(unclear, told, "unreadable", clock.instant()) : Mono.error(fault);
    }

    private Mono<Void> verified(Unclear unclear, DepositNumber told, FileReading reading) {
        Instant now = clock.instant();
        if (!(reading instanceof FileReading.Present(var file, var _))) {
            return doubted(unclear, told, "absent", now);
        }
        if (!unclear.dossier().owns(file.summary(), Deadlines.today(now))) {
            return doubted(unclear, told, "other_person_or_employer", now);
        }
        return isOfAnotherRequest(unclear, file.summary())
                ? doubted(unclear, told, "other_request", now)
                : filed(unclear, new FiledReceipt(file.summary().receipt(), FiledReceipt.Obtained.HUMAN), now);
    }

    private static boolean isOfAnotherRequest(Unclear unclear, FileSummary file) {
        String reference = file.reference();
        return reference != null
                && !reference.equals(unclear.request().platformReference())
                && RequestId.parse(reference).isPresent();
    }

    private Mono<Void> doubted(Unclear unclear, DepositNumber told, String why, Instant now) {
        return handOver(
                unclear,
                unclear.attempt().looks().told(null),
                Map.of("deposit_number", told.value(), "reason", why),
                now);
    }

    private Mono<Void> find(Unclear unclear) {
        return look(unclear)
                .flatMap(look -> act(
                        unclear,
                        reconciliation.conclude(unclear.attempt(), look.proven(), look.draft(), clock.instant())));
    }

    /** What one look at the platform showed: the files that are proven to be this filing, and its draft. */
    private record Look(List<FileSummary> proven, DraftSeen draft) {}

    private Mono<Look> look(Unclear unclear) {
        FileSearch search = FileSearch.ofReference(
                unclear.establishment(), unclear.request().platformReference());
        return platform.files(unclear.session(), search)
                .flatMap(files -> files.isEmpty() ? lookAtDraft(unclear) : Mono.just(lookAtFiles(unclear, files)));
    }

    /** A file that bears our reference and contradicts the rest proves nothing, and yet our draft was not lost. */
    private static Look lookAtFiles(Unclear unclear, List<FileSummary> files) {
        List<FileSummary> proven = files.stream()
                .filter(file -> ReceiptMatch.proves(unclear.expected(), file))
                .toList();
        return new Look(proven, DraftSeen.SUBMITTED);
    }

    private Mono<Look> lookAtDraft(Unclear unclear) {
        if (!unclear.dossier().isUnderTheLoginOf(unclear.attempt())) {
            return Mono.just(new Look(List.of(), DraftSeen.HIDDEN));
        }
        return unclear.draft()
                .map(draft -> seen(unclear, draft))
                .orElseGet(() -> drafts(unclear).map(drafts -> drafts.isEmpty() ? DraftSeen.GONE : DraftSeen.OPEN))
                .map(seen -> new Look(List.of(), seen));
    }

    private Mono<DraftSeen> seen(Unclear unclear, DraftNumber draft) {
        return platform.readDraft(
                        unclear.session(), draft, unclear.establishment().siren())
                .map(ReconcileAttempt::seen);
    }

    private Mono<List<Draft>> drafts(Unclear unclear) {
        return platform.drafts(
                unclear.session(), unclear.establishment(), unclear.request().platformReference());
    }

    private static DraftSeen seen(DraftReading reading) {
        return switch (reading) {
            case DraftReading.Present(var draft) -> draft.submitted() ? DraftSeen.SUBMITTED : DraftSeen.OPEN;
            case DraftReading.Gone() -> DraftSeen.GONE;
        };
    }

    private Mono<Void> act(Unclear unclear, Conclusion conclusion) {
        Instant now = clock.instant();
        return switch (conclusion) {
            case Conclusion.Filed(var file, var twins) -> filed(unclear, file, twins, now);
            case Conclusion.RaiseFence(var looks, var isOverdue) -> raiseFence(unclear, looks, isOverdue);
            case Conclusion.LookAgain(var looks, var at) -> lookAgain(unclear, looks, at);
            case Conclusion.NotFiled() -> notFiled(unclear, now);
            case Conclusion.HandOver(var looks) -> handOver(unclear, looks, Map.of(), now);
        };
    }

    private Mono<Void> filed(Unclear unclear, FiledReceipt receipt, Instant now) {
        return save(closed(unclear, receipt, now));
    }

    private static Change.Builder closed(Unclear unclear, FiledReceipt receipt, Instant now) {
        boolean byHuman = receipt.obtained() == FiledReceipt.Obtained.HUMAN;
        String why = byHuman ? "found_by_human" : "found_on_platform";
        return Change.from(unclear.request())
                .becomes(
                        unclear.request().filed(receipt, unclear.attempt().sentAt(), now),
                        EventType.REQUEST_FILED,
                        Map.of("obtained", RequestState.lower(receipt.obtained())))
                .attempt(unclear.attempt().closed(Attempt.State.ACCEPTED, null, why, null, now))
                .settling(unclear.dossier().openTasks(), TaskKind::isMootOnceFiled)
                .due(now)
                .under(unclear.claim());
    }

    private Mono<Void> filed(Unclear unclear, FileSummary file, List<FileSummary> twins, Instant now) {
        FiledReceipt receipt = new FiledReceipt(file.receipt(), FiledReceipt.Obtained.RECONCILIATION);
        Change.Builder change = closed(unclear, receipt, now);
        if (!twins.isEmpty()) {
            change.task(task(
                    unclear,
                    TaskKind.DUPLICATE_ON_PLATFORM,
                    now,
                    Map.of(
                            "kept", file.deposit().value(),
                            "twins",
                                    twins.stream().map(t -> t.deposit().value()).collect(Collectors.joining(",")))));
        }
        return save(change);
    }

    /**
     * Deletes the draft, then looks again at once: a deletion counts only once it was read back. What our own pace held back
     * was not tried, and is no look.
     */
    private Mono<Void> raiseFence(Unclear unclear, Attempt.Looks looks, boolean isOverdue) {
        return unclear.draft()
                .map(draft -> platform.deleteDraft(unclear.session(), draft))
                .orElseGet(() -> deleteAll(unclear))
                .map(Optional::of)
                .onErrorResume(PlatformRefusal.class, _ -> Mono.just(Optional.empty()))
                .onErrorResume(
                        PlatformUnavailable.class,
                        fault -> fault.isHeldBack() ? Mono.error(fault) : Mono.just(Optional.empty()))
                .flatMap(deletion -> deletion.map(ended -> deleted(unclear, ended, looks))
                        .orElseGet(() -> undeleted(unclear, looks, isOverdue)));
    }

    private Mono<DraftDeletion> deleteAll(Unclear unclear) {
        return drafts(unclear)
                .flatMapIterable(Function.identity())
                .concatMap(draft -> platform.deleteDraft(unclear.session(), draft.number()))
                .reduce(DraftDeletion.ALREADY_GONE, ReconcileAttempt::worse);
    }

    private static DraftDeletion worse(DraftDeletion one, DraftDeletion other) {
        return one == DraftDeletion.ALREADY_SUBMITTED ? one : other;
    }

    /** The look counts all the same: a draft that is not deleted in time goes to a human, and is tried again beside that. */
    private Mono<Void> undeleted(Unclear unclear, Attempt.Looks looks, boolean isOverdue) {
        Instant now = clock.instant();
        return isOverdue
                ? handOver(unclear, looks, Map.of(), now)
                : lookAgain(unclear, looks, now.plus(paces.visibilityDelay()));
    }

    private Mono<Void> deleted(Unclear unclear, DraftDeletion deletion, Attempt.Looks looks) {
        Instant now = clock.instant();
        return switch (deletion) {
            case DELETED, ALREADY_GONE -> lookAgain(unclear, looks, now);
            case ALREADY_SUBMITTED -> lookAgain(unclear, looks.draftSubmitted(now), now.plus(paces.visibilityDelay()));
        };
    }

    private Mono<Void> lookAgain(Unclear unclear, Attempt.Looks looks, Instant at) {
        return save(Change.from(unclear.request())
                .attempt(unclear.attempt().looked(looks))
                .due(at)
                .under(unclear.claim()));
    }

    private Mono<Void> notFiled(Unclear unclear, Instant now) {
        return save(Change.from(unclear.request())
                .becomes(unclear.request().notFiled(now), EventType.REQUEST_QUEUED, Map.of("reason", "not_filed"))
                .attempt(unclear.attempt().closed(Attempt.State.NOT_FILED, null, "fenced_and_not_found", null, now))
                .settling(unclear.dossier().openTasks(), TaskKind::hindersFiling)
                .due(now)
                .under(unclear.claim()));
    }

    /** A human is asked once, however often what they said before turned out not to be so. */
    private Mono<Void> handOver(Unclear unclear, Attempt.Looks looks, Map<String, String> doubt, Instant now) {
        Change.Builder change = Change.from(unclear.request())
                .attempt(unclear.attempt().looked(looks))
                .due(now.plus(paces.humanPause()))
                .under(unclear.claim());
        boolean isAsked =
                unclear.dossier().openTasks().stream().anyMatch(task -> task.kind() == TaskKind.OUTCOME_UNKNOWN);
        return save(
                isAsked
                        ? change
                        : change.taskOnce(
                                task(unclear, TaskKind.OUTCOME_UNKNOWN, now, evidence(unclear, looks, doubt)),
                                List.of()));
    }

    private static Map<String, String> evidence(Unclear unclear, Attempt.Looks looks, Map<String, String> doubt) {
        Map<String, String> evidence = new LinkedHashMap<>(doubt);
        evidence.put("attempt_id", unclear.attempt().id().text());
        unclear.draft().ifPresent(draft -> evidence.put("draft_number", draft.value()));
        if (looks.draftSubmittedAt() != null) {
            evidence.put("draft_submitted_at", looks.draftSubmittedAt().toString());
        }
        return evidence;
    }

    private static Task task(Unclear unclear, TaskKind kind, Instant now, Map<String, String> evidence) {
        return Task.open(
                unclear.request().tenant(),
                unclear.request().employer(),
                unclear.request().id(),
                kind,
                now,
                now.plus(TIME_TO_LOOK),
                evidence);
    }

    private Mono<Void> save(Change.Builder change) {
        return requests.save(change.build()).flatMap(WorkOvertaken::unlessStored);
    }
}
