package fr.passerelle.testing;

import fr.passerelle.documents.Documents;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Idempotencies;
import fr.passerelle.journal.Journal;
import fr.passerelle.pace.Incidents;
import fr.passerelle.pace.Lanes;
import fr.passerelle.parties.Employers;
import fr.passerelle.parties.Mandates;
import fr.passerelle.parties.PlatformAccounts;
import fr.passerelle.parties.Workers;
import fr.passerelle.permits.AlertPreferences;
import fr.passerelle.permits.Digests;
import fr.passerelle.permits.Permits;
import fr.passerelle.platform.CallCounts;
import fr.passerelle.platform.Sessions;
import fr.passerelle.requests.Agenda;
import fr.passerelle.requests.Decisions;
import fr.passerelle.requests.Dossiers;
import fr.passerelle.requests.Requests;
import fr.passerelle.requests.Restorations;
import fr.passerelle.requests.WorkAuthorisations;
import fr.passerelle.tasks.Tasks;
import fr.passerelle.webhooks.Deliveries;
import fr.passerelle.webhooks.DeliveryTurns;
import fr.passerelle.webhooks.Endpoints;
import fr.passerelle.work.Pauses;
import fr.passerelle.work.WorkOversight;
import fr.passerelle.work.WorkQueue;

/** All persistence ports over one state, and what their contract suites need beside them. */
public interface Store {
    Requests requests();

    Dossiers dossiers();

    Agenda agenda();

    Decisions decisions();

    WorkAuthorisations authorisations();

    WorkQueue queue();

    WorkOversight oversight();

    Lanes lanes();

    Incidents incidents();

    CallCounts calls();

    Pauses pauses();

    Restorations restorations();

    Employers employers();

    Workers workers();

    Mandates mandates();

    PlatformAccounts accounts();

    Sessions sessions();

    Tasks tasks();

    Documents documents();

    Journal journal();

    Idempotencies idempotencies();

    Endpoints endpoints();

    Deliveries deliveries();

    DeliveryTurns turns();

    Permits permits();

    AlertPreferences alertPreferences();

    Digests digests();

    /** A tenant that has nothing yet. */
    TenantId aTenant();

    /** Lets all leases run out, as if the store's clock had moved on. */
    void expireLeases();
}
