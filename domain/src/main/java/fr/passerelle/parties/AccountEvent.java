package fr.passerelle.parties;

import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the journal is told of an employer's account on the platform: its state before and after, never its login. */
public final class AccountEvent {
    private AccountEvent() {}

    /**
     * An account that was linked, or has another state.
     *
     * @param before absent when the employer had none
     */
    public static Event of(EventType type, @Nullable PlatformAccount before, PlatformAccount after, Instant at) {
        return of(type, after, after.version(), PlatformAccount.stateOf(before), PlatformAccount.stateOf(after), at);
    }

    static Event unlinked(PlatformAccount account, Instant at) {
        return of(
                EventType.ACCOUNT_UNLINKED,
                account,
                account.version() + 1,
                PlatformAccount.stateOf(account),
                PlatformAccount.stateOf(null),
                at);
    }

    private static Event of(
            EventType type, PlatformAccount account, long sequence, String before, String after, Instant at) {
        return Event.of(
                account.tenant(),
                type,
                account.id().text(),
                sequence,
                at,
                Map.of("employer_id", account.employer().text(), "from_state", before, "to_state", after));
    }
}
