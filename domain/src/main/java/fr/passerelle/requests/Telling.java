package fr.passerelle.requests;

import fr.passerelle.law.Certainty;
import fr.passerelle.requests.Timers.Timer;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a timer that ran out is told: silence by the state that it makes, all else by an event and, where people must act, a task. */
final class Telling {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private Telling() {}

    /**
     * The earliest of what is due, in one step. Where nothing is, such as when a rule changed since the request was saved, the
     * step only takes note of when the next is.
     */
    static Change step(AuthorisationRequest request, List<Task> openTasks, Instant now) {
        return due(request, now)
                .map(timer -> told(request, timer, openTasks, now))
                .orElseGet(() -> Change.from(request).quietly(request.touched(now)))
                .build();
    }

    private static Optional<Timer> due(AuthorisationRequest request, Instant now) {
        return Timers.untold(request).stream()
                .filter(timer -> !timer.at().isAfter(now))
                .findFirst();
    }

    private static Change.Builder told(AuthorisationRequest request, Timer timer, List<Task> openTasks, Instant now) {
        if (timer.code().isSilence()) {
            return Tracking.silence(request, openTasks, now).orElseThrow();
        }
        AuthorisationRequest next = request.reminded(request.trail().reminders().telling(timer), now);
        if (timer.isMoot(now)) {
            return Change.from(request).quietly(next);
        }
        Change.Builder change = Change.from(request).becomes(next, timer.code().event(), timer.allFacts());
        timer.code().task().ifPresent(kind -> open(change, task(request, kind, timer, now), openTasks));
        return change;
    }

    /** An earlier one of its kind is about days that are past. */
    private static void open(Change.Builder change, Task task, List<Task> openTasks) {
        change.settling(openTasks, kind -> kind == task.kind() || isOutdated(kind, task.kind()))
                .task(task);
    }

    /** The last reminder says all that the first did. */
    private static boolean isOutdated(TaskKind open, TaskKind now) {
        return open == TaskKind.SILENCE_REFUSED && now != TaskKind.FILE_INACTIVE;
    }

    private static Task task(AuthorisationRequest request, TaskKind kind, Timer timer, Instant now) {
        LocalDate actBy = timer.actBy() == null ? timer.dueOn() : timer.actBy();
        return task(request, kind, actBy, timer.code().facts(timer.dueOn(), actBy, timer.certainty()), now);
    }

    /** What silence that refuses asks of people: it opens with the state. */
    static Task refusedBySilence(AuthorisationRequest request, LocalDate lastDay, Instant now) {
        LocalDate actBy = Timers.appealUntil(lastDay, request.trail().reminders());
        Map<String, String> facts = silenceFacts(Timers.Code.REFUSED_BY_SILENCE, lastDay, actBy);
        return task(request, TaskKind.SILENCE_REFUSED, actBy, facts, now);
    }

    /** What the event of a decision by silence says of it. */
    static Map<String, String> silenceFacts(Timers.Code code, LocalDate lastDay, @Nullable LocalDate actBy) {
        return code.facts(lastDay, actBy, Certainty.COMPUTED);
    }

    /** Due when the last safe day ends. */
    private static Task task(
            AuthorisationRequest request, TaskKind kind, LocalDate actBy, Map<String, String> facts, Instant now) {
        Instant due = actBy.plusDays(1).atStartOfDay(PARIS).toInstant();
        return Task.open(
                request.tenant(), request.employer(), request.id(), kind, now, due.isBefore(now) ? now : due, facts);
    }
}
