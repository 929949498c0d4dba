package fr.passerelle.simulator;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An employer's account.
 *
 * @param password absent until the first log in, which sets it
 * @param sirets the establishments it holds; absent means any
 * @param session the live session's token, as there is one at most
 */
record Account(
        String login,
        @Nullable String password,
        @Nullable Set<String> sirets,
        boolean isLocked,
        @Nullable String session) {
    private static final String BORN_LOCKED = "+locked";
    private static final String ALWAYS_REFUSED = "+refused";

    static Account first(String login) {
        return new Account(login, null, null, login.contains(BORN_LOCKED), null);
    }

    /** The first password that is not empty is taken for the right one, unless the login asks for a refusal. */
    boolean accepts(String attempt) {
        return password == null ? !attempt.isEmpty() && !login.contains(ALWAYS_REFUSED) : password.equals(attempt);
    }

    boolean holds(String siret) {
        return sirets == null || sirets.contains(siret);
    }

    /**
     * An account with a list of establishments sees all their files; one that holds any establishment sees what it filed and
     * what nobody filed, or else every such account would see everything.
     */
    boolean sees(PortalFile file) {
        return sirets == null
                ? file.account() == null || login.equals(file.account())
                : sirets.contains(file.form().siret());
    }

    Account opened(String attempt, String token) {
        return new Account(login, attempt, sirets, isLocked, token);
    }

    Account withoutSession() {
        return new Account(login, password, sirets, isLocked, null);
    }

    Account withPassword(String next) {
        return new Account(login, next, sirets, false, null);
    }

    Account withSirets(Set<String> next) {
        return new Account(login, password, Set.copyOf(next), isLocked, session);
    }

    Account withLock(boolean locked) {
        return new Account(login, password, sirets, locked, locked ? null : session);
    }

    @Override
    public String toString() {
        return "Account[…]";
    }
}
