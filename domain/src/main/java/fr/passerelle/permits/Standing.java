package fr.passerelle.permits;

import fr.passerelle.law.right.Answer;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Where a permit stands since it was last looked at: what lists and counts are narrowed by, and when to look again.
 *
 * @param workRight of the day on which it was looked at, and until {@code rightUntil}
 * @param rightUntil the last day of that answer; absent where no end is known
 * @param nextDeadline the next day of an effect that is still to come, such as the last day of the title
 * @param toldUntil all milestones up to this day have been told, or were passed over on purpose
 * @param lookAt when something is to be told next, or the answer changes; absent when nothing is foreseen
 * @param sequence how many events there are of the permit
 */
public record Standing(
        Answer.Start workRight,
        @Nullable LocalDate rightUntil,
        @Nullable LocalDate nextDeadline,
        LocalDate toldUntil,
        @Nullable Instant lookAt,
        long sequence) {}
