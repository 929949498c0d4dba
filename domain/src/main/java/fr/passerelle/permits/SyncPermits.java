package fr.passerelle.permits;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.parties.Employer;
import fr.passerelle.permits.Permits.Turn;
import fr.passerelle.permits.Permits.Watched;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Settles what is absent from a client's full file of an employer. The lines themselves are put by {@link PutPermit}; afterwards
 * this says what we hold and the file did not name, and deletes it only where the client asked for that and few are absent.
 */
public final class SyncPermits {
    private static final int AT_ONCE = 200;
    private static final int MOST_TRIES = 3;
    /** More than so many in a hundred absent look like a file that was cut off: nothing is deleted. */
    public static final int MOST_ABSENT_PERCENT = 5;

    /** What the client wants of what is absent. */
    public enum OnAbsence {
        REPORT,
        DELETE
    }

    /** What became of what is absent. */
    public enum Settled {
        NOTHING_ABSENT,
        REPORTED,
        DELETED,
        /** More than {@link #MOST_ABSENT_PERCENT} are absent: nothing was deleted. */
        TOO_MANY_ABSENT,
        /** Some line could not be read, or stored, and may have been any of those absent: nothing was deleted. */
        FILE_NOT_WHOLE
    }

    /**
     * How a full file compares.
     *
     * @param held how many permits of the employer were there and no tombstones, with those of the file
     * @param absent the references that the file did not name, in order
     */
    public record Absence(long held, List<ClientReference> absent, Settled settled) {}

    private final Permits permits;
    private final Reviews reviews;

    public SyncPermits(Permits permits, Reviews reviews) {
        this.permits = permits;
        this.reviews = reviews;
    }

    /**
     * Compares and, where asked, deletes.
     *
     * @param named all references of the file
     * @param isWhole whether every line of the file was read and stored
     */
    public Mono<Absence> settle(Employer employer, Set<ClientReference> named, boolean isWhole, OnAbsence onAbsence) {
        return permits.references(employer.tenant(), employer.id())
                .collectList()
                .map(held -> compared(held, named, isWhole, onAbsence))
                .flatMap(absence -> absence.settled() == Settled.DELETED
                        ? delete(employer, absence.absent()).thenReturn(absence)
                        : Mono.just(absence));
    }

    private static Absence compared(
            List<ClientReference> held, Set<ClientReference> named, boolean isWhole, OnAbsence onAbsence) {
        List<ClientReference> absent = held.stream()
                .filter(reference -> !named.contains(reference))
                .sorted(Comparator.comparing(ClientReference::value))
                .toList();
        return new Absence(held.size(), absent, settled(held.size(), absent.size(), isWhole, onAbsence));
    }

    private static Settled settled(int held, int absent, boolean isWhole, OnAbsence onAbsence) {
        if (absent == 0) {
            return Settled.NOTHING_ABSENT;
        }
        if (onAbsence == OnAbsence.REPORT) {
            return Settled.REPORTED;
        }
        if (!isWhole) {
            return Settled.FILE_NOT_WHOLE;
        }
        boolean areTooMany = absent * 100L > held * (long) MOST_ABSENT_PERCENT;
        return areTooMany ? Settled.TOO_MANY_ABSENT : Settled.DELETED;
    }

    private Mono<Void> delete(Employer employer, List<ClientReference> absent) {
        return Flux.fromIterable(absent)
                .buffer(AT_ONCE)
                .concatMap(some -> end(employer, some).repeat(MOST_TRIES - 1).takeUntil(left -> left == 0))
                .then();
    }

    /** How many were overtaken by others. */
    private Mono<Integer> end(Employer employer, List<ClientReference> some) {
        return permits.findByReferences(employer.tenant(), employer.id(), some)
                .filter(found -> !found.permit().isEnded())
                .collectList()
                .zipWith(reviews.of(employer), this::ended)
                .flatMap(turns -> turns.isEmpty()
                        ? Mono.just(0)
                        : permits.save(employer.tenant(), turns).map(stored -> turns.size() - stored.size()));
    }

    private List<Turn> ended(List<Watched> found, Review.By by) {
        return found.stream()
                .map(one -> reviews.review().changed(one, one.permit().ended(by.now()), Arrival.FROM_NOW, by))
                .toList();
    }
}
