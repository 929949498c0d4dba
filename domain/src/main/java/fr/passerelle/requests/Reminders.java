package fr.passerelle.requests;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was told of the {@link Timers} of a request, and what people said that they did about its refusal. Days are Paris's.
 *
 * @param told each once; a timer whose facts changed runs out on another day and is told again
 * @param reasonsAskedOn when the reasons of a refusal by silence were asked for
 * @param appealedOn when an administrative appeal was made
 * @param settled whether nothing more is to be told of the refusal: it is before the court, or accepted
 * @param appealRejectedOn when that appeal was expressly rejected
 */
public record Reminders(
        List<Told> told,
        @Nullable LocalDate reasonsAskedOn,
        @Nullable LocalDate appealedOn,
        boolean settled,
        @Nullable LocalDate appealRejectedOn) {
    public static final Reminders NONE = new Reminders(List.of(), null, null, false, null);

    public Reminders {
        told = List.copyOf(told);
    }

    /** A timer of which the client was told. */
    public record Told(Timers.Code code, LocalDate dueOn) {}

    Reminders telling(Timers.Timer timer) {
        List<Told> all = new ArrayList<>(told);
        all.add(timer.told());
        return new Reminders(all, reasonsAskedOn, appealedOn, settled, appealRejectedOn);
    }

    Reminders reasonsAsked(LocalDate day) {
        return new Reminders(told, day, appealedOn, settled, appealRejectedOn);
    }

    Reminders appealed(LocalDate day) {
        return new Reminders(told, reasonsAskedOn, day, settled, appealRejectedOn);
    }

    Reminders appealRejected(LocalDate day) {
        return new Reminders(told, reasonsAskedOn, appealedOn, settled, day);
    }

    Reminders asSettled() {
        return new Reminders(told, reasonsAskedOn, appealedOn, true, appealRejectedOn);
    }

    /** For another refusal, of which nothing was told or said yet. */
    Reminders forgettingRefusal() {
        List<Told> others =
                told.stream().filter(one -> !one.code().isAboutRefusal()).toList();
        return new Reminders(others, null, null, false, null);
    }

    Optional<LocalDate> reasonsAsked() {
        return Optional.ofNullable(reasonsAskedOn);
    }

    Optional<LocalDate> appealed() {
        return Optional.ofNullable(appealedOn);
    }

    Optional<LocalDate> appealRejected() {
        return Optional.ofNullable(appealRejectedOn);
    }
}
