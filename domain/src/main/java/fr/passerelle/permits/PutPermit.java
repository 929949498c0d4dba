package fr.passerelle.permits;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.PermitId;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Upsert;
import fr.passerelle.permits.Permits.Turn;
import fr.passerelle.permits.Permits.Watched;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Creates or changes permits of an employer by the client's own references. What the client sends replaces what it sent before and
 * nothing else; what changes nothing makes no version, no event and no warning, and is not written.
 */
public final class PutPermit {

    private static final int MOST_TRIES = 3;

    private final Permits permits;
    private final Reviews reviews;

    public PutPermit(Permits permits, Reviews reviews) {
        this.permits = permits;
        this.reviews = reviews;
    }

    /** A permit among many. */
    public record Line(ClientReference reference, Permit.Given given) {}

    /**
     * Stores what the client says of one permit.
     *
     * @param arrival what is told of days that have passed already
     * @param expected the version the client believes to change; absent when it does not care
     */
    public Mono<Upsert<Watched>> put(
            Employer employer,
            ClientReference reference,
            Permit.Given given,
            Arrival arrival,
            @Nullable Long expected) {
        return put(new Batch(employer, List.of(new Line(reference, given)), arrival, expected), MOST_TRIES)
                .map(List::getFirst);
    }

    /**
     * Stores many in as few saves as can be; a few hundred are a good number. What others change meanwhile is read again. Where a
     * reference comes twice, the later line follows the earlier one.
     *
     * @return what became of each line, in their order; {@code Stale} alone where others kept changing it
     */
    public Mono<List<Upsert<Watched>>> putAll(Employer employer, List<Line> lines, Arrival arrival) {
        return Flux.fromIterable(rounds(lines))
                .concatMap(round -> put(new Batch(employer, round, arrival, null), MOST_TRIES)
                        .map(done -> byLine(round, done)))
                .collectList()
                .map(done -> inOrder(lines, done));
    }

    /** Each holds a reference once. */
    private static List<List<Line>> rounds(List<Line> lines) {
        Map<ClientReference, Integer> seen = HashMap.newHashMap(lines.size());
        List<List<Line>> rounds = new ArrayList<>();
        for (Line line : lines) {
            int round = seen.merge(line.reference(), 1, Integer::sum) - 1;
            if (round == rounds.size()) {
                rounds.add(new ArrayList<>());
            }
            rounds.get(round).add(line);
        }
        return rounds;
    }

    private static Map<Line, Upsert<Watched>> byLine(List<Line> round, List<Upsert<Watched>> done) {
        Map<Line, Upsert<Watched>> byLine = new IdentityHashMap<>();
        for (int i = 0; i < round.size(); i++) {
            byLine.put(round.get(i), done.get(i));
        }
        return byLine;
    }

    private static List<Upsert<Watched>> inOrder(List<Line> lines, List<Map<Line, Upsert<Watched>>> done) {
        Map<Line, Upsert<Watched>> all = new IdentityHashMap<>();
        done.forEach(all::putAll);
        return lines.stream().map(all::get).toList();
    }

    /** Lines that name no reference twice. */
    private record Batch(
            Employer employer,
            List<Line> lines,
            Arrival arrival,
            @Nullable Long expected) {
        private List<ClientReference> references() {
            return lines.stream().map(Line::reference).toList();
        }

        private Batch of(List<Line> some) {
            return new Batch(employer, some, arrival, expected);
        }
    }

    private Mono<List<Upsert<Watched>>> put(Batch batch, int tries) {
        return permits.findByReferences(
                        batch.employer().tenant(), batch.employer().id(), batch.references())
                .collectMap(found -> found.permit().reference())
                .zipWith(reviews.of(batch.employer()), (found, by) -> decided(batch, found, by))
                .flatMap(decided -> save(batch, decided))
                .flatMap(done -> again(batch, done, tries));
    }

    /**
     * What is to become of a line.
     *
     * @param outcome if the save goes well
     * @param turn absent where nothing changes
     */
    private record Decided(
            Upsert<Watched> outcome, @Nullable Turn turn) {}

    private List<Decided> decided(Batch batch, Map<ClientReference, Watched> found, Review.By by) {
        return batch.lines().stream()
                .map(line -> decided(batch, line, found.get(line.reference()), by))
                .toList();
    }

    private Decided decided(Batch batch, Line line, @Nullable Watched found, Review.By by) {
        Employer employer = batch.employer();
        Long expected = batch.expected();
        long version =
                found == null || found.permit().isEnded() ? 0 : found.permit().version();
        if (expected != null && expected != version) {
            return new Decided(new Upsert.Stale<>(version), null);
        }
        if (found == null) {
            Permit permit = Permit.first(employer.tenant(), employer.id(), line.reference(), line.given(), by.now());
            Turn turn = reviews.review().arrived(permit, batch.arrival(), by);
            return new Decided(new Upsert.Created<>(after(turn, List.of(), employer)), turn);
        }
        Permit next = found.permit().with(line.given(), by.now());
        if (next == found.permit()) {
            return new Decided(new Upsert.Unchanged<>(found), null);
        }
        Turn turn = reviews.review().changed(found, next, batch.arrival(), by);
        Watched after = Reviews.after(found, turn);
        return new Decided(found.permit().isEnded() ? new Upsert.Created<>(after) : new Upsert.Changed<>(after), turn);
    }

    private static Watched after(Turn turn, List<Alert> before, Employer employer) {
        return Reviews.after(new Watched(turn.permit(), employer.reference(), turn.standing(), before), turn);
    }

    private Mono<List<Upsert<Watched>>> save(Batch batch, List<Decided> decided) {
        List<Turn> turns =
                decided.stream().map(Decided::turn).filter(Objects::nonNull).toList();
        return turns.isEmpty()
                ? Mono.just(decided.stream().map(Decided::outcome).toList())
                : permits.save(batch.employer().tenant(), turns)
                        .map(stored -> decided.stream()
                                .map(one -> outcome(one, stored))
                                .toList());
    }

    private static Upsert<Watched> outcome(Decided decided, Set<PermitId> stored) {
        Turn turn = decided.turn();
        return turn == null || stored.contains(turn.permit().id())
                ? decided.outcome()
                : new Upsert.Stale<>(turn.versionBefore() + 1);
    }

    /** What was overtaken by others is decided anew, unless the client named the version. */
    private Mono<List<Upsert<Watched>>> again(Batch batch, List<Upsert<Watched>> done, int tries) {
        List<Integer> overtaken = IntStream.range(0, done.size())
                .filter(i -> done.get(i) instanceof Upsert.Stale)
                .boxed()
                .toList();
        if (overtaken.isEmpty() || tries == 1 || batch.expected() != null) {
            return Mono.just(done);
        }
        Batch rest = batch.of(overtaken.stream().map(batch.lines()::get).toList());
        return put(rest, tries - 1).map(again -> replaced(done, overtaken, again));
    }

    private static List<Upsert<Watched>> replaced(
            List<Upsert<Watched>> done, List<Integer> places, List<Upsert<Watched>> again) {
        List<Upsert<Watched>> all = new ArrayList<>(done);
        for (int i = 0; i < places.size(); i++) {
            all.set(places.get(i), again.get(i));
        }
        return all;
    }
}
