package fr.passerelle.persistence;

import fr.passerelle.documents.Documents;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Idempotencies;
import fr.passerelle.journal.Journal;
import fr.passerelle.pace.Incidents;
import fr.passerelle.pace.Lanes;
import fr.passerelle.parties.Employers;
import fr.passerelle.parties.Mandates;
import fr.passerelle.parties.PlatformAccounts;
import fr.passerelle.parties.SecretSeal;
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
import fr.passerelle.testing.Examples;
import fr.passerelle.testing.SettableClock;
import fr.passerelle.testing.Store;
import fr.passerelle.webhooks.Deliveries;
import fr.passerelle.webhooks.DeliveryTurns;
import fr.passerelle.webhooks.Endpoints;
import fr.passerelle.work.Pauses;
import fr.passerelle.work.WorkOversight;
import fr.passerelle.work.WorkQueue;
import io.r2dbc.pool.ConnectionPool;
import java.time.Instant;

/** All ports over one database of the shared server. Opened once per process and emptied before each test. */
final class R2dbcStore implements Store {
    private static final R2dbcStore SHARED =
            new R2dbcStore(EmbeddedDatabase.shared().fresh());

    /** On tables this small faster than truncating them, which writes files. */
    private static final String EMPTY = """
        delete from restoration; delete from tenant; delete from employer; delete from mandate; delete from worker;
        delete from platform_account; delete from platform_session;
        delete from observation; delete from attempt; delete from request_timer; delete from decision; delete from authorisation_request;
        delete from work_authorisation; delete from document; delete from task;
        delete from journal_position; delete from event; delete from idempotency;
        delete from job; delete from work_turn; delete from tenant_turn; delete from work_pause; delete from login_session;
        delete from webhook_endpoint; delete from webhook_turn; delete from webhook_delivery;
        delete from permit; delete from permit_standing; delete from permit_alert; delete from alert_preference;
        delete from incident_told; delete from platform_incident; delete from platform_call;
        update pace_lane set at_once = 1, well = 0, is_doubling = true, stopped_at = null, next_probe_at = null,
            fault = null, calls = '{}', held_until = null, troubles = 0, push_backs = 0
        """;

    private final Database database;
    private final ConnectionPool connections;
    private final SettableClock clock = new SettableClock(Examples.NOW);
    private final Persistence ports;

    private R2dbcStore(Database database) {
        this.database = database;
        this.connections = database.open();
        this.ports = Persistence.over(connections, clock, new SecretSeal(new byte[32]));
    }

    static R2dbcStore emptied() {
        SHARED.empty();
        return SHARED;
    }

    private void empty() {
        EmbeddedDatabase.shared().run(database, EMPTY);
    }

    Database database() {
        return database;
    }

    ConnectionPool connections() {
        return connections;
    }

    SettableClock clock() {
        return clock;
    }

    Persistence ports() {
        return ports;
    }

    @Override
    public Requests requests() {
        return ports.requests();
    }

    @Override
    public Dossiers dossiers() {
        return ports.dossiers();
    }

    @Override
    public Agenda agenda() {
        return ports.agenda();
    }

    @Override
    public Decisions decisions() {
        return ports.decisions();
    }

    @Override
    public WorkAuthorisations authorisations() {
        return ports.authorisations();
    }

    @Override
    public Permits permits() {
        return ports.permits();
    }

    @Override
    public AlertPreferences alertPreferences() {
        return ports.alertPreferences();
    }

    @Override
    public Digests digests() {
        return ports.digests();
    }

    @Override
    public WorkQueue queue() {
        return ports.queue();
    }

    @Override
    public WorkOversight oversight() {
        return ports.oversight();
    }

    @Override
    public Incidents incidents() {
        return ports.incidents();
    }

    @Override
    public Lanes lanes() {
        return ports.lanes();
    }

    @Override
    public CallCounts calls() {
        return ports.calls();
    }

    @Override
    public Pauses pauses() {
        return ports.pauses();
    }

    @Override
    public Restorations restorations() {
        return ports.restorations();
    }

    @Override
    public Employers employers() {
        return ports.employers();
    }

    @Override
    public Workers workers() {
        return ports.workers();
    }

    @Override
    public Mandates mandates() {
        return ports.mandates();
    }

    @Override
    public PlatformAccounts accounts() {
        return ports.accounts();
    }

    @Override
    public Sessions sessions() {
        return ports.sessions();
    }

    @Override
    public Tasks tasks() {
        return ports.tasks();
    }

    @Override
    public Documents documents() {
        return ports.documents();
    }

    @Override
    public Journal journal() {
        return ports.journal();
    }

    @Override
    public Idempotencies idempotencies() {
        return ports.idempotencies();
    }

    @Override
    public Endpoints endpoints() {
        return ports.endpoints();
    }

    @Override
    public Deliveries deliveries() {
        return ports.deliveries();
    }

    @Override
    public DeliveryTurns turns() {
        return ports.turns();
    }

    @Override
    public TenantId aTenant() {
        return TenantId.next(Instant.EPOCH);
    }

    @Override
    public void expireLeases() {
        EmbeddedDatabase.shared()
                .run(
                        database,
                        "update work_turn set lease_until = clock_timestamp() where lease_until is not null;update"
                                + " webhook_turn set lease_until = clock_timestamp() where lease_until is not null");
    }
}
