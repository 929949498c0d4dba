package fr.passerelle.requests;

import fr.passerelle.journal.EventType;
import fr.passerelle.platform.FileStatus;
import fr.passerelle.platform.PlatformFile;
import fr.passerelle.requests.AuthorisationRequest.Seen;
import fr.passerelle.requests.AuthorisationRequest.Trail;
import fr.passerelle.requests.RequestState.ClosedByPlatform;
import fr.passerelle.requests.RequestState.DeemedGranted;
import fr.passerelle.requests.RequestState.DeemedRefused;
import fr.passerelle.requests.RequestState.Filed;
import fr.passerelle.requests.RequestState.Granted;
import fr.passerelle.requests.RequestState.InformationRequested;
import fr.passerelle.requests.RequestState.OnPlatform;
import fr.passerelle.requests.RequestState.Refused;
import fr.passerelle.requests.RequestState.UnderReview;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an observation of the platform does to a request. The platform's words are kept raw; what they change follows from
 * our reading of them. What cannot be read for certain, and a status that goes backwards, change nothing and call a human;
 * but silence goes on.
 */
final class Tracking {
    private static final Duration TIME_TO_READ = Duration.ofDays(1);
    /** How long a label of a decision may stand alone: the platform may show its details later. */
    private static final Duration TIME_TO_SHOW_DECISION = Duration.ofDays(2);
    /** Practice: a file without action for a month is closed. TA Limoges, 24 February 2022, n° 2200137. */
    private static final Duration INACTIVITY = Duration.ofDays(30);

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private Tracking() {}

    /**
     * Reads an observation.
     *
     * @param openTasks of the request, so that none is opened twice and those that are settled by the platform close
     */
    static Change.Builder read(
            AuthorisationRequest request, PlatformFile file, byte[] raw, List<Task> openTasks, Instant now) {
        OnPlatform state = (OnPlatform) request.state();
        FileStatus status = file.summary().status();
        Seen seen = seen(request, file, now);
        Trail trail = request.trail().suspensions(Silence.suspensions(request.trail(), file));
        Change.Builder change = Change.from(request)
                .observation(new Observation(
                        request.tenant(), request.id(), now, file.summary().label(), status, raw));
        change.settling(openTasks, kind -> kind == TaskKind.FILE_GONE);
        if (isUnclear(status, seen)) {
            OnPlatform after = isDecided(status) ? state : Silence.after(request, state, trail, now);
            become(change, request, after, seen, trail, openTasks, now);
            return wasUnclear(status, request.seen(), seen)
                    ? change
                    : change.taskOnce(unread(request, TaskKind.UNKNOWN_LABEL, file, now), openTasks);
        }
        // What was shown before was told before: only another label is news.
        boolean isNews = request.seen() == null || !request.seen().label().equals(seen.label());
        OnPlatform after = isDecided(status)
                ? next(request, state, file)
                : Silence.after(request, next(request, state, file), trail, now);
        if (rank(after) < rank(state)) {
            AuthorisationRequest unmoved = request.observed(state, seen, trail, now);
            return isNews ? regressed(change, unmoved, file, openTasks, now) : change.quietly(unmoved);
        }
        change.settling(openTasks, Tracking::isReadAgain);
        return become(change, request, after, seen, trail, openTasks, now);
    }

    /**
     * What silence makes of a request whose file cannot be read: a legal deadline passes whether or not anyone looks.
     * Empty while silence has decided nothing, which is always so before the file is on the platform and while an answer
     * of ours is on its way. The change still lacks its lease and its schedule, and may be given tasks.
     *
     * @param openTasks of the request, so that those that become pointless close
     */
    static Optional<Change.Builder> silence(AuthorisationRequest request, List<Task> openTasks, Instant now) {
        if (!(request.state() instanceof OnPlatform state)) {
            return Optional.empty();
        }
        OnPlatform after = Silence.after(request, state, request.trail(), now);
        return isSame(state, after)
                ? Optional.empty()
                : Optional.of(
                        moved(Change.from(request), request, after, request.seen(), request.trail(), openTasks, now));
    }

    private static Change.Builder become(
            Change.Builder change,
            AuthorisationRequest request,
            OnPlatform after,
            Seen seen,
            Trail trail,
            List<Task> openTasks,
            Instant now) {
        return isSame((OnPlatform) request.state(), after)
                ? change.quietly(request.observed(after, seen, trail, now))
                : moved(change, request, after, seen, trail, openTasks, now);
    }

    /**
     * Whether a human must read it: a label that we do not know, a decision that says the opposite of its label, or a
     * label of a decision beside which none that we can read has come in time.
     */
    private static boolean isUnclear(FileStatus status, Seen seen) {
        return switch (status) {
            case UNMAPPED -> true;
            case GRANTED -> isContradicted(true, seen);
            case REFUSED -> isContradicted(false, seen);
            case SUBMITTED,
                    UNDER_REVIEW,
                    INFORMATION_REQUESTED,
                    INFORMATION_PROVIDED,
                    CLOSED,
                    CLOSED_NO_FURTHER_ACTION -> false;
        };
    }

    private static boolean isContradicted(boolean favourable, Seen seen) {
        return seen.favourable() == null
                ? !seen.asOf().isBefore(seen.movedAt().plus(TIME_TO_SHOW_DECISION))
                : seen.favourable() != favourable;
    }

    /** Whether a human was called already for the very same. */
    private static boolean wasUnclear(FileStatus status, @Nullable Seen before, Seen seen) {
        return before != null && before.showsWhat(seen) && isUnclear(status, before);
    }

    private static boolean isReadAgain(TaskKind kind) {
        return kind == TaskKind.UNKNOWN_LABEL || kind == TaskKind.STATUS_REGRESSED;
    }

    private static Change.Builder regressed(
            Change.Builder change, AuthorisationRequest unmoved, PlatformFile file, List<Task> openTasks, Instant now) {
        return change.becomes(
                        unmoved,
                        EventType.REQUEST_REGRESSED,
                        Map.of("raw_label", file.summary().label()))
                .taskOnce(unread(unmoved, TaskKind.STATUS_REGRESSED, file, now), openTasks);
    }

    private static Task unread(AuthorisationRequest request, TaskKind kind, PlatformFile file, Instant now) {
        String label = file.summary().label();
        Map<String, String> evidence = isDecided(file.summary().status())
                ? Map.of("raw_label", label, "decision", nature(file.decision()))
                : Map.of("raw_label", label);
        return task(request, kind, now, now.plus(TIME_TO_READ), evidence);
    }

    private static String nature(PlatformFile.@Nullable Decision decision) {
        if (decision == null) {
            return "unreadable";
        }
        return decision.favourable() ? "favourable" : "unfavourable";
    }

    private static Change.Builder moved(
            Change.Builder change,
            AuthorisationRequest request,
            OnPlatform after,
            @Nullable Seen seen,
            Trail trail,
            List<Task> openTasks,
            Instant now) {
        Trail stepped = trail.stateSince(now);
        if (after instanceof Granted || after instanceof Refused) {
            stepped = stepped.decidedAt(now);
        }
        if (after instanceof Refused || after instanceof DeemedRefused) {
            // What was done about an earlier refusal by silence was not done about this one, which has its own two
            // months.
            stepped = stepped.reminders(stepped.reminders().forgettingRefusal());
        }
        Optional<WorkAuthorisation> written = GivenAuthorisation.writtenBy(request, after, now);
        stepped = written.map(GivenAuthorisation::of).map(stepped::given).orElse(stepped);
        change.becomes(request.observed(after, seen, stepped, now), event(after), facts(request, after));
        change.settling(openTasks, kind -> settles(kind, after));
        switch (after) {
            case InformationRequested(var _, var asked, var _) ->
                change.task(task(
                        request,
                        TaskKind.COMPLEMENT_ASKED,
                        now,
                        answerDue(asked),
                        Map.of("complement", String.valueOf(asked.number()))));
            case ClosedByPlatform(var _, var label, var _) -> {
                // Closing is what a client who wished to withdraw has been waiting for.
                if (!request.isWithdrawalWished()) {
                    change.task(closed(request, label, now));
                }
            }
            case DeemedRefused(var _, var lastDay) -> change.task(Telling.refusedBySilence(request, lastDay, now));
            case Filed _, UnderReview _, Granted _, Refused _, DeemedGranted _ -> {}
        }
        return written.map(change::authorisation).orElse(change);
    }

    private static Map<String, String> facts(AuthorisationRequest request, OnPlatform after) {
        return switch (after) {
            case DeemedRefused(var _, var lastDay) ->
                Telling.silenceFacts(
                        Timers.Code.REFUSED_BY_SILENCE,
                        lastDay,
                        Telling.refusalBySilence(request, lastDay).contestUntil());
            case DeemedGranted(var _, var lastDay) ->
                Telling.silenceFacts(Timers.Code.GRANTED_BY_SILENCE, lastDay, null);
            default -> Map.of();
        };
    }

    private static Task closed(AuthorisationRequest request, String label, Instant now) {
        return task(request, TaskKind.CLOSED_BY_PLATFORM, now, now.plus(TIME_TO_READ), Map.of("raw_label", label));
    }

    /** Tasks that the platform's own move makes pointless. */
    private static boolean settles(TaskKind kind, OnPlatform after) {
        return switch (kind) {
            case COMPLEMENT_ASKED, FILE_INACTIVE -> true;
            case SILENCE_REFUSED, REASONS_UNANSWERED, APPEAL_MADE, APPEAL_REJECTED, APPEAL_CLOSING -> true;
            // Silence is no move of the platform: what it refused or left unclear is so still.
            case COMPLEMENT_UNKNOWN, REFUSED_BY_PLATFORM -> !after.isComputed();
            case WITHDRAWAL_WISHED -> after.isOver();
            case SILENCE_UNCLEAR -> after.isOver() || after.isComputed();
            default -> false;
        };
    }

    private static OnPlatform next(AuthorisationRequest request, OnPlatform state, PlatformFile file) {
        FiledReceipt receipt = state.receipt();
        PlatformFile.Decision decision = file.decision();
        return switch (file.summary().status()) {
            case SUBMITTED -> new Filed(receipt);
            case UNDER_REVIEW, INFORMATION_PROVIDED -> new UnderReview(receipt);
            case INFORMATION_REQUESTED -> asked(state, file);
            case GRANTED ->
                decision == null
                        ? state
                        : state instanceof Granted
                                ? state
                                : new Granted(receipt, decision, GivenAuthorisation.idFor(request, decisionTime(file)));
            case REFUSED -> decision == null ? state : new Refused(receipt, decision);
            case CLOSED, CLOSED_NO_FURTHER_ACTION ->
                new ClosedByPlatform(receipt, file.summary().label(), file.labelSince());
            case UNMAPPED -> state;
        };
    }

    private static boolean isDecided(FileStatus status) {
        return status == FileStatus.GRANTED || status == FileStatus.REFUSED;
    }

    private static Instant decisionTime(PlatformFile file) {
        Instant since = file.labelSince();
        return since == null ? file.summary().registeredAt() : since;
    }

    private static OnPlatform asked(OnPlatform state, PlatformFile file) {
        PlatformFile.Complement awaited = file.awaitedComplement().orElse(null);
        if (awaited == null) {
            return new UnderReview(state.receipt());
        }
        if (state instanceof InformationRequested(var _, var asked, var _) && asked.number() == awaited.number()) {
            return state;
        }
        return new InformationRequested(state.receipt(), awaited, InformationRequested.Answer.AWAITED);
    }

    /** How far a state is on its way; deemed decisions stand where the review stood, since it may go on. */
    private static int rank(OnPlatform state) {
        return switch (state) {
            case Filed _ -> 1;
            case UnderReview _, InformationRequested _, DeemedRefused _, DeemedGranted _ -> 2;
            case Granted _, Refused _, ClosedByPlatform _ -> 3;
        };
    }

    private static boolean isSame(OnPlatform before, OnPlatform after) {
        return before.code().equals(after.code())
                && !isAnotherComplement(before, after)
                && !(before.isComputed() && !before.equals(after));
    }

    private static boolean isAnotherComplement(OnPlatform before, OnPlatform after) {
        return before instanceof InformationRequested(var _, var one, var _)
                && after instanceof InformationRequested(var _, var other, var _)
                && one.number() != other.number();
    }

    private static Seen seen(AuthorisationRequest request, PlatformFile file, Instant now) {
        Seen before = request.seen();
        String label = file.summary().label();
        Instant movedAt = before != null && before.label().equals(label) ? before.movedAt() : now;
        PlatformFile.Decision decision = file.decision();
        return new Seen(label, now, movedAt, decision == null ? null : decision.favourable());
    }

    private static Instant answerDue(PlatformFile.Complement asked) {
        LocalDate due = asked.dueOn();
        return due == null
                ? asked.askedAt().plus(INACTIVITY)
                : due.atStartOfDay(PARIS).toInstant();
    }

    private static EventType event(OnPlatform state) {
        return switch (state) {
            case Filed _ -> EventType.REQUEST_FILED;
            case UnderReview _ -> EventType.REQUEST_UNDER_REVIEW;
            case InformationRequested _ -> EventType.REQUEST_INFORMATION_REQUESTED;
            case Granted _ -> EventType.REQUEST_GRANTED;
            case Refused _ -> EventType.REQUEST_REFUSED;
            case DeemedRefused _ -> EventType.REQUEST_DEEMED_REFUSED;
            case DeemedGranted _ -> EventType.REQUEST_DEEMED_GRANTED;
            case ClosedByPlatform _ -> EventType.REQUEST_CLOSED;
        };
    }

    private static Task task(
            AuthorisationRequest request,
            TaskKind kind,
            Instant now,
            @Nullable Instant due,
            Map<String, String> evidence) {
        return Task.open(
                request.tenant(), request.employer(), request.id(), kind, now, due == null ? now : due, evidence);
    }
}
