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
        return open == TaskKind.SILENCE_REFUSED && now != TaskKind.FILE_INACTIVE
                || open == TaskKind.APPEAL_MADE && now == TaskKind.APPEAL_REJECTED;
    }

    private static Task task(AuthorisationRequest request, TaskKind kind, Timer timer, Instant now) {
        LocalDate actBy = timer.actBy() == null ? timer.dueOn() : timer.actBy();
        Map<String, String> facts = timer.code().facts(timer.dueOn(), actBy, timer.certainty());
        facts.putAll(timer.facts());
        Refusal.of(request).ifPresent(refusal -> facts.putAll(excluding(refusal)));
        return task(request, kind, actBy, facts, now);
    }

    private static Map<String, String> excluding(Refusal refusal) {
        return Task.excluding(refusal.excluded());
    }

    /** What silence that refuses asks of people: it opens with the state. */
    static Task refusedBySilence(AuthorisationRequest request, LocalDate lastDay, Instant now) {
        Refusal refusal = refusalBySilence(request, lastDay);
        LocalDate actBy = refusal.contestUntil();
        Map<String, String> facts = silenceFacts(Timers.Code.REFUSED_BY_SILENCE, lastDay, actBy);
        facts.putAll(excluding(refusal));
        return task(request, TaskKind.SILENCE_REFUSED, actBy, facts, now);
    }

    /** One that is new: nothing was done about it yet. */
    static Refusal refusalBySilence(AuthorisationRequest request, LocalDate lastDay) {
        return new Refusal(lastDay, true, request.trail().reminders().forgettingRefusal());
    }

    /** An appeal was made: people learn of its rejection, and we do not. It closes when silence rejects it. */
    static Task appealMade(AuthorisationRequest request, Refusal refusal, LocalDate answerDue, Instant now) {
        Map<String, String> facts =
                Timers.Code.APPEAL_REJECTED.facts(answerDue, refusal.contestUntil(), Certainty.COMPUTED);
        facts.putAll(excluding(refusal));
        return task(request, TaskKind.APPEAL_MADE, answerDue, facts, now);
    }

    /** That a week is left stays to be seen to, whatever else was done. */
    static Task stillClosing(AuthorisationRequest request, Refusal refusal, Instant now) {
        LocalDate until = refusal.contestUntil();
        Map<String, String> facts = Timers.Code.APPEAL_CLOSING.facts(until, until, Certainty.COMPUTED);
        facts.putAll(excluding(refusal));
        return task(request, TaskKind.APPEAL_CLOSING, until, facts, now);
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
