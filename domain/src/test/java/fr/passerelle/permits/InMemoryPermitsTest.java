package fr.passerelle.permits;

import fr.passerelle.testing.Examples;
import fr.passerelle.testing.InMemoryStore;
import fr.passerelle.testing.SettableClock;
import fr.passerelle.testing.Store;

class InMemoryPermitsTest extends PermitsContract {
    @Override
    protected Store anEmptyStore() {
        return new InMemoryStore(new SettableClock(Examples.NOW));
    }
}
