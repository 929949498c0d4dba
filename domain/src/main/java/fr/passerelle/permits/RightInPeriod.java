package fr.passerelle.permits;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.PermitId;
import fr.passerelle.law.right.Answer;
import fr.passerelle.parties.Employer;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Who may work in a period, for the run of the pay: of each worker the intervals with and without a right, and those of which it is
 * not known. Of several permits of a worker one that gives the right is enough; what no permit answers is unknown.
 */
public final class RightInPeriod {

    /**
     * A worker in the period.
     *
     * @param worker the client's own reference
     * @param spells without a hole, from the first day of the period to its last; one alone, unknown, where we hold no permit
     */
    public record OfWorker(ClientReference worker, List<Held> spells) {
        public OfWorker {
            spells = List.copyOf(spells);
        }

        /** Whether the right is sure on each day. */
        public boolean isYes() {
            return spells.stream().allMatch(held -> held.spell().answer().mayStart() == Answer.Start.YES);
        }
    }

    /**
     * A spell and the permit that answers.
     *
     * @param permit absent where we hold none
     */
    public record Held(
            Spell spell,
            @Nullable PermitId permit,
            @Nullable ClientReference reference) {}

    /**
     * The workers of an employer of whom we hold a permit, in the order of their references.
     *
     * @param from first day, included
     * @param to last day, included
     * @param workers only these, each of which is answered, whether or not we hold a permit; empty for all
     */
    public Flux<OfWorker> of(Employer employer, LocalDate from, LocalDate to, Set<ClientReference> workers) {
        throw new UnsupportedOperationException();
    }
}
