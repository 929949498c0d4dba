package fr.passerelle.persistence;

import fr.passerelle.tasks.TasksContract;
import fr.passerelle.testing.Store;

class R2dbcTasksTest extends TasksContract {
    @Override
    protected Store anEmptyStore() {
        return R2dbcStore.emptied();
    }
}
