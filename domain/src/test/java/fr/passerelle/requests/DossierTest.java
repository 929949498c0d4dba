package fr.passerelle.requests;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.parties.Employer;
import fr.passerelle.platform.InMemoryPlatform;
import org.junit.jupiter.api.Test;

class DossierTest {
    private final FilingWorld world = new FilingWorld();
    private final Employer employer = world.employer();

    @Test
    void awaitsNobodyAsLongAsItMayBeFiled() {
        assertThat(dossier(world.submitted(employer)).awaitsHuman()).isFalse();
    }

    @Test
    void awaitsWhoeverUnlocksItsAccount() {
        world.portal.lockAccount(FilingWorld.LOGIN);

        assertThat(dossier(world.filed(employer)).awaitsHuman()).isTrue();
    }

    @Test
    void awaitsWhoeverSettlesWhatHindersIt() {
        AuthorisationRequest request = world.submitted(employer);
        world.portal.fileByHand(world.form(request), null);
        world.clock.advance(InMemoryPlatform.VISIBILITY_DELAY);

        world.runUntilIdle();

        assertThat(world.state(request)).isEqualTo("queued");
        assertThat(dossier(request).awaitsHuman()).isTrue();
    }

    private Dossier dossier(AuthorisationRequest request) {
        return FilingWorld.got(world.dossiers.find(request.tenant(), request.id()));
    }
}
