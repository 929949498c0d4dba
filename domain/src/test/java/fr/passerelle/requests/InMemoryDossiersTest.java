package fr.passerelle.requests;

import static fr.passerelle.testing.Examples.NOW;

import fr.passerelle.testing.InMemoryStore;
import fr.passerelle.testing.SettableClock;
import fr.passerelle.testing.Store;

class InMemoryDossiersTest extends DossiersContract {
    @Override
    protected Store anEmptyStore() {
        return new InMemoryStore(new SettableClock(NOW));
    }
}
