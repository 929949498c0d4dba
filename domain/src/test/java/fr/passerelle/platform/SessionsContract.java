package fr.passerelle.platform;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.anAccount;
import static fr.passerelle.testing.Examples.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.EventType;
import fr.passerelle.parties.PlatformAccount;
import fr.passerelle.testing.StoreContract;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the {@link Sessions} promise. */
public abstract class SessionsContract extends StoreContract {
    private static final Session SESSION = new Session("a-token-from-tests", NOW.plus(Duration.ofMinutes(30)));

    private int logins;

    @Test
    void holdNothingInTheBeginning() {
        assertThat(found(store.sessions().find(knownAccount(tenant)))).isEmpty();
    }

    @Test
    void keepASession() {
        PlatformAccount account = knownAccount(tenant);

        done(store.sessions().keep(account, SESSION));

        assertThat(found(store.sessions().find(account))).contains(SESSION);
    }

    @Test
    void keepTheLatestSessionOfAnAccount() {
        PlatformAccount account = knownAccount(tenant);
        Session later = new Session("another-token", NOW.plus(Duration.ofMinutes(60)));

        done(store.sessions().keep(account, SESSION));
        done(store.sessions().keep(account, later));

        assertThat(found(store.sessions().find(account))).contains(later);
    }

    @Test
    void dropASession() {
        PlatformAccount account = knownAccount(tenant);
        done(store.sessions().keep(account, SESSION));

        done(store.sessions().drop(account));
        done(store.sessions().drop(account));

        assertThat(found(store.sessions().find(account))).isEmpty();
    }

    @Test
    void keepTheSessionsOfAccountsApart() {
        PlatformAccount account = knownAccount(tenant);
        PlatformAccount other = knownAccount(tenant);
        done(store.sessions().keep(account, SESSION));
        done(store.sessions().drop(other));

        assertThat(found(store.sessions().find(other))).isEmpty();
        assertThat(found(store.sessions().find(account))).contains(SESSION);
    }

    @Test
    void shareTheSessionOfOneLogin() {
        PlatformAccount account = knownAccount(tenant, "cabinet@example.org");
        PlatformAccount ofTheSameLogin = knownAccount(tenant, "cabinet@example.org");

        done(store.sessions().keep(account, SESSION));

        assertThat(found(store.sessions().find(ofTheSameLogin))).contains(SESSION);
    }

    @Test
    void areOutOfReachOfAnotherTenant() {
        PlatformAccount account = knownAccount(tenant, "cabinet@example.org");
        PlatformAccount foreign = knownAccount(otherTenant, "cabinet@example.org");
        done(store.sessions().keep(account, SESSION));

        done(store.sessions().drop(foreign));

        assertThat(found(store.sessions().find(foreign))).isEmpty();
        assertThat(found(store.sessions().find(account))).contains(SESSION);
    }

    private PlatformAccount knownAccount(TenantId owner) {
        logins++;
        return knownAccount(owner, "rh" + logins + "@example.org");
    }

    private PlatformAccount knownAccount(TenantId owner, String login) {
        PlatformAccount account =
                anAccount().of(knownEmployer(owner)).login(login).build();
        var event = anEvent(owner, EventType.ACCOUNT_LINKED, account.id(), 1);
        assertThat(got(store.accounts().save(account, 0, List.of(), List.of(event))))
                .isEqualTo(STORED);
        return account;
    }
}
