package fr.passerelle.testing;

import fr.passerelle.ids.ClientReference;
import java.util.concurrent.atomic.AtomicLong;

/** References that no two examples share. */
final class References {
    private static final AtomicLong LAST = new AtomicLong();

    private References() {}

    static ClientReference next(String kind) {
        return new ClientReference(kind + "-" + LAST.incrementAndGet());
    }
}
