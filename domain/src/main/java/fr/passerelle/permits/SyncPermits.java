package fr.passerelle.permits;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.parties.Employer;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Settles what is absent from a client's full file of an employer. The lines themselves are put by {@link PutPermit}; afterwards
 * this says what we hold and the file did not name, and deletes it only where the client asked for that and few are absent.
 */
public final class SyncPermits {
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

    /**
     * Compares and, where asked, deletes.
     *
     * @param named all references of the file
     * @param isWhole whether every line of the file was read and stored
     */
    public Mono<Absence> settle(Employer employer, Set<ClientReference> named, boolean isWhole, OnAbsence onAbsence) {
        throw new UnsupportedOperationException();
    }
}
