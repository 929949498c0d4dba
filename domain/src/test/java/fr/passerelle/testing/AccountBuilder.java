package fr.passerelle.testing;

import fr.passerelle.ids.AccountId;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.PlatformAccount;
import fr.passerelle.parties.SealedSecret;
import fr.passerelle.parties.SecretSeal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** An account on the platform in good order. */
public final class AccountBuilder {
    private AccountId id = AccountId.next(Examples.NOW);
    private TenantId tenant = Examples.TENANT;
    private EmployerId employer = EmployerId.next(Examples.NOW);
    private String login = "rh@cuisines-du-rhone.example";
    private SealedSecret secret = new SealedSecret("not a real secret".getBytes(StandardCharsets.UTF_8));
    private PlatformAccount.State state = PlatformAccount.State.OK;
    private Instant stateSince = Examples.NOW;
    private long version = 1;

    AccountBuilder() {}

    public AccountBuilder id(AccountId identity) {
        id = identity;
        return this;
    }

    public AccountBuilder of(Employer filing) {
        tenant = filing.tenant();
        employer = filing.id();
        return this;
    }

    public AccountBuilder login(String text) {
        login = text;
        return this;
    }

    /** With a password that the given seal opens in the context of this account. */
    public AccountBuilder password(String password, SecretSeal seal) {
        secret = seal.seal(password, id.text());
        return this;
    }

    public AccountBuilder in(PlatformAccount.State shown) {
        state = shown;
        return this;
    }

    public AccountBuilder locked() {
        return in(PlatformAccount.State.LOCKED);
    }

    public AccountBuilder since(Instant instant) {
        stateSince = instant;
        return this;
    }

    public AccountBuilder version(long count) {
        version = count;
        return this;
    }

    public PlatformAccount build() {
        return new PlatformAccount(id, tenant, employer, login, secret, state, stateSince, version);
    }
}
