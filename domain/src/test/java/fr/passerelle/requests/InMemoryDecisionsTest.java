package fr.passerelle.requests;

import fr.passerelle.testing.Examples;
import fr.passerelle.testing.InMemoryStore;
import fr.passerelle.testing.SettableClock;
import fr.passerelle.testing.Store;

class InMemoryDecisionsTest extends DecisionsContract {
    @Override
    protected Store anEmptyStore() {
        return new InMemoryStore(new SettableClock(Examples.NOW));
    }
}
