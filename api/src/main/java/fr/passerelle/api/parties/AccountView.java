package fr.passerelle.api.parties;

import fr.passerelle.parties.PlatformAccount;
import java.time.Instant;

/** An account as clients see it: never its secret. */
public record AccountView(
        String id, String employerId, String login, PlatformAccount.State state, Instant stateSince, long version) {
    static AccountView of(PlatformAccount account) {
        return new AccountView(
                account.id().text(),
                account.employer().text(),
                account.login(),
                account.state(),
                account.stateSince(),
                account.version());
    }
}
