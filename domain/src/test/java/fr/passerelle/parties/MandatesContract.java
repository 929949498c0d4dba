package fr.passerelle.parties;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aDocument;
import static fr.passerelle.testing.Examples.aKey;
import static fr.passerelle.testing.Examples.aMandate;
import static fr.passerelle.testing.Examples.anEvent;
import static fr.passerelle.testing.Examples.anotherCall;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.documents.Document;
import fr.passerelle.documents.StoredDocument;
import fr.passerelle.ids.MandateId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.Idempotencies.Earlier;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.testing.StoreContract;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** What the {@link Mandates} promise. */
public abstract class MandatesContract extends StoreContract {
    private Employer employer;

    @BeforeEach
    void createEmployer() {
        employer = knownEmployer(tenant);
    }

    @Test
    void keepAMandate() {
        Mandate mandate = aMandate().of(employer).build();

        SaveOutcome outcome = save(mandate, 0);

        assertThat(outcome).isEqualTo(STORED);
        assertThat(found(store.mandates().find(tenant, employer.id(), mandate.id())))
                .contains(mandate);
        assertThat(journal(tenant).getLast().event().subject().id())
                .isEqualTo(mandate.id().text());
    }

    @Test
    void keepAMandateWithoutEndAndPaper() {
        Mandate mandate = aMandate().of(employer).validTo(null).undocumented().build();
        save(mandate, 0);

        assertThat(found(store.mandates().find(tenant, employer.id(), mandate.id())))
                .contains(mandate);
    }

    @Test
    void keepTheLatestVersion() {
        Mandate mandate = known();
        Mandate revoked = mandate.revoked(NOW.plusSeconds(60));

        SaveOutcome outcome = save(revoked, 1);

        assertThat(outcome).isEqualTo(STORED);
        assertThat(found(store.mandates().find(tenant, employer.id(), mandate.id())))
                .contains(revoked);
    }

    @Test
    void keepThePaperWithTheMandate() {
        Mandate mandate = aMandate().of(employer).undocumented().build();
        save(mandate, 0);
        StoredDocument paper = aDocument(mandate.id(), "mandate");
        Mandate documented = mandate.documentedBy(paper.document().sha256());

        SaveOutcome outcome = save(documented, 1, paper, null);

        assertThat(outcome).isEqualTo(STORED);
        assertThat(found(store.mandates().find(tenant, employer.id(), mandate.id())))
                .contains(documented);
        assertThat(papersOf(mandate)).containsExactly(paper.document());
    }

    @Test
    void areListedOldestFirst() {
        Mandate second = aMandate().of(employer).createdAt(NOW.plusSeconds(2)).build();
        Mandate first = aMandate().of(employer).createdAt(NOW.plusSeconds(1)).build();
        save(second, 0);
        save(first, 0);
        Mandate elsewhere = aMandate().of(knownEmployer(tenant)).build();
        save(elsewhere, 0);

        assertThat(got(store.mandates().of(tenant, employer.id()))).containsExactly(first, second);
    }

    @Test
    void showNothingToAnotherTenantOrEmployer() {
        Mandate mandate = known();
        Employer other = knownEmployer(tenant);

        assertThat(found(store.mandates().find(otherTenant, employer.id(), mandate.id())))
                .isEmpty();
        assertThat(got(store.mandates().of(otherTenant, employer.id()))).isEmpty();
        assertThat(found(store.mandates().find(tenant, other.id(), mandate.id())))
                .isEmpty();
        assertThat(got(store.mandates().of(tenant, other.id()))).isEmpty();
        assertThat(found(store.mandates().find(tenant, employer.id(), MandateId.next(NOW))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3})
    void storeNothingFromAnotherVersionThanThePresentOne(long before) {
        Mandate mandate = known();
        Mandate present = mandate.documentedBy("cd".repeat(32));
        save(present, 1);
        int told = journal(tenant).size();

        SaveOutcome outcome = save(present.revoked(NOW), before, aDocument(mandate.id(), "mandate"), aKey("k-1"));

        assertThat(outcome).isEqualTo(STALE);
        assertThat(got(store.mandates().of(tenant, employer.id()))).containsExactly(present);
        assertThat(papersOf(mandate)).isEmpty();
        assertThat(journal(tenant)).hasSize(told);
        assertThat(got(store.idempotencies().find(tenant, aKey("k-1")))).isEqualTo(new Earlier.None());
    }

    @Test
    void replayACallThatSucceededBefore() {
        Mandate mandate = aMandate().of(employer).build();
        save(mandate, 0, null, aKey("k-1"));
        int told = journal(tenant).size();

        SaveOutcome outcome = save(aMandate().of(employer).build(), 0, null, aKey("k-1"));

        assertThat(outcome).isEqualTo(new SaveOutcome.Replayed(mandate.id().value()));
        assertThat(got(store.mandates().of(tenant, employer.id()))).containsExactly(mandate);
        assertThat(journal(tenant)).hasSize(told);
    }

    @Test
    void refuseAKeyThatWasUsedForAnotherCall() {
        Mandate mandate = aMandate().of(employer).build();
        save(mandate, 0, null, aKey("k-1"));
        int told = journal(tenant).size();

        SaveOutcome outcome = save(aMandate().of(employer).build(), 0, null, anotherCall("k-1"));

        assertThat(outcome).isEqualTo(new SaveOutcome.KeyReused());
        assertThat(got(store.mandates().of(tenant, employer.id()))).containsExactly(mandate);
        assertThat(journal(tenant)).hasSize(told);
    }

    @Test
    void storeOneOfManyCallsWithTheSameKey() {
        List<Mono<SaveOutcome>> calls = times(20)
                .mapToObj(_ -> aMandate().of(employer).build())
                .map(mandate -> store.mandates().save(mandate, 0, null, eventOf(mandate), aKey("k-1")))
                .toList();

        List<SaveOutcome> outcomes = allAtOnce(calls);

        List<Mandate> kept = got(store.mandates().of(tenant, employer.id()));
        assertThat(kept).hasSize(1);
        assertThat(outcomes)
                .containsOnlyOnce(STORED)
                .isSubsetOf(
                        STORED, new SaveOutcome.Replayed(kept.getFirst().id().value()), new SaveOutcome.KeyInFlight());
    }

    private Mandate known() {
        Mandate mandate = aMandate().of(employer).build();
        assertThat(save(mandate, 0)).isEqualTo(STORED);
        return mandate;
    }

    private SaveOutcome save(Mandate mandate, long before) {
        return save(mandate, before, null, null);
    }

    private SaveOutcome save(
            Mandate mandate, long before, @Nullable StoredDocument document, @Nullable Idempotency key) {
        return got(store.mandates().save(mandate, before, document, eventOf(mandate), key));
    }

    private static Event eventOf(Mandate mandate) {
        return anEvent(mandate.tenant(), EventType.MANDATE_ADDED, mandate.id(), mandate.version());
    }

    private List<Document> papersOf(Mandate mandate) {
        return got(store.documents().of(tenant, Document.Owner.of(mandate.id())));
    }
}
