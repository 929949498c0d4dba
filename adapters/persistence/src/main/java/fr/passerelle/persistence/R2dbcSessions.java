package fr.passerelle.persistence;

import fr.passerelle.ids.AccountId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.parties.SealedSecret;
import fr.passerelle.parties.SecretSeal;
import fr.passerelle.platform.Session;
import fr.passerelle.platform.Sessions;
import reactor.core.publisher.Mono;

/** Tokens are sealed under their account's id: copied onto another account's row, they do not open. */
final class R2dbcSessions implements Sessions {
    private static final String FIND =
            "select token, expires_at from platform_session where tenant_id = $1 and account_id = $2";
    private static final String DROP = "delete from platform_session where tenant_id = $1 and account_id = $2";

    private final Transactions transactions;
    private final SecretSeal seal;

    R2dbcSessions(Transactions transactions, SecretSeal seal) {
        this.transactions = transactions;
        this.seal = seal;
    }

    @Override
    public Mono<Session> find(TenantId tenant, AccountId account) {
        Sql sql = Sql.of(FIND, tenant.value(), account.value());
        return transactions.read(tenant, tx -> tx.one(sql, row -> opened(row, account)));
    }

    private Session opened(StoredRow row, AccountId account) {
        String token = seal.open(new SealedSecret(row.bytes("token")), account.text());
        return new Session(token, row.instant("expires_at"));
    }

    @Override
    public Mono<Void> keep(TenantId tenant, AccountId account, Session session) {
        Columns row = Columns.of("platform_session")
                .key("tenant_id", tenant.value())
                .key("account_id", account.value())
                .set("token", seal.seal(session.token(), account.text()).bytes())
                .set("expires_at", session.expiresAt());
        return transactions.write(tenant, tx -> tx.change(row.upsert())).then();
    }

    @Override
    public Mono<Void> drop(TenantId tenant, AccountId account) {
        return transactions
                .write(tenant, tx -> tx.change(dropping(tenant, account)))
                .then();
    }

    static Sql dropping(TenantId tenant, AccountId account) {
        return Sql.of(DROP, tenant.value(), account.value());
    }
}
