package fr.passerelle.persistence;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.persistence.SettingsInspection.Code;
import fr.passerelle.persistence.SettingsInspection.Finding;
import io.r2dbc.pool.ConnectionPool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsInspectionTest {
    private final EmbeddedDatabase server = EmbeddedDatabase.shared();
    private final Database database = server.fresh();

    @Test
    void findsNothingWrongWithADurableServerAndALimitedRole() {
        assertThat(codes(database)).isEmpty();
    }

    @Test
    void findsAServerThatForgets() {
        try (EmbeddedDatabase forgetful =
                EmbeddedDatabase.with(Map.of("fsync", "off", "full_page_writes", "off", "synchronous_commit", "off"))) {
            assertThat(codes(forgetful.fresh()))
                    .containsExactly(Code.FSYNC_OFF, Code.FULL_PAGE_WRITES_OFF, Code.SYNCHRONOUS_COMMIT_OFF);
        }
    }

    @Test
    void findsASettingOfTheRoleItself() {
        server.run(database, "create role careless login password 'p' in role passerelle_app");
        server.run(database, "alter role careless set synchronous_commit = off");

        assertThat(codes(enteredBy("careless"))).containsExactly(Code.SYNCHRONOUS_COMMIT_OFF);
    }

    @Test
    void findsASuperuser() {
        assertThat(codes(enteredBy("postgres"))).contains(Code.SUPERUSER, Code.BYPASSES_ROW_SECURITY, Code.OWNS_TABLES);
    }

    @Test
    void findsARoleThatBypassesRowSecurity() {
        server.run(database, "create role past_all login password 'p' bypassrls in role passerelle_app");

        assertThat(codes(enteredBy("past_all"))).containsExactly(Code.BYPASSES_ROW_SECURITY);
    }

    @Test
    void findsTheOwnerAndWhoMayBecomeIt() {
        server.run(database, "create role deputy login password 'p' in role passerelle_app, passerelle_owner");

        assertThat(codes(EmbeddedDatabase.enteredBy(database.owner(), database)))
                .containsExactly(Code.OWNS_TABLES, Code.CANNOT_CLAIM_WORK);
        assertThat(codes(enteredBy("deputy"))).containsExactly(Code.OWNS_TABLES);
    }

    @Test
    void findsATableOfTenantsThatIsOpenToAll() {
        server.run(database, "create table forgotten (tenant_id uuid, id uuid, primary key (tenant_id, id))");
        server.run(database, "alter table forgotten enable row level security");
        assertThat(codes(database)).isEmpty();

        server.run(database, "grant select on forgotten to passerelle_app");

        assertThat(codes(database)).containsExactly(Code.UNPROTECTED_TABLE);
    }

    @Test
    void saysWhatToDo() {
        assertThat(Code.values()).allSatisfy(code -> assertThat(code.remedy()).endsWith("."));
    }

    private Database enteredBy(String role) {
        return EmbeddedDatabase.enteredBy(new Database.Login(role, "p"), database);
    }

    private static List<Code> codes(Database inspected) {
        ConnectionPool connections = inspected.open();
        List<Finding> findings =
                requireNonNull(new SettingsInspection(connections).findings().block(Duration.ofSeconds(30)));
        connections.dispose();
        return findings.stream().map(Finding::code).toList();
    }
}
