package fr.passerelle.journal;

import static fr.passerelle.testing.Examples.aKey;
import static fr.passerelle.testing.Examples.aMandate;
import static fr.passerelle.testing.Examples.aRequest;
import static fr.passerelle.testing.Examples.aStep;
import static fr.passerelle.testing.Examples.anEvent;
import static fr.passerelle.testing.Examples.anotherCall;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Idempotencies.Earlier;
import fr.passerelle.parties.Mandate;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.testing.StoreContract;
import org.junit.jupiter.api.Test;

/** What the {@link Idempotencies} promise. */
public abstract class IdempotenciesContract extends StoreContract {

    @Test
    void knowNothingOfAKeyThatWasNeverUsed() {
        assertThat(find(tenant, aKey("k-1"))).isEqualTo(new Earlier.None());
    }

    @Test
    void tellWhatACallHasMade() {
        AuthorisationRequest request = aRequest().of(knownWorker(tenant)).build();
        save(aStep(request).once(aKey("k-1")));

        assertThat(find(tenant, aKey("k-1")))
                .isEqualTo(new Earlier.Same(request.id().value()));
    }

    @Test
    void tellWhatACallHasChanged() {
        AuthorisationRequest request = knownRequest(tenant);
        save(nextStepOf(request).once(aKey("k-1")));

        assertThat(find(tenant, aKey("k-1")))
                .isEqualTo(new Earlier.Same(request.id().value()));
    }

    @Test
    void knowTheKeysOfMandates() {
        Mandate mandate = aMandate().of(knownEmployer(tenant)).build();
        Event event = anEvent(tenant, EventType.MANDATE_ADDED, mandate.id(), 1);
        got(store.mandates().save(mandate, 0, null, event, aKey("k-1")));

        assertThat(find(tenant, aKey("k-1")))
                .isEqualTo(new Earlier.Same(mandate.id().value()));
    }

    @Test
    void tellAKeyThatWasUsedForAnotherCall() {
        save(aStep(aRequest().of(knownWorker(tenant)).build()).once(aKey("k-1")));

        assertThat(find(tenant, anotherCall("k-1"))).isEqualTo(new Earlier.Other());
    }

    @Test
    void compareKeysAsTheyWereGiven() {
        save(aStep(aRequest().of(knownWorker(tenant)).build()).once(aKey("k-1")));

        assertThat(find(tenant, aKey("K-1"))).isEqualTo(new Earlier.None());
        assertThat(find(tenant, aKey("k-1 "))).isEqualTo(new Earlier.None());
    }

    @Test
    void leaveKeysToEachTenant() {
        save(aStep(aRequest().of(knownWorker(tenant)).build()).once(aKey("k-1")));

        assertThat(find(otherTenant, aKey("k-1"))).isEqualTo(new Earlier.None());
    }

    @Test
    void keepNoKeyOfACallThatWasRefused() {
        AuthorisationRequest request = knownRequest(tenant);
        save(nextStepOf(request).before(7).once(aKey("k-1")));

        assertThat(find(tenant, aKey("k-1"))).isEqualTo(new Earlier.None());
    }

    private Earlier find(TenantId owner, Idempotency idempotency) {
        return got(store.idempotencies().find(owner, idempotency));
    }
}
