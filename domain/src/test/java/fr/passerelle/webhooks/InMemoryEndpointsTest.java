package fr.passerelle.webhooks;

import static fr.passerelle.testing.Examples.NOW;

import fr.passerelle.testing.InMemoryStore;
import fr.passerelle.testing.SettableClock;
import fr.passerelle.testing.Store;

class InMemoryEndpointsTest extends EndpointsContract {
    @Override
    protected Store anEmptyStore() {
        return new InMemoryStore(new SettableClock(NOW));
    }
}
