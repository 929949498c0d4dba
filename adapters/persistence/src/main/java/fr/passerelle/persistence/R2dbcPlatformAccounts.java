package fr.passerelle.persistence;

import fr.passerelle.ids.AccountId;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.parties.PlatformAccount;
import fr.passerelle.parties.PlatformAccounts;
import fr.passerelle.parties.SealedSecret;
import fr.passerelle.tasks.Task;
import java.util.List;
import reactor.core.publisher.Mono;

final class R2dbcPlatformAccounts implements PlatformAccounts {
    private static final String OF_EMPLOYER = """
        select tenant_id, id, employer_id, login, secret, state, state_since, version from platform_account
        where tenant_id = $1 and employer_id = $2
        """;
    private static final String REMOVE =
            "delete from platform_account where tenant_id = $1 and id = $2 and version = $3";

    private static final String UNDER_LOGIN =
            "select * from platform_account where tenant_id = $1 and login = $2 order by employer_id";
    private static final String TURN = """
        insert into work_turn (tenant_id, employer_id, due_at, login_sha256) values ($1, $2, 'infinity', $3)
        on conflict (tenant_id, employer_id) do update set login_sha256 = excluded.login_sha256
            where work_turn.login_sha256 is distinct from excluded.login_sha256
        """;

    private final Transactions transactions;

    R2dbcPlatformAccounts(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Mono<SaveOutcome> save(PlatformAccount account, long before, List<Task> tasks, List<Event> events) {
        return transactions
                .save(account.tenant(), tx -> steps(tx, account, before, tasks, events))
                .onErrorResume(ConstraintBroken.class, R2dbcPlatformAccounts::ifLinkedMeanwhile);
    }

    private static Mono<Void> steps(
            Transaction tx, PlatformAccount account, long before, List<Task> tasks, List<Event> events) {
        return Steps.inOrder(
                Steps.storeVersion(tx, "platform_account", columns(account), before),
                tx.change(turn(account)).then(),
                TaskRows.store(tx, tasks),
                EventRows.append(tx, account.tenant(), events));
    }

    /** Work under one login is done one piece at a time. */
    private static Sql turn(PlatformAccount account) {
        return Sql.of(TURN, account.tenant().value(), account.employer().value(), account.loginDigest());
    }

    /** Two first links of one employer: the second finds an account that it has not read. */
    private static Mono<SaveOutcome> ifLinkedMeanwhile(ConstraintBroken broken) {
        return broken.is("platform_account_employer_key") ? Mono.just(new SaveOutcome.Stale()) : Mono.error(broken);
    }

    @Override
    public Mono<SaveOutcome> remove(PlatformAccount account, List<Task> tasks, List<Event> events) {
        return transactions.save(account.tenant(), tx -> removal(tx, account, tasks, events));
    }

    private static Mono<Void> removal(Transaction tx, PlatformAccount account, List<Task> tasks, List<Event> events) {
        Sql remove = Sql.of(REMOVE, account.tenant().value(), account.id().value(), account.version());
        return Steps.inOrder(
                tx.change(remove).flatMap(Steps::staleIfNone),
                tx.change(R2dbcSessions.dropping(account)).then(),
                TaskRows.store(tx, tasks),
                EventRows.append(tx, account.tenant(), events));
    }

    @Override
    public Mono<PlatformAccount> of(TenantId tenant, EmployerId employer) {
        Sql sql = Sql.of(OF_EMPLOYER, tenant.value(), employer.value());
        return transactions.read(tenant, tx -> tx.one(sql, R2dbcPlatformAccounts::read));
    }

    @Override
    public Mono<List<PlatformAccount>> underLoginOf(PlatformAccount account) {
        Sql sql = Sql.of(UNDER_LOGIN, account.tenant().value(), account.login());
        return transactions.read(account.tenant(), tx -> tx.all(sql, R2dbcPlatformAccounts::read));
    }

    private static Columns columns(PlatformAccount account) {
        return Columns.of("platform_account")
                .key("tenant_id", account.tenant().value())
                .key("id", account.id().value())
                .set("employer_id", account.employer().value())
                .set("login", account.login())
                .set("secret", account.secret().bytes())
                .constant("state", account.state())
                .set("state_since", account.stateSince())
                .set("version", account.version());
    }

    static PlatformAccount read(StoredRow row) {
        return new PlatformAccount(
                new AccountId(row.uuid("id")),
                new TenantId(row.uuid("tenant_id")),
                new EmployerId(row.uuid("employer_id")),
                row.text("login"),
                new SealedSecret(row.bytes("secret")),
                row.constant("state", PlatformAccount.State.class),
                row.instant("state_since"),
                row.number("version"));
    }
}
