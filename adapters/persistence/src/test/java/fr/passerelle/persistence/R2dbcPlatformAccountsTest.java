package fr.passerelle.persistence;

import fr.passerelle.parties.PlatformAccountsContract;
import fr.passerelle.testing.Store;

class R2dbcPlatformAccountsTest extends PlatformAccountsContract {
    @Override
    protected Store anEmptyStore() {
        return R2dbcStore.emptied();
    }
}
