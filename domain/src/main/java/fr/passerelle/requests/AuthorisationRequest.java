package fr.passerelle.requests;

import fr.passerelle.ids.AttemptId;
import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.ids.WorkerId;
import fr.passerelle.law.SilenceRule.Suspension;
import fr.passerelle.law.time.ReviewTime;
import fr.passerelle.pace.Lane;
import fr.passerelle.parties.Worker;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.Rejection;
import fr.passerelle.requests.RequestState.Draft;
import fr.passerelle.requests.RequestState.Filing;
import fr.passerelle.requests.RequestState.InformationRequested;
import fr.passerelle.requests.RequestState.NotAccepted;
import fr.passerelle.requests.RequestState.OnPlatform;
import fr.passerelle.requests.RequestState.OutcomeUnknown;
import fr.passerelle.requests.RequestState.Queued;
import fr.passerelle.requests.RequestState.Withdrawn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Demande d'autorisation de travail: one request for one contract of a worker. Immutable; each change returns the next
 * version.
 *
 * @param worker absent for a file that was adopted and whose person is not known to us
 * @param adopts the file to take over, for a request that was not filed by us
 * @param trail the instants that matter, apart from each other
 * @param seen what the platform last showed
 */
public record AuthorisationRequest(
        RequestId id,
        TenantId tenant,
        EmployerId employer,
        @Nullable WorkerId worker,
        ClientReference reference,
        @Nullable DepositNumber adopts,
        RequestContent content,
        Wishes wishes,
        RequestState state,
        Trail trail,
        @Nullable Seen seen,
        Map<String, String> metadata,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    public AuthorisationRequest {
        metadata = Map.copyOf(metadata);
    }

    /**
     * What the client wishes to happen.
     *
     * @param actingUser the author: who typed it last, or submitted it when no one had been named before
     * @param approvedBy a user other than the author who approved, where the employer requires it
     * @param acknowledged codes of warnings that the client has seen and takes upon itself
     * @param supersedes the request that this one refiles
     * @param override why a possible duplicate is none, and who says so
     */
    public record Wishes(
            boolean submitWhenComplete,
            @Nullable String actingUser,
            @Nullable String approvedBy,
            Set<String> acknowledged,
            @Nullable RequestId supersedes,
            @Nullable NoDuplicate override) {
        public Wishes {
            acknowledged = Set.copyOf(acknowledged);
        }

        /** A person's word that a request is no duplicate. */
        public record NoDuplicate(String reason, String by) {}

        Wishes submittedBy(@Nullable String user, @Nullable String approver, Set<String> seenWarnings) {
            Set<String> all = new TreeSet<>(acknowledged);
            all.addAll(seenWarnings);
            return new Wishes(
                    submitWhenComplete,
                    actingUser == null ? user : actingUser,
                    approver == null ? approvedBy : approver,
                    all,
                    supersedes,
                    override);
        }
    }

    /**
     * Instants of a request, each with its own meaning.
     *
     * @param stateSince since when the present state holds
     * @param receivedAt when we accepted it for filing
     * @param submittedAt when the submission was sent
     * @param decidedAt when an express decision was first seen
     * @param withdrawalWishedAt when the client asked to withdraw what was already sent
     * @param suspensions for which the administration asked for missing items: all that any page showed
     * @param given the work authorisation that it gave, ended or not; absent before any grant
     * @param told the days that were computed for it; absent before the first
     * @param reminders what was told of its timers
     * @param asylum what the worker's papers last told of a claim for asylum, where silence may depend on it
     */
    public record Trail(
            Instant stateSince,
            @Nullable Instant receivedAt,
            @Nullable Instant submittedAt,
            @Nullable Instant decidedAt,
            @Nullable Instant withdrawalWishedAt,
            List<Suspension> suspensions,
            @Nullable GivenAuthorisation given,
            @Nullable KnownDeadlines told,
            Reminders reminders,
            @Nullable AsylumClaim asylum) {
        public Trail {
            suspensions = List.copyOf(suspensions);
            // Absent in rows from before.
            reminders = Objects.requireNonNullElse(reminders, Reminders.NONE);
        }

        static Trail begunAt(Instant now) {
            return new Trail(now, null, null, null, null, List.of(), null, null, Reminders.NONE, null);
        }

        Trail stateSince(Instant now) {
            return new Trail(
                    now,
                    receivedAt,
                    submittedAt,
                    decidedAt,
                    withdrawalWishedAt,
                    suspensions,
                    given,
                    told,
                    reminders,
                    asylum);
        }

        Trail receivedAt(Instant now) {
            return new Trail(
                    stateSince,
                    now,
                    submittedAt,
                    decidedAt,
                    withdrawalWishedAt,
                    suspensions,
                    given,
                    told,
                    reminders,
                    asylum);
        }

        Trail submittedAt(@Nullable Instant at) {
            return new Trail(
                    stateSince,
                    receivedAt,
                    at,
                    decidedAt,
                    withdrawalWishedAt,
                    suspensions,
                    given,
                    told,
                    reminders,
                    asylum);
        }

        Trail decidedAt(Instant at) {
            return new Trail(
                    stateSince,
                    receivedAt,
                    submittedAt,
                    at,
                    withdrawalWishedAt,
                    suspensions,
                    given,
                    told,
                    reminders,
                    asylum);
        }

        Trail withdrawalWishedAt(@Nullable Instant at) {
            return new Trail(
                    stateSince, receivedAt, submittedAt, decidedAt, at, suspensions, given, told, reminders, asylum);
        }

        Trail suspensions(List<Suspension> asked) {
            return new Trail(
                    stateSince,
                    receivedAt,
                    submittedAt,
                    decidedAt,
                    withdrawalWishedAt,
                    asked,
                    given,
                    told,
                    reminders,
                    asylum);
        }

        Trail given(GivenAuthorisation written) {
            return new Trail(
                    stateSince,
                    receivedAt,
                    submittedAt,
                    decidedAt,
                    withdrawalWishedAt,
                    suspensions,
                    written,
                    told,
                    reminders,
                    asylum);
        }

        Trail told(KnownDeadlines days) {
            return new Trail(
                    stateSince,
                    receivedAt,
                    submittedAt,
                    decidedAt,
                    withdrawalWishedAt,
                    suspensions,
                    given,
                    days,
                    reminders,
                    asylum);
        }

        Trail reminders(Reminders noted) {
            return new Trail(
                    stateSince,
                    receivedAt,
                    submittedAt,
                    decidedAt,
                    withdrawalWishedAt,
                    suspensions,
                    given,
                    told,
                    noted,
                    asylum);
        }

        Trail asylum(@Nullable AsylumClaim known) {
            return new Trail(
                    stateSince,
                    receivedAt,
                    submittedAt,
                    decidedAt,
                    withdrawalWishedAt,
                    suspensions,
                    given,
                    told,
                    reminders,
                    known);
        }

        /** The days that were told so far. */
        public KnownDeadlines deadlines() {
            return told == null ? KnownDeadlines.NONE : told;
        }
    }

    /**
     * What the platform last showed.
     *
     * @param label in the platform's words
     * @param asOf when we last saw it
     * @param movedAt when it last changed
     * @param favourable what the decision beside the label says; absent while there is none that we can read
     */
    public record Seen(
            String label,
            Instant asOf,
            Instant movedAt,
            @Nullable Boolean favourable) {
        boolean showsWhat(Seen other) {
            return label.equals(other.label) && Objects.equals(favourable, other.favourable);
        }
    }

    /** A new draft. */
    public static AuthorisationRequest draft(
            RequestId id,
            TenantId tenant,
            EmployerId employer,
            WorkerId worker,
            ClientReference reference,
            RequestContent content,
            Wishes wishes,
            Map<String, String> metadata,
            Instant now) {
        return new AuthorisationRequest(
                id,
                tenant,
                employer,
                worker,
                reference,
                null,
                content,
                wishes,
                new Draft(),
                Trail.begunAt(now),
                null,
                metadata,
                1,
                now,
                now);
    }

    /** A request that takes over a file already on the platform; it waits to be read there. */
    public static AuthorisationRequest adoption(
            RequestId id,
            TenantId tenant,
            EmployerId employer,
            @Nullable WorkerId worker,
            ClientReference reference,
            DepositNumber deposit,
            RequestContent content,
            Wishes wishes,
            Map<String, String> metadata,
            Instant now) {
        return new AuthorisationRequest(
                id,
                tenant,
                employer,
                worker,
                reference,
                deposit,
                content,
                wishes,
                new Queued(),
                Trail.begunAt(now).receivedAt(now),
                null,
                metadata,
                1,
                now,
                now);
    }

    /** Our reference, as it stands in the portal's free-text field. */
    public String platformReference() {
        return id.text();
    }

    public boolean isAdopted() {
        return adopts != null;
    }

    public Optional<FiledReceipt> receipt() {
        return state instanceof OnPlatform on ? Optional.of(on.receipt()) : Optional.empty();
    }

    /** The day that the express decision bears; empty before it, and of a decision by silence. */
    public Optional<LocalDate> decidedOn() {
        return switch (state) {
            case RequestState.Granted(var _, var decision, var _) -> Optional.of(decision.decidedOn());
            case RequestState.Refused(var _, var decision) -> Optional.of(decision.decidedOn());
            default -> Optional.empty();
        };
    }

    /** When something is to be told of it next, whether or not the platform can be read. */
    public Optional<Instant> nextTimer() {
        return Timers.next(this);
    }

    AuthorisationRequest changed(
            @Nullable WorkerId newWorker,
            RequestContent newContent,
            Wishes newWishes,
            Map<String, String> newMetadata,
            Instant now) {
        require(state.isEditable(), "changed");
        return copy(newWorker, newContent, newWishes, new Draft(), trail.stateSince(now), seen, newMetadata, now);
    }

    /** To be filed in time for a review that takes as long as it took of late. */
    AuthorisationRequest expecting(Optional<ReviewTime> measured) {
        return telling(trail.deadlines().measured(measured));
    }

    AuthorisationRequest queued(Wishes asSubmitted, Instant now) {
        require(state.isEditable(), "queued");
        return copy(
                worker,
                content,
                asSubmitted,
                new Queued(),
                trail.stateSince(now).receivedAt(now),
                seen,
                metadata,
                now);
    }

    AuthorisationRequest withdrawn(String reason, Instant now) {
        require(state.isEditable() || state instanceof Queued, "withdrawn");
        return to(new Withdrawn(reason), now);
    }

    /** The kind of calls by which it is moved on: what is on the platform, or may be, is read; what is to get there is written. */
    Lane lane() {
        return switch (state) {
            case RequestState.Queued _ -> adopts() == null ? Lane.WRITE : Lane.READ;
            case RequestState.Withdrawn _ -> Lane.WRITE;
            case RequestState.InformationRequested(var _, var _, var answer) ->
                answer == RequestState.InformationRequested.Answer.QUEUED ? Lane.WRITE : Lane.READ;
            case RequestState.Draft _,
                    RequestState.NotAccepted _,
                    RequestState.Filing _,
                    RequestState.OutcomeUnknown _,
                    RequestState.OnPlatform _ -> Lane.READ;
        };
    }

    /** Whether a try to file it may have left something on the platform. */
    boolean mayHaveLeftovers() {
        return trail.receivedAt() != null && adopts == null && content.establishment() != null;
    }

    /** Whether the client asked to call it off when that was no longer ours to do. */
    boolean isWithdrawalWished() {
        return trail.withdrawalWishedAt() != null;
    }

    AuthorisationRequest wishingWithdrawal(Instant now) {
        return copy(worker, content, wishes, state, trail.withdrawalWishedAt(now), seen, metadata, now);
    }

    /** As if its withdrawal had never been wished. */
    AuthorisationRequest keptAfterAll(Instant now) {
        return copy(worker, content, wishes, state, trail.withdrawalWishedAt(null), seen, metadata, now);
    }

    AuthorisationRequest filing(AttemptId attempt, Instant now) {
        require(state instanceof Queued, "filing");
        return copy(
                worker,
                content,
                wishes,
                new Filing(attempt),
                trail.stateSince(now).submittedAt(null),
                seen,
                metadata,
                now);
    }

    /** What became of the draft that was being prepared is no longer in our hands, and has to be found out. */
    AuthorisationRequest outOfOurHands(AttemptId attempt, Instant now) {
        require(state instanceof Queued, "out of our hands");
        return to(new OutcomeUnknown(attempt), now);
    }

    AuthorisationRequest outcomeUnknown(AttemptId attempt, @Nullable Instant sentAt, Instant now) {
        require(state instanceof Filing, "outcome unknown");
        return copy(
                worker,
                content,
                wishes,
                new OutcomeUnknown(attempt),
                trail.stateSince(now).submittedAt(sentAt),
                seen,
                metadata,
                now);
    }

    /** Back in the queue: proven not to have been filed. */
    AuthorisationRequest notFiled(Instant now) {
        require(state instanceof Filing || state instanceof OutcomeUnknown, "not filed");
        return copy(
                worker, content, wishes, new Queued(), trail.stateSince(now).submittedAt(null), seen, metadata, now);
    }

    AuthorisationRequest notAccepted(Rejection rejection, Instant now) {
        require(state instanceof Filing || state instanceof OutcomeUnknown || state instanceof Queued, "not accepted");
        return copy(worker, content, wishes, new NotAccepted(rejection), trail.stateSince(now), seen, metadata, now);
    }

    /** On the platform, proven by a receipt. */
    AuthorisationRequest filed(FiledReceipt receipt, @Nullable Instant sentAt, Instant now) {
        require(!(state instanceof OnPlatform) && !(state instanceof Withdrawn), "filed");
        Trail next = trail.stateSince(now);
        return copy(
                worker,
                content,
                wishes,
                new RequestState.Filed(receipt),
                sentAt == null ? next : next.submittedAt(sentAt),
                seen,
                metadata,
                now);
    }

    /** As the platform now shows it, or as silence leaves it. */
    AuthorisationRequest observed(OnPlatform next, @Nullable Seen nowSeen, Trail nextTrail, Instant now) {
        return copy(worker, content, wishes, next, nextTrail, nowSeen, metadata, now);
    }

    AuthorisationRequest answering(InformationRequested.Answer answer, Instant now) {
        if (!(state instanceof InformationRequested(var receipt, var asked, var _))) {
            throw new IllegalStateException("no complement is asked for");
        }
        return to(new InformationRequested(receipt, asked, answer), now);
    }

    /** Instead of filing, takes over a file that is already on the platform. */
    AuthorisationRequest adopting(DepositNumber deposit, Instant now) {
        require(state instanceof Queued, "adopting");
        return new AuthorisationRequest(
                id,
                tenant,
                employer,
                worker,
                reference,
                deposit,
                content,
                wishes,
                state,
                trail,
                seen,
                metadata,
                version + 1,
                createdAt,
                now);
    }

    /** To be filed although a file of other hands exists. */
    AuthorisationRequest overriding(Wishes.NoDuplicate word, Instant now) {
        Wishes next = new Wishes(
                wishes.submitWhenComplete(),
                wishes.actingUser(),
                wishes.approvedBy(),
                wishes.acknowledged(),
                wishes.supersedes(),
                word);
        return copy(worker, content, next, state, trail, seen, metadata, now);
    }

    /** The same request, one version on: something that belongs to it changed. */
    AuthorisationRequest touched(Instant now) {
        return copy(worker, content, wishes, state, trail, seen, metadata, now);
    }

    /** The same version, with the days that go with it. */
    AuthorisationRequest telling(KnownDeadlines days) {
        return new AuthorisationRequest(
                id,
                tenant,
                employer,
                worker,
                reference,
                adopts,
                content,
                wishes,
                state,
                trail.told(days),
                seen,
                metadata,
                version,
                createdAt,
                updatedAt);
    }

    /** The same version, with what the papers of its worker now tell; only of a request on which it has a bearing. */
    AuthorisationRequest knowing(@Nullable Worker person) {
        AsylumClaim claim =
                person == null ? null : AsylumClaim.of(person.profile()).orElse(null);
        return !content.type().isForAsylumSeeker() || Objects.equals(claim, trail.asylum())
                ? this
                : new AuthorisationRequest(
                        id,
                        tenant,
                        employer,
                        worker,
                        reference,
                        adopts,
                        content,
                        wishes,
                        state,
                        trail.asylum(claim),
                        seen,
                        metadata,
                        version,
                        createdAt,
                        updatedAt);
    }

    AuthorisationRequest reminded(Reminders noted, Instant now) {
        return copy(worker, content, wishes, state, trail.reminders(noted), seen, metadata, now);
    }

    AuthorisationRequest to(RequestState next, Instant now) {
        return copy(worker, content, wishes, next, trail.stateSince(now), seen, metadata, now);
    }

    private AuthorisationRequest copy(
            @Nullable WorkerId newWorker,
            RequestContent newContent,
            Wishes newWishes,
            RequestState newState,
            Trail newTrail,
            @Nullable Seen newSeen,
            Map<String, String> newMetadata,
            Instant now) {
        return new AuthorisationRequest(
                id,
                tenant,
                employer,
                newWorker,
                reference,
                adopts,
                newContent,
                newWishes,
                newState,
                newTrail,
                newSeen,
                newMetadata,
                version + 1,
                createdAt,
                now);
    }

    private void require(boolean legal, String transition) {
        if (!legal) {
            throw new IllegalStateException("a request that is " + state.code() + " cannot become " + transition);
        }
    }

    /** Personal data: only ids reach a log. */
    @Override
    public String toString() {
        return "AuthorisationRequest[" + id + ", " + state.code() + "]";
    }
}
