package fr.passerelle.api.tasks;

import fr.passerelle.api.http.Sentences;
import fr.passerelle.api.law.BasisView;
import fr.passerelle.requests.Timers;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.tasks.TaskOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A task as clients see it. */
public record TaskView(
        String id,
        TaskKind kind,
        @Nullable String requestId,
        String employerId,
        TaskKind.Audience audience,
        Instant openedAt,
        Instant dueAt,
        String sentence,
        @Nullable String portalPath,
        List<TaskOutcome> allowedOutcomes,
        @Nullable EvidenceView evidence,
        String state,
        @Nullable ResolutionView resolution,
        long version) {
    private static final Sentences SENTENCES = new Sentences("fr.passerelle.api.requests.messages");

    /** How it was settled, and what was said for it. */
    public record ResolutionView(
            TaskOutcome outcome,
            String by,
            Instant at,
            @Nullable String note,
            @Nullable String depositNumber,
            @Nullable String registeredOn,
            @Nullable String proofSha256,
            @Nullable String on) {
        static @Nullable ResolutionView of(Task.@Nullable Resolution resolution) {
            return resolution == null
                    ? null
                    : new ResolutionView(
                            resolution.outcome(),
                            resolution.by(),
                            resolution.at(),
                            resolution.note(),
                            resolution.facts().get("deposit_number"),
                            resolution.facts().get("registered_on"),
                            resolution.facts().get("proof_sha256"),
                            resolution.facts().get("on"));
        }
    }

    /** What a human needs to decide; which members are there depends on the kind. */
    public record EvidenceView(
            @Nullable String attemptId,
            @Nullable String accountId,
            @Nullable String documentType,
            @Nullable Integer complement,
            @Nullable String draftNumber,
            @Nullable String draftSubmittedAt,
            @Nullable String depositNumber,
            @Nullable String platformCode,
            @Nullable String rawLabel,
            @Nullable String reason,
            @Nullable String decision,
            @Nullable String dueOn,
            @Nullable String actBy,
            @Nullable String deemedRefusedOn,
            @Nullable String deemedGrantedOn,
            @Nullable String certainty,
            @Nullable List<BasisView> basis,
            @Nullable List<CandidateView> candidates) {
        static @Nullable EvidenceView of(TaskKind kind, Map<String, String> evidence) {
            String complement = evidence.get("complement");
            String candidates = evidence.getOrDefault("candidates", evidence.get("twins"));
            return evidence.isEmpty()
                    ? null
                    : new EvidenceView(
                            evidence.get("attempt_id"),
                            evidence.get("account_id"),
                            evidence.get("document_type"),
                            complement == null ? null : Integer.valueOf(complement),
                            evidence.get("draft_number"),
                            evidence.get("draft_submitted_at"),
                            evidence.get("deposit_number"),
                            evidence.get("platform_code"),
                            evidence.get("raw_label"),
                            evidence.get("reason"),
                            evidence.get("decision"),
                            evidence.get("due_on"),
                            evidence.get("act_by"),
                            evidence.get("deemed_refused_on"),
                            evidence.get("deemed_granted_on"),
                            evidence.get("certainty"),
                            Timers.Code.behind(kind)
                                    .map(code -> BasisView.of(code.basis()))
                                    .orElse(null),
                            candidates == null ? null : CandidateView.all(candidates));
        }
    }

    /** A file on the platform that may be the one. */
    public record CandidateView(String depositNumber) {
        static List<CandidateView> all(String numbers) {
            return Stream.of(numbers.split(",")).map(CandidateView::new).toList();
        }
    }

    static TaskView of(Task task, Locale language) {
        String kind = task.kind().name().toLowerCase(Locale.ROOT);
        return new TaskView(
                task.id().text(),
                task.kind(),
                task.request() == null ? null : task.request().text(),
                task.employer().text(),
                task.kind().audience(),
                task.openedAt(),
                task.dueAt(),
                SENTENCES.say(language, "task." + kind, Map.of()).orElse(kind),
                task.kind().portalPath(),
                List.copyOf(task.allowedOutcomes()),
                EvidenceView.of(task.kind(), task.evidence()),
                task.isOpen() ? "open" : "resolved",
                ResolutionView.of(task.resolution()),
                task.version());
    }
}
