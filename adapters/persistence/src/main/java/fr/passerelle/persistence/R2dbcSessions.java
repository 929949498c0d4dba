package fr.passerelle.persistence;

import fr.passerelle.parties.PlatformAccount;
import fr.passerelle.parties.SealedSecret;
import fr.passerelle.parties.SecretSeal;
import fr.passerelle.platform.Session;
import fr.passerelle.platform.Sessions;
import reactor.core.publisher.Mono;

/** Tokens are sealed under their tenant and login: copied onto another's row, they do not open. */
final class R2dbcSessions implements Sessions {
    private static final String FIND =
            "select token, expires_at from login_session where tenant_id = $1 and login_sha256 = $2";
    private static final String DROP = "delete from login_session where tenant_id = $1 and login_sha256 = $2";

    private final Transactions transactions;
    private final SecretSeal seal;

    R2dbcSessions(Transactions transactions, SecretSeal seal) {
        this.transactions = transactions;
        this.seal = seal;
    }

    @Override
    public Mono<Session> find(PlatformAccount account) {
        Sql sql = Sql.of(FIND, account.tenant().value(), account.loginDigest());
        return transactions.read(account.tenant(), tx -> tx.one(sql, row -> opened(row, account)));
    }

    private Session opened(StoredRow row, PlatformAccount account) {
        String token = seal.open(new SealedSecret(row.bytes("token")), bound(account));
        return new Session(token, row.instant("expires_at"));
    }

    @Override
    public Mono<Void> keep(PlatformAccount account, Session session) {
        Columns row = Columns.of("login_session")
                .key("tenant_id", account.tenant().value())
                .key("login_sha256", account.loginDigest())
                .set("token", seal.seal(session.token(), bound(account)).bytes())
                .set("expires_at", session.expiresAt());
        return transactions
                .write(account.tenant(), tx -> tx.change(row.upsert()))
                .then();
    }

    @Override
    public Mono<Void> drop(PlatformAccount account) {
        return transactions
                .write(account.tenant(), tx -> tx.change(dropping(account)))
                .then();
    }

    static Sql dropping(PlatformAccount account) {
        return Sql.of(DROP, account.tenant().value(), account.loginDigest());
    }

    private static String bound(PlatformAccount account) {
        return account.tenant().value() + " " + account.loginDigest();
    }
}
