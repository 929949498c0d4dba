package fr.passerelle.platform;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.anAccount;
import static fr.passerelle.testing.Examples.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.AccountId;
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

    @Test
    void holdNothingInTheBeginning() {
        assertThat(found(store.sessions().find(tenant, knownAccount(tenant)))).isEmpty();
    }

    @Test
    void keepASession() {
        AccountId account = knownAccount(tenant);

        done(store.sessions().keep(tenant, account, SESSION));

        assertThat(found(store.sessions().find(tenant, account))).contains(SESSION);
    }

    @Test
    void keepTheLatestSessionOfAnAccount() {
        AccountId account = knownAccount(tenant);
        Session later = new Session("another-token", NOW.plus(Duration.ofMinutes(60)));

        done(store.sessions().keep(tenant, account, SESSION));
        done(store.sessions().keep(tenant, account, later));

        assertThat(found(store.sessions().find(tenant, account))).contains(later);
    }

    @Test
    void dropASession() {
        AccountId account = knownAccount(tenant);
        done(store.sessions().keep(tenant, account, SESSION));

        done(store.sessions().drop(tenant, account));
        done(store.sessions().drop(tenant, account));

        assertThat(found(store.sessions().find(tenant, account))).isEmpty();
    }

    @Test
    void keepTheSessionsOfAccountsApart() {
        AccountId account = knownAccount(tenant);
        AccountId other = knownAccount(tenant);
        done(store.sessions().keep(tenant, account, SESSION));
        done(store.sessions().drop(tenant, other));

        assertThat(found(store.sessions().find(tenant, other))).isEmpty();
        assertThat(found(store.sessions().find(tenant, account))).contains(SESSION);
    }

    @Test
    void areOutOfReachOfAnotherTenant() {
        AccountId account = knownAccount(tenant);
        done(store.sessions().keep(tenant, account, SESSION));

        done(store.sessions().drop(otherTenant, account));

        assertThat(found(store.sessions().find(otherTenant, account))).isEmpty();
        assertThat(found(store.sessions().find(tenant, account))).contains(SESSION);
    }

    private AccountId knownAccount(TenantId owner) {
        PlatformAccount account = anAccount().of(knownEmployer(owner)).build();
        var event = anEvent(owner, EventType.ACCOUNT_LINKED, account.id(), 1);
        assertThat(got(store.accounts().save(account, 0, List.of(), event))).isEqualTo(STORED);
        return account.id();
    }
}
