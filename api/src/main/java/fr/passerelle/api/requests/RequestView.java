package fr.passerelle.api.requests;

import fr.passerelle.api.http.Sentences;
import fr.passerelle.law.time.Deadline;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Siret;
import fr.passerelle.parties.Worker;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.PlatformFile;
import fr.passerelle.platform.Receipt;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.requests.AuthorisationRequest.Seen;
import fr.passerelle.requests.AuthorisationRequest.Trail;
import fr.passerelle.requests.AuthorisationRequest.Wishes;
import fr.passerelle.requests.Completeness;
import fr.passerelle.requests.FiledReceipt;
import fr.passerelle.requests.MayStart;
import fr.passerelle.requests.QueuePlace;
import fr.passerelle.requests.RequestContent;
import fr.passerelle.requests.RequestDeadlines;
import fr.passerelle.requests.RequestState;
import fr.passerelle.requests.RequestType;
import fr.passerelle.requests.Situation;
import fr.passerelle.tasks.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as clients see it. What does not exist in its state is left out. */
public record RequestView(
        String id,
        String clientReference,
        String employerId,
        String employerReference,
        @Nullable String workerId,
        @Nullable String workerReference,
        RequestType type,
        String origin,
        String state,
        boolean needsAttention,
        @Nullable Boolean ready,
        @Nullable List<RequirementView> missing,
        @Nullable List<RequirementView> warnings,
        DraftBody.@Nullable Residence residenceAtFiling,
        @Nullable Boolean renewal,
        @Nullable String previousAuthorisation,
        @Nullable String siret,
        @Nullable SignatoryBody signatory,
        @Nullable JobBody job,
        @Nullable ContractBody contract,
        @Nullable List<WorkplaceBody> workplaces,
        @Nullable Boolean itinerant,
        @Nullable OfferBody offer,
        @Nullable HousingBody housing,
        @Nullable CounterpartBody counterpart,
        @Nullable CircumstancesBody circumstances,
        @Nullable String filingMode,
        @Nullable Long drainRank,
        @Nullable Instant estimatedFilingAt,
        @Nullable String slack,
        QueuePlace.@Nullable Hold heldBy,
        @Nullable LocalDate fileBy,
        @Nullable Boolean willMissStart,
        @Nullable Instant receivedAt,
        @Nullable Instant submittedAt,
        @Nullable Instant registeredAt,
        @Nullable Instant decidedAt,
        @Nullable String depositNumber,
        @Nullable String draftNumber,
        @Nullable String platformLabel,
        @Nullable Instant asOf,
        @Nullable Boolean stale,
        @Nullable Instant withdrawalWishedAt,
        @Nullable String approvedBy,
        @Nullable String actingUser,
        @Nullable String supersedes,
        DraftBody.@Nullable OverrideBody duplicateOverride,
        @Nullable List<String> acknowledgedWarnings,
        Situation.WaitingFor waitingFor,
        Instant since,
        @Nullable LocalDate nextDate,
        String sentence,
        @Nullable String certainty,
        @Nullable DecisionView decision,
        @Nullable String mayStart,
        @Nullable String mayStartReason,
        @Nullable RejectionView rejection,
        boolean submitWhenComplete,
        @Nullable Map<String, String> metadata,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    private static final Sentences SENTENCES = new Sentences("fr.passerelle.api.requests.messages");
    /** Older than this, what we show of the platform is marked stale. */
    private static final Duration FRESH = Duration.ofHours(26);

    /** An express decision. */
    public record DecisionView(
            boolean favourable,
            LocalDate decidedOn,
            @Nullable String authorisationId,
            @Nullable String authorisationNumber,
            @Nullable String reasons) {}

    /**
     * What a view is made of.
     *
     * @param openTasks of the request and, as long as it needs that, of its employer's account
     * @param isLinked whether its employer has an account on the platform
     * @param completeness of a draft; absent once it was submitted
     * @param place in the queue, while it waits to be filed; not told in lists
     */
    public record Sources(
            AuthorisationRequest request,
            Employer employer,
            @Nullable Worker worker,
            List<Task> openTasks,
            boolean isLinked,
            @Nullable Completeness completeness,
            @Nullable QueuePlace place,
            MayStart.@Nullable Verdict mayStart) {}

    static RequestView of(Sources sources, Locale language, Instant now) {
        AuthorisationRequest request = sources.request();
        RequestContent content = request.content();
        Wishes wishes = request.wishes();
        Trail trail = request.trail();
        Seen seen = request.seen();
        RequestState state = request.state();
        Receipt receipt = request.receipt().map(FiledReceipt::receipt).orElse(null);
        DepositNumber adopts = request.adopts();
        Completeness completeness = sources.completeness();
        QueuePlace place = sources.place();
        Situation situation = Situation.of(request, sources.openTasks(), sources.isLinked());
        MayStart.Verdict start = sources.mayStart();
        Wishes.NoDuplicate override = wishes.override();
        Siret siret = content.establishment();
        boolean isFiledContent = !request.isAdopted();
        return new RequestView(
                request.id().text(),
                request.reference().value(),
                request.employer().text(),
                sources.employer().reference().value(),
                request.worker() == null ? null : request.worker().text(),
                sources.worker() == null ? null : sources.worker().reference().value(),
                content.type(),
                request.isAdopted() ? "adopted" : "filed",
                state.code(),
                !sources.openTasks().isEmpty(),
                completeness == null ? null : completeness.isComplete(),
                completeness == null ? null : RequirementView.missing(completeness.missing(), language),
                completeness == null
                        ? null
                        : RequirementView.warnings(completeness.warnings(), wishes.acknowledged(), language),
                residence(content.residesInFrance()),
                isFiledContent ? content.renewal() : null,
                content.previousAuthorisation(),
                siret == null ? null : siret.digits(),
                content.signatory() == null ? null : SignatoryBody.of(content.signatory()),
                content.job() == null ? null : JobBody.of(content.job()),
                content.contract() == null ? null : ContractBody.of(content.contract()),
                content.workplaces().isEmpty()
                        ? null
                        : content.workplaces().stream().map(WorkplaceBody::of).toList(),
                isFiledContent ? content.itinerant() : null,
                content.offer() == null ? null : OfferBody.of(content.offer()),
                content.housing() == null ? null : HousingBody.of(content.housing()),
                content.counterpart() == null ? null : CounterpartBody.of(content.counterpart()),
                content.circumstances() == null ? null : CircumstancesBody.of(content.circumstances()),
                filingMode(request),
                place == null ? null : place.rank(),
                place == null ? null : estimate(place),
                place == null ? null : slack(place),
                place == null ? null : place.hold().orElse(null),
                RequestDeadlines.fileBy(request).map(Deadline.Dated::date).orElse(null),
                RequestDeadlines.willMissStart(request, now).orElse(null),
                trail.receivedAt(),
                trail.submittedAt(),
                receipt == null ? null : receipt.registeredAt(),
                trail.decidedAt(),
                receipt != null ? receipt.deposit().value() : adopts == null ? null : adopts.value(),
                receipt == null || receipt.draft() == null
                        ? null
                        : receipt.draft().value(),
                seen == null ? null : seen.label(),
                seen == null ? null : seen.asOf(),
                seen == null || state.isOver() ? null : seen.asOf().plus(FRESH).isBefore(now),
                trail.withdrawalWishedAt(),
                wishes.approvedBy(),
                wishes.actingUser(),
                wishes.supersedes() == null ? null : wishes.supersedes().text(),
                override == null ? null : new DraftBody.OverrideBody(override.reason(), override.by()),
                wishes.acknowledged().isEmpty()
                        ? null
                        : wishes.acknowledged().stream().sorted().toList(),
                situation.waitingFor(),
                situation.since(),
                situation.nextDate(),
                sentence(situation, language),
                isDeemed(state) ? "computed" : null,
                decision(state),
                start == null ? null : code(start.start()),
                start == null ? null : code(start.reason()),
                state instanceof RequestState.NotAccepted(var rejection) ? RejectionView.of(rejection) : null,
                wishes.submitWhenComplete(),
                request.metadata().isEmpty() ? null : request.metadata(),
                request.version(),
                request.createdAt(),
                request.updatedAt());
    }

    /** One sentence for people: what happens now, who acts next, until when. */
    static String sentence(Situation situation, Locale language) {
        LocalDate next = situation.nextDate();
        String key = next == null ? situation.sentence() : situation.sentence() + ".dated";
        return SENTENCES
                .say(language, key, Map.of("date", next == null ? "" : Sentences.day(language, next)))
                .or(() -> SENTENCES.say(language, situation.sentence(), Map.of()))
                .orElse(situation.sentence());
    }

    private static DraftBody.@Nullable Residence residence(@Nullable Boolean inFrance) {
        if (inFrance == null) {
            return null;
        }
        return inFrance ? DraftBody.Residence.FRANCE : DraftBody.Residence.ABROAD;
    }

    /** No more exact than it can be. */
    private static @Nullable Instant estimate(QueuePlace place) {
        return place.estimatedAt().map(at -> at.truncatedTo(ChronoUnit.SECONDS)).orElse(null);
    }

    private static @Nullable String slack(QueuePlace place) {
        return place.slack()
                .map(left -> left.truncatedTo(ChronoUnit.MINUTES).toString())
                .orElse(null);
    }

    /** From the submission on. */
    private static @Nullable String filingMode(AuthorisationRequest request) {
        if (request.trail().receivedAt() == null) {
            return null;
        }
        return request.state() instanceof RequestState.Queued ? "queued" : "direct";
    }

    private static boolean isDeemed(RequestState state) {
        return state instanceof RequestState.DeemedRefused || state instanceof RequestState.DeemedGranted;
    }

    private static @Nullable DecisionView decision(RequestState state) {
        return switch (state) {
            case RequestState.Granted(var _, var decision, var id) -> view(decision, id.text());
            case RequestState.Refused(var _, var decision) -> view(decision, null);
            default -> null;
        };
    }

    private static DecisionView view(PlatformFile.Decision decision, @Nullable String authorisation) {
        return new DecisionView(
                decision.favourable(),
                decision.decidedOn(),
                authorisation,
                decision.authorisationNumber(),
                decision.reasons());
    }

    private static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "RequestView[" + id + ", " + state + "]";
    }
}
