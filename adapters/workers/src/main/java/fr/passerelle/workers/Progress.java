package fr.passerelle.workers;

import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.webhooks.DeliveryTurns.Page;
import java.util.TreeSet;

/** How far an endpoint has come in the journal, while its events are posted side by side and end in any order. */
final class Progress {
    private final TreeSet<Long> underWay = new TreeSet<>();
    private long upTo;

    Progress(long position) {
        this.upTo = position;
    }

    /** A piece of the journal is going to be posted. */
    synchronized void read(Page page) {
        page.events().stream().map(RecordedEvent::position).forEach(underWay::add);
        upTo = page.upTo();
    }

    /** What became of an event is about to be stored. */
    synchronized void done(long position) {
        underWay.remove(position);
    }

    /** All that the endpoint wants up to here is done. */
    synchronized long position() {
        return underWay.isEmpty() ? upTo : underWay.first() - 1;
    }
}
