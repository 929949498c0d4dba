package fr.passerelle.persistence;

import fr.passerelle.documents.Documents;
import fr.passerelle.journal.Idempotencies;
import fr.passerelle.journal.Journal;
import fr.passerelle.pace.Incidents;
import fr.passerelle.pace.Lanes;
import fr.passerelle.parties.Employers;
import fr.passerelle.parties.Mandates;
import fr.passerelle.parties.PlatformAccounts;
import fr.passerelle.parties.SecretSeal;
import fr.passerelle.parties.Tenants;
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
import io.r2dbc.spi.ConnectionFactory;
import java.time.InstantSource;

/** The ports of storage over one database. */
public record Persistence(
        Tenants tenants,
        Employers employers,
        Mandates mandates,
        PlatformAccounts accounts,
        Sessions sessions,
        Workers workers,
        Requests requests,
        Dossiers dossiers,
        Agenda agenda,
        Decisions decisions,
        WorkAuthorisations authorisations,
        Documents documents,
        Tasks tasks,
        Journal journal,
        Idempotencies idempotencies,
        WorkQueue queue,
        WorkOversight oversight,
        Pauses pauses,
        Restorations restorations,
        Lanes lanes,
        Incidents incidents,
        CallCounts calls,
        Endpoints endpoints,
        Deliveries deliveries,
        DeliveryTurns turns,
        Permits permits,
        AlertPreferences alertPreferences,
        Digests digests) {

    /**
     * The ports over the connections of a {@link Database}, whose schema is up to date.
     *
     * @param clock business time, by which idempotency keys lapse
     * @param seal under which sessions with the platform are kept
     */
    public static Persistence over(ConnectionFactory connections, InstantSource clock, SecretSeal seal) {
        Transactions transactions = new Transactions(connections);
        IdempotencyRows keys = new IdempotencyRows(clock);
        return new Persistence(
                new R2dbcTenants(transactions, clock),
                new R2dbcEmployers(transactions),
                new R2dbcMandates(transactions, keys),
                new R2dbcPlatformAccounts(transactions),
                new R2dbcSessions(transactions, seal),
                new R2dbcWorkers(transactions),
                new R2dbcRequests(transactions, keys),
                new R2dbcDossiers(transactions),
                new R2dbcAgenda(transactions),
                new R2dbcDecisions(transactions),
                new R2dbcWorkAuthorisations(transactions),
                new R2dbcDocuments(transactions),
                new R2dbcTasks(transactions),
                new R2dbcJournal(transactions),
                new R2dbcIdempotencies(transactions, clock),
                new R2dbcWorkQueue(transactions),
                new R2dbcWorkOversight(transactions),
                new R2dbcPauses(transactions),
                new R2dbcRestorations(transactions),
                new R2dbcLanes(transactions),
                new R2dbcIncidents(transactions),
                new R2dbcCallCounts(transactions),
                new R2dbcEndpoints(transactions, keys),
                new R2dbcDeliveries(transactions),
                new R2dbcDeliveryTurns(transactions),
                new R2dbcPermits(transactions),
                new R2dbcAlertPreferences(transactions),
                new R2dbcDigests(transactions));
    }
}
