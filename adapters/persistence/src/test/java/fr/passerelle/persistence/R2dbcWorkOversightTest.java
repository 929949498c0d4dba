package fr.passerelle.persistence;

import static fr.passerelle.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.testing.Store;
import fr.passerelle.work.WorkOversight;
import fr.passerelle.work.WorkOversightContract;
import org.junit.jupiter.api.Test;

class R2dbcWorkOversightTest extends WorkOversightContract {
    private final R2dbcStore database = R2dbcStore.emptied();

    @Override
    protected Store anEmptyStore() {
        return R2dbcStore.emptied();
    }

    /** No save of ours leaves such a turn: a repair by hand could. */
    @Test
    void recallsAnEmployerWhoseTurnComesTooLate() {
        AuthorisationRequest request = knownRequest(tenant);
        save(nextStepOf(request).due(NOW));
        EmbeddedDatabase.shared().run(database.database(), "update work_turn set due_at = 'infinity'");
        assertThat(claim(NOW, 1)).isEmpty();

        assertThat(got(store.oversight().forgotten()))
                .containsExactly(new WorkOversight.Forgotten(tenant, request.employer(), NOW));
        done(store.oversight().recall());

        assertThat(got(store.oversight().forgotten())).isEmpty();
        assertThat(claimed().request()).isEqualTo(request.id());
    }
}
