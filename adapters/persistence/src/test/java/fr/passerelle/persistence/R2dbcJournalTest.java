package fr.passerelle.persistence;

import fr.passerelle.journal.JournalContract;
import fr.passerelle.testing.Store;

class R2dbcJournalTest extends JournalContract {
    @Override
    protected Store anEmptyStore() {
        return R2dbcStore.emptied();
    }
}
