package fr.passerelle.permits;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.PermitId;
import fr.passerelle.law.LawTables;
import fr.passerelle.law.right.Answer;
import fr.passerelle.parties.Employer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

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

    private static final int PAGE = 1_000;
    private static final int PAGES_AHEAD = 1;

    private final Permits permits;
    private final RightOverTime right;
    private final Answer nothing;

    public RightInPeriod(Permits permits, LawTables tables) {
        this.permits = permits;
        this.right = new RightOverTime(tables);
        this.nothing = right.ofNothing();
    }

    /**
     * The workers of an employer of whom we hold a permit, in the order of their references.
     *
     * @param from first day, included
     * @param to last day, included
     * @param workers only these, each of which is answered, whether or not we hold a permit; empty for all. Those of whom we hold
     *     none come last
     */
    public Flux<OfWorker> of(Employer employer, LocalDate from, LocalDate to, Set<ClientReference> workers) {
        Set<ClientReference> unanswered = new LinkedHashSet<>(workers);
        return permits(employer, workers)
                .bufferUntilChanged(permit -> permit.given().worker())
                .map(held -> answered(held, from, to))
                .doOnNext(answer -> unanswered.remove(answer.worker()))
                .concatWith(Flux.defer(() -> Flux.fromIterable(unanswered)).map(worker -> unknown(worker, from, to)));
    }

    private Flux<Permit> permits(Employer employer, Set<ClientReference> workers) {
        return page(employer, workers, Optional.empty())
                .expand(page -> page.size() < PAGE
                        ? Mono.empty()
                        : page(employer, workers, Optional.of(Permits.Place.of(page.getLast()))))
                .concatMapIterable(page -> page, PAGES_AHEAD);
    }

    private Mono<List<Permit>> page(Employer employer, Set<ClientReference> workers, Optional<Permits.Place> after) {
        return permits.ofEmployer(employer.tenant(), employer.id(), workers, after, PAGE);
    }

    private OfWorker unknown(ClientReference worker, LocalDate from, LocalDate to) {
        return new OfWorker(worker, List.of(new Held(new Spell(from, to, nothing, null), null, null)));
    }

    private OfWorker answered(List<Permit> permits, LocalDate from, LocalDate to) {
        ClientReference worker = permits.getFirst().given().worker();
        List<List<Held>> all = permits.stream()
                .map(permit -> right.spells(permit, from, to).stream()
                        .map(spell -> new Held(spell, permit.id(), permit.reference()))
                        .toList())
                .toList();
        return new OfWorker(worker, all.size() == 1 ? all.getFirst() : best(all, from, to));
    }

    /** Of each stretch between two days on which some permit answers otherwise, the permit that answers best. */
    private static List<Held> best(List<List<Held>> all, LocalDate from, LocalDate to) {
        TreeSet<LocalDate> beginnings = new TreeSet<>();
        all.forEach(one -> one.forEach(held -> beginnings.add(held.spell().from())));
        List<Held> best = new ArrayList<>();
        for (LocalDate day : beginnings) {
            LocalDate next = beginnings.higher(day);
            add(best, bestOn(all, day), day, next == null ? to : next.minusDays(1));
        }
        return best;
    }

    private static void add(List<Held> best, Held held, LocalDate day, LocalDate last) {
        boolean goesOn = !best.isEmpty()
                && Objects.equals(best.getLast().permit(), held.permit())
                && held.spell().holds(best.getLast().spell().from());
        LocalDate from = goesOn ? best.removeLast().spell().from() : day;
        best.add(new Held(held.spell().within(from, last), held.permit(), held.reference()));
    }

    private static Held bestOn(List<List<Held>> all, LocalDate day) {
        return all.stream()
                .flatMap(List::stream)
                .filter(held -> held.spell().holds(day))
                .min(Comparator.comparing(held -> held.spell().start(), RightOverTime.BEST_FIRST))
                .orElseThrow();
    }
}
