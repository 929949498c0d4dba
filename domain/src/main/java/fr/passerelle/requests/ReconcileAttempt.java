package fr.passerelle.requests;

import fr.passerelle.journal.EventType;
import fr.passerelle.parties.PlatformAccount;
import fr.passerelle.parties.Siret;
import fr.passerelle.platform.DraftDeletion;
import fr.passerelle.platform.DraftNumber;
import fr.passerelle.platform.DraftReading;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * Finds out what became of a submission whose outcome is unknown. Reads the platform, deletes the draft so that nobody can
 * submit it any more, and never sends anything again. {@link Reconciliation} concludes.
 */
public final class ReconcileAttempt {
    private static final Duration TIME_TO_LOOK = Duration.ofDays(1);

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

        DraftNumber draft() {
            return Forms.given(attempt.draft(), "draft");
        }

        Siret establishment() {
            return Forms.given(request().content().establishment(), "/siret");
        }

        /** The employer may have linked another login since: what that one does not see proves nothing. */
        boolean isUnderItsLogin() {
            PlatformAccount account = dossier.account();
            String made = attempt.login();
            return made == null || (account != null && made.equals(account.loginDigest()));
        }

        Expected expected() {
            return Forms.expected(request(), dossier.knownWorker(), draft(), Deadlines.today(attempt.createdAt()));
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
        if (!unclear.isUnderItsLogin()) {
            return Mono.just(new Look(List.of(), DraftSeen.HIDDEN));
        }
        return platform.readDraft(unclear.session(), unclear.draft())
                .map(reading -> new Look(List.of(), seen(reading)));
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
            case Conclusion.RaiseFence(var looks) -> raiseFence(unclear, looks);
            case Conclusion.LookAgain(var looks, var at) -> lookAgain(unclear, looks, at);
            case Conclusion.NotFiled() -> notFiled(unclear, now);
            case Conclusion.HandOver(var looks) -> handOver(unclear, looks, now);
        };
    }

    private Mono<Void> filed(Unclear unclear, FileSummary file, List<FileSummary> twins, Instant now) {
        FiledReceipt receipt = new FiledReceipt(file.receipt(), FiledReceipt.Obtained.RECONCILIATION);
        Change.Builder change = Change.from(unclear.request())
                .becomes(
                        unclear.request().filed(receipt, unclear.attempt().sentAt(), now),
                        EventType.REQUEST_FILED,
                        Map.of("obtained", "reconciliation"))
                .attempt(unclear.attempt().closed(Attempt.State.ACCEPTED, null, "found_on_platform", null, now))
                .settling(unclear.dossier().openTasks(), TaskKind::hindersFiling)
                .due(now)
                .under(unclear.claim());
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

    /** Deletes the draft, then looks again at once: a deletion counts only once it was read back. */
    private Mono<Void> raiseFence(Unclear unclear, Attempt.Looks looks) {
        return platform.deleteDraft(unclear.session(), unclear.draft())
                .map(deletion -> afterDeletion(deletion, looks))
                .onErrorResume(PlatformRefusal.class, refusal -> undeleted(looks))
                .onErrorResume(PlatformUnavailable.class, fault -> undeleted(looks))
                .flatMap(next -> lookAgain(unclear, next.looks(), next.at()));
    }

    /** The look counts all the same: a draft that is never deleted goes to a human. */
    private Mono<Conclusion.LookAgain> undeleted(Attempt.Looks looks) {
        return Mono.fromSupplier(() -> later(looks));
    }

    private Conclusion.LookAgain afterDeletion(DraftDeletion deletion, Attempt.Looks looks) {
        return switch (deletion) {
            case DELETED, ALREADY_GONE -> new Conclusion.LookAgain(looks, clock.instant());
            case ALREADY_SUBMITTED -> later(looks.draftSubmitted(clock.instant()));
        };
    }

    private Conclusion.LookAgain later(Attempt.Looks looks) {
        return new Conclusion.LookAgain(looks, clock.instant().plus(paces.visibilityDelay()));
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

    private Mono<Void> handOver(Unclear unclear, Attempt.Looks looks, Instant now) {
        Task task = task(
                unclear,
                TaskKind.OUTCOME_UNKNOWN,
                now,
                Map.of(
                        "attempt_id", unclear.attempt().id().text(),
                        "draft_number", unclear.draft().value()));
        return save(Change.from(unclear.request())
                .attempt(unclear.attempt().looked(looks))
                .taskOnce(task, unclear.dossier().openTasks())
                .due(now.plus(paces.humanPause()))
                .under(unclear.claim()));
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
