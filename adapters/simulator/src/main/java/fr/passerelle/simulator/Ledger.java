package fr.passerelle.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Registre: the submissions that were truly accepted, whatever the sender came to know of it. The ground truth of every proof
 * that a request is filed once. Entries are only ever added. Guarded by the portal's lock.
 */
final class Ledger {
    private final List<Entry> entries = new ArrayList<>();

    /**
     * One accepted submission.
     *
     * @param byPlatform whether nobody sent it: the portal made a second file of one submission
     */
    record Entry(
            String deposit,
            String draft,
            @Nullable String reference,
            String siret,
            Instant acceptedAt,
            Fate fate,
            boolean byPlatform) {}

    void add(Entry entry) {
        entries.add(entry);
    }

    List<Entry> all() {
        return List.copyOf(entries);
    }

    List<Entry> ofReference(String reference) {
        return entries.stream().filter(e -> reference.equals(e.reference())).toList();
    }

    void clear() {
        entries.clear();
    }
}
