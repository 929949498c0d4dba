package fr.passerelle.simulator;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Accounts and their sessions. Guarded by the portal's lock. */
final class Accounts {
    private final Map<String, Account> byLogin = new HashMap<>();
    private final Map<String, Session> byToken = new HashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Duration sessionLength;
    private final int capacity;

    Accounts(Duration sessionLength, int capacity) {
        this.sessionLength = sessionLength;
        this.capacity = capacity;
    }

    /** A session of one account; it counts from the log in, whatever is done meanwhile. */
    record Session(String token, String login, Instant expiresAt) {
        @Override
        public String toString() {
            return "Session[…]";
        }
    }

    /** A change from the control interface; absent members stay as they are. */
    record Change(
            @Nullable String password,
            @Nullable Set<String> sirets,
            @Nullable Boolean locked) {
        @Override
        public String toString() {
            return "Change[…]";
        }
    }

    Outcome<Session> logIn(String login, String password, Instant now) {
        return find(login).then(account -> open(account, password, now));
    }

    private Outcome<Session> open(Account account, String password, Instant now) {
        if (account.isLocked()) {
            return Outcome.refused(Refusal.COMPTE_VERROUILLE);
        }
        if (!account.accepts(password)) {
            return Outcome.refused(Refusal.IDENTIFIANTS_REFUSES);
        }
        Session session = new Session(newToken(), account.login(), now.plus(sessionLength));
        keep(account.opened(password, session.token()));
        byToken.put(session.token(), session);
        return Outcome.done(session);
    }

    Outcome<Account> holder(@Nullable String token, Instant now) {
        Session session = token == null ? null : byToken.get(token);
        Account account = session == null ? null : byLogin.get(session.login());
        return session == null || account == null || !now.isBefore(session.expiresAt())
                ? Outcome.refused(Refusal.SESSION_EXPIREE)
                : Outcome.done(account);
    }

    Account logOut(Account account) {
        return keep(new Account(account.login(), account.password(), account.sirets(), account.isLocked(), null));
    }

    Outcome<Account> change(String login, Change change) {
        return find(login).map(account -> keep(changed(account, change)));
    }

    private static Account changed(Account account, Change change) {
        Account next = change.password() == null ? account : account.withPassword(change.password());
        next = change.sirets() == null ? next : next.withSirets(change.sirets());
        return change.locked() == null ? next : next.withLock(change.locked());
    }

    void clear() {
        byLogin.clear();
        byToken.clear();
    }

    private Outcome<Account> find(String login) {
        Account known = byLogin.get(login);
        if (known != null) {
            return Outcome.done(known);
        }
        if (login.isBlank() || login.length() > 250) {
            return Outcome.refused(Refusal.IDENTIFIANTS_REFUSES);
        }
        return byLogin.size() < capacity ? Outcome.done(Account.first(login)) : Outcome.refused(Refusal.PORTAIL_SATURE);
    }

    /** The session that the account no longer has is forgotten with the former state. */
    /** Without their sessions, which end with the process. */
    List<Account> all() {
        return byLogin.values().stream().map(Account::withoutSession).toList();
    }

    Account keep(Account account) {
        Account former = byLogin.put(account.login(), account);
        if (former != null && former.session() != null && !former.session().equals(account.session())) {
            byToken.remove(former.session());
        }
        return account;
    }

    private String newToken() {
        byte[] token = new byte[16];
        random.nextBytes(token);
        return HexFormat.of().formatHex(token);
    }
}
