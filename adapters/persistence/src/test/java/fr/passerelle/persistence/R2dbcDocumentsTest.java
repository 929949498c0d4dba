package fr.passerelle.persistence;

import fr.passerelle.documents.DocumentsContract;
import fr.passerelle.testing.Store;

class R2dbcDocumentsTest extends DocumentsContract {
    @Override
    protected Store anEmptyStore() {
        return R2dbcStore.emptied();
    }
}
