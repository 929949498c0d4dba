package fr.passerelle.persistence;

import io.r2dbc.spi.ConnectionFactory;
import java.util.List;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * Whether the database keeps what it confirms and hides one tenant from another. It looks through the service's own
 * connection, so it judges the very settings and roles that the service runs under. A service that finds anything must not
 * start: it could lose a filing it has accepted, or show it to someone else.
 */
public final class SettingsInspection {
    private static final int OLDEST_VERSION = 15;

    private static final String SETTINGS = """
        select current_setting('server_version_num')::integer / 10000 as version,
               current_setting('fsync') as fsync,
               current_setting('full_page_writes') as full_page_writes,
               current_setting('synchronous_commit') as synchronous_commit,
               exists (
                   select from pg_roles where rolsuper and pg_has_role(current_user, oid, 'member')
               ) as is_superuser,
               exists (
                   select from pg_roles where rolbypassrls and pg_has_role(current_user, oid, 'member')
               ) as bypasses_rls,
               exists (
                   select from pg_policy join pg_class on pg_class.oid = polrelid
                   where polname = 'own_tenant' and pg_has_role(current_user, relowner, 'member')
               ) as owns_tables,
               exists (
                   select from pg_class join pg_attribute on attrelid = pg_class.oid and attname = 'tenant_id'
                   where relkind in ('r', 'p') and has_table_privilege(pg_class.oid, 'select, insert, update, delete')
                       and not (relrowsecurity and relforcerowsecurity and exists (
                           select from pg_policy where polrelid = pg_class.oid and polname = 'own_tenant'
                               and polcmd = '*' and polqual is not null and polwithcheck is not null))
               ) as shows_all_tenants,
               exists (
                   select from pg_roles
                   where rolname = 'passerelle_worker' and pg_has_role(current_user, oid, 'member')
               ) as may_claim
        """;

    private final Transactions transactions;

    public SettingsInspection(ConnectionFactory connections) {
        this.transactions = new Transactions(connections);
    }

    /** What is wrong, each with what to do about it; an empty list when all is well. */
    public Mono<List<Finding>> findings() {
        return transactions.asNobody(tx -> tx.one(Sql.of(SETTINGS), SettingsInspection::judge));
    }

    /**
     * Something that is wrong.
     *
     * @param remedy a sentence for the operator
     */
    public record Finding(Code code, String remedy) {}

    /** What can be wrong. */
    public enum Code {
        SERVER_TOO_OLD("Run PostgreSQL 15 or later."),
        FSYNC_OFF(
                "Set fsync = on in postgresql.conf and restart PostgreSQL: a power cut would lose confirmed filings."),
        FULL_PAGE_WRITES_OFF("Set full_page_writes = on in postgresql.conf: a power cut could tear pages."),
        SYNCHRONOUS_COMMIT_OFF(
                "Set synchronous_commit = on for this role and database: confirmed filings could be lost."),
        SUPERUSER("Let the service log in as a role that is no superuser: superusers see the rows of all tenants."),
        BYPASSES_ROW_SECURITY("Take BYPASSRLS from the service's role: it sees the rows of all tenants."),
        OWNS_TABLES(
                "Let the service log in as another role than the owner of the tables, who can lift their protection."),
        UNPROTECTED_TABLE(
                "Call isolate_by_tenant for every table with a tenant_id, or take it from the service: it is open to"
                        + " all tenants."),
        CANNOT_CLAIM_WORK("Run roles.sql as a superuser and grant passerelle_app to the service's role.");

        private final String remedy;

        Code(String remedy) {
            this.remedy = remedy;
        }

        String remedy() {
            return remedy;
        }
    }

    private static List<Finding> judge(StoredRow row) {
        return Stream.of(
                        finding(Code.SERVER_TOO_OLD, row.integer("version") < OLDEST_VERSION),
                        finding(Code.FSYNC_OFF, isOff(row, "fsync")),
                        finding(Code.FULL_PAGE_WRITES_OFF, isOff(row, "full_page_writes")),
                        finding(
                                Code.SYNCHRONOUS_COMMIT_OFF,
                                row.text("synchronous_commit").equals("off")),
                        finding(Code.SUPERUSER, row.flag("is_superuser")),
                        finding(Code.BYPASSES_ROW_SECURITY, row.flag("bypasses_rls")),
                        finding(Code.OWNS_TABLES, row.flag("owns_tables")),
                        finding(Code.UNPROTECTED_TABLE, row.flag("shows_all_tenants")),
                        finding(Code.CANNOT_CLAIM_WORK, !row.flag("may_claim")))
                .flatMap(List::stream)
                .toList();
    }

    private static boolean isOff(StoredRow row, String setting) {
        return !row.text(setting).equals("on");
    }

    private static List<Finding> finding(Code code, boolean found) {
        return found ? List.of(new Finding(code, code.remedy)) : List.of();
    }
}
