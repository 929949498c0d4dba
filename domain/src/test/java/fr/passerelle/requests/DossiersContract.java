package fr.passerelle.requests;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aDocument;
import static fr.passerelle.testing.Examples.aMandate;
import static fr.passerelle.testing.Examples.aRequest;
import static fr.passerelle.testing.Examples.aResolution;
import static fr.passerelle.testing.Examples.aTask;
import static fr.passerelle.testing.Examples.anAccount;
import static fr.passerelle.testing.Examples.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.documents.StoredDocument;
import fr.passerelle.ids.RequestId;
import fr.passerelle.journal.EventType;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Mandate;
import fr.passerelle.parties.PlatformAccount;
import fr.passerelle.parties.Worker;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.testing.StoreContract;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the {@link Dossiers} promise. */
public abstract class DossiersContract extends StoreContract {

    @Test
    void holdAllThatBelongsToARequest() {
        Employer employer = knownEmployer(tenant);
        Worker worker = knownWorker(employer);
        AuthorisationRequest request = knownRequest(worker);
        Mandate mandate = aMandate().of(employer).build();
        PlatformAccount account = anAccount().of(employer).build();
        StoredDocument document = aDocument(request.id(), "permit_copy");
        Task own = aTask().of(request).build();
        Task ofAccount =
                aTask().ofAccount(employer).kind(TaskKind.ACCOUNT_LOCKED).build();
        got(store.mandates().save(mandate, 0, null, anEvent(tenant, EventType.MANDATE_ADDED, mandate.id(), 1), null));
        got(store.accounts()
                .save(
                        account,
                        0,
                        List.of(ofAccount),
                        List.of(anEvent(tenant, EventType.ACCOUNT_LINKED, account.id(), 1))));
        save(nextStepOf(request).task(own).document(document));

        Dossier dossier = got(store.dossiers().find(tenant, request.id()));

        assertThat(dossier)
                .usingRecursiveComparison()
                .isEqualTo(new Dossier(
                        present(request),
                        employer,
                        worker,
                        List.of(mandate),
                        account,
                        List.of(document.document()),
                        List.of(own),
                        List.of(ofAccount)));
    }

    @Test
    void holdNothingThatIsNotThere() {
        Worker worker = knownWorker(tenant);
        AuthorisationRequest request = known(aRequest().of(worker));
        Task settled = aTask().of(request).resolved(aResolution()).build();
        save(nextStepOf(request).task(settled));

        Dossier dossier = got(store.dossiers().find(tenant, request.id()));

        assertThat(dossier.mandates()).isEmpty();
        assertThat(dossier.account()).isNull();
        assertThat(dossier.documents()).isEmpty();
        assertThat(dossier.openTasks()).isEmpty();
        assertThat(dossier.accountTasks()).isEmpty();
    }

    @Test
    void comeInTheOrderInWhichTheyWereAskedFor() {
        AuthorisationRequest first = knownRequest(tenant);
        AuthorisationRequest second = knownRequest(tenant);

        List<Dossier> found = got(store.dossiers().of(tenant, List.of(second.id(), RequestId.next(NOW), first.id())));

        assertThat(found).extracting(Dossier::request).containsExactly(second, first);
    }

    @Test
    void hideWhatIsAnotherTenants() {
        AuthorisationRequest request = knownRequest(tenant);

        assertThat(found(store.dossiers().find(otherTenant, request.id()))).isEmpty();
        assertThat(got(store.dossiers().of(otherTenant, List.of(request.id())))).isEmpty();
    }
}
