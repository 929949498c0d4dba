package fr.passerelle.permits;

import fr.passerelle.law.right.Answer;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A time in which the answer stays the same.
 *
 * @param from first day
 * @param to last day; absent where no end is known
 * @param answer whether the person may work, why, and by which texts
 * @param paper that carries it; absent where it is the title, or nothing
 */
public record Spell(LocalDate from, @Nullable LocalDate to, Answer answer, Permit.@Nullable Paper paper) {
    public Spell {
        if (to != null && to.isBefore(from)) {
            throw new IllegalArgumentException("a spell ends before it begins");
        }
    }

    boolean holds(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }

    Answer.Start start() {
        return answer.mayStart();
    }

    /** As far as it lies within a time; both days are within it. */
    Spell within(LocalDate first, LocalDate last) {
        return new Spell(
                from.isBefore(first) ? first : from, to == null || to.isAfter(last) ? last : to, answer, paper);
    }
}
