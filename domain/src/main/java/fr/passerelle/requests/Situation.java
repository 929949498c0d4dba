package fr.passerelle.requests;

import fr.passerelle.requests.RequestState.OnPlatform;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as people want to know it: who acts next, since when, until when, and one sentence.
 *
 * @param nextDate the next day that matters
 * @param sentence key of the sentence, which the edge says in French or English
 */
public record Situation(
        WaitingFor waitingFor, Instant since, @Nullable LocalDate nextDate, String sentence) {

    /** Who acts next. */
    public enum WaitingFor {
        US,
        PLATFORM,
        EMPLOYER,
        WORKER,
        NOBODY
    }

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    /**
     * The situation of a request.
     *
     * @param openTasks those of the request and, while it is not over, those of its employer's account
     * @param isLinked whether its employer has an account on the platform
     */
    public static Situation of(AuthorisationRequest request, List<Task> openTasks, boolean isLinked) {
        Optional<Task> urgent = openTasks.stream().filter(Task::isOpen).min(Comparator.comparing(Task::dueAt));
        return urgent.map(Situation::ofTask).orElseGet(() -> ofState(request).withAccount(isLinked));
    }

    /** Without an account nothing is filed, sent or read, so neither we nor the platform are next. */
    private Situation withAccount(boolean isLinked) {
        boolean goesOn = waitingFor == WaitingFor.US || waitingFor == WaitingFor.PLATFORM;
        return isLinked || !goesOn ? this : new Situation(WaitingFor.EMPLOYER, since, nextDate, "account.unlinked");
    }

    private static Situation ofTask(Task task) {
        WaitingFor audience =
                task.kind().audience() == TaskKind.Audience.WORKER ? WaitingFor.WORKER : WaitingFor.EMPLOYER;
        return new Situation(
                audience,
                task.openedAt(),
                task.dueAt().atZone(PARIS).toLocalDate(),
                "task." + RequestState.lower(task.kind()));
    }

    private static Situation ofState(AuthorisationRequest request) {
        Instant since = request.trail().stateSince();
        RequestState state = request.state();
        WaitingFor next = waitingFor(state);
        LocalDate date = switch (state) {
            case RequestState.Filed _, RequestState.UnderReview _ -> silenceEnds(request);
            case RequestState.InformationRequested(var _, var asked, var _) -> asked.dueOn();
            default -> null;
        };
        return new Situation(next, since, date, sentence(request, state));
    }

    private static String sentence(AuthorisationRequest request, RequestState state) {
        if (state instanceof RequestState.InformationRequested(var _, var _, var answer)) {
            return "state." + state.code() + "." + RequestState.lower(answer);
        }
        return request.isAdopted() && state instanceof RequestState.Queued ? "state.adopting" : "state." + state.code();
    }

    private static WaitingFor waitingFor(RequestState state) {
        return switch (state) {
            case RequestState.Draft _, RequestState.NotAccepted _ -> WaitingFor.EMPLOYER;
            case RequestState.Queued _, RequestState.Filing _, RequestState.OutcomeUnknown _ -> WaitingFor.US;
            case RequestState.Filed _, RequestState.UnderReview _ -> WaitingFor.PLATFORM;
            case RequestState.InformationRequested(var _, var _, var answer) ->
                switch (answer) {
                    case AWAITED -> WaitingFor.EMPLOYER;
                    case QUEUED, SENDING, OUTCOME_UNKNOWN -> WaitingFor.US;
                    case SENT -> WaitingFor.PLATFORM;
                };
            case RequestState.DeemedRefused _, RequestState.ClosedByPlatform _ -> WaitingFor.EMPLOYER;
            case RequestState.Granted _,
                    RequestState.Refused _,
                    RequestState.DeemedGranted _,
                    RequestState.Withdrawn _ -> WaitingFor.NOBODY;
        };
    }

    /** The last day of the State's silence, for a request that awaits a decision; absent while it cannot be known. */
    static @Nullable LocalDate silenceEnds(AuthorisationRequest request) {
        return request.state() instanceof OnPlatform on
                ? Silence.lastDay(request, on, request.trail()).orElse(null)
                : null;
    }
}
