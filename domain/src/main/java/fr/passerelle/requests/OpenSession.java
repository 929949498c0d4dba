package fr.passerelle.requests;

import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.parties.AccountEvent;
import fr.passerelle.parties.PlatformAccount;
import fr.passerelle.parties.PlatformAccounts;
import fr.passerelle.parties.SecretSeal;
import fr.passerelle.platform.Credentials;
import fr.passerelle.platform.LogIn;
import fr.passerelle.platform.Platform;
import fr.passerelle.platform.Session;
import fr.passerelle.platform.Sessions;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskEvent;
import fr.passerelle.tasks.TaskKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Opens the one session of an account, or takes up the one that is still good. An account that answers "locked" or "wrong
 * password", or asks for a human, is stopped after that one failure and becomes a task: trying on would lock it for good.
 */
public final class OpenSession {
    private static final Duration MARGIN = Duration.ofMinutes(2);
    private static final Duration TIME_TO_MEND = Duration.ofDays(1);

    private final Platform platform;
    private final Sessions sessions;
    private final PlatformAccounts accounts;
    private final SecretSeal seal;
    private final InstantSource clock;

    public OpenSession(
            Platform platform, Sessions sessions, PlatformAccounts accounts, SecretSeal seal, InstantSource clock) {
        this.platform = platform;
        this.sessions = sessions;
        this.accounts = accounts;
        this.seal = seal;
        this.clock = clock;
    }

    Mono<Access> open(PlatformAccount account) {
        if (!account.mayLogIn()) {
            return Mono.just(new Access.Denied());
        }
        return kept(account)
                .filter(session -> session.expiresAt().isAfter(clock.instant().plus(MARGIN)))
                .<Access>map(Access.Granted::new)
                .switchIfEmpty(Mono.defer(() -> logIn(account)));
    }

    /** A session counts only for the login and password that opened it: a changed one must be tried first. */
    private Mono<Session> kept(PlatformAccount account) {
        return account.state() == PlatformAccount.State.OK ? sessions.find(account) : Mono.empty();
    }

    /** Forgets a session that the platform no longer knows. */
    Mono<Void> forget(PlatformAccount account) {
        return sessions.drop(account);
    }

    private Mono<Access> logIn(PlatformAccount account) {
        String password = seal.open(account.secret(), account.id().text());
        return accounts.underLoginOf(account)
                .flatMap(all -> stoppedSince(account, password, all)
                        .map(Mono::just)
                        .orElseGet(() -> platform.logIn(new Credentials(account.login(), password))))
                .flatMap(answer -> settle(account, answer));
    }

    /** What another employer's account of the same login was told since: to be told it here too would be a second failure. */
    private Optional<LogIn> stoppedSince(PlatformAccount account, String password, List<PlatformAccount> all) {
        return all.stream()
                .filter(other -> !other.id().equals(account.id()) && !other.mayLogIn())
                .filter(other -> !other.stateSince().isBefore(account.stateSince()))
                .filter(other ->
                        other.state() != PlatformAccount.State.PASSWORD_REFUSED || hasPassword(other, password))
                .map(OpenSession::told)
                .findFirst();
    }

    private boolean hasPassword(PlatformAccount account, String password) {
        return seal.open(account.secret(), account.id().text()).equals(password);
    }

    private static LogIn told(PlatformAccount stopped) {
        return switch (stopped.state()) {
            case LOCKED -> new LogIn.Locked();
            case PASSWORD_REFUSED -> new LogIn.PasswordRefused();
            case HUMAN_CHECK_REQUIRED -> new LogIn.HumanCheck();
            case UNKNOWN, OK -> throw new IllegalArgumentException("not stopped: " + stopped);
        };
    }

    private Mono<Access> settle(PlatformAccount account, LogIn answer) {
        return switch (answer) {
            case LogIn.Opened(var session) -> opened(account, session);
            case LogIn.Locked() ->
                stopped(account, PlatformAccount.State.LOCKED, EventType.ACCOUNT_LOCKED, TaskKind.ACCOUNT_LOCKED);
            case LogIn.PasswordRefused() ->
                stopped(
                        account,
                        PlatformAccount.State.PASSWORD_REFUSED,
                        EventType.ACCOUNT_PASSWORD_REFUSED,
                        TaskKind.PASSWORD_REFUSED);
            case LogIn.HumanCheck() ->
                stopped(
                        account,
                        PlatformAccount.State.HUMAN_CHECK_REQUIRED,
                        EventType.ACCOUNT_HUMAN_CHECK_REQUIRED,
                        TaskKind.HUMAN_CHECK_REQUIRED);
        };
    }

    private Mono<Access> opened(PlatformAccount account, Session session) {
        Mono<Void> kept = sessions.keep(account, session);
        PlatformAccount seen = account.observed(PlatformAccount.State.OK, clock.instant());
        Mono<?> noted = seen.version() == account.version()
                ? Mono.empty()
                : accounts.save(
                        seen, account.version(), List.of(), List.of(event(EventType.ACCOUNT_RESUMED, account, seen)));
        return kept.then(noted).thenReturn(new Access.Granted(session));
    }

    private Mono<Access> stopped(PlatformAccount account, PlatformAccount.State state, EventType type, TaskKind kind) {
        Instant now = clock.instant();
        PlatformAccount seen = account.observed(state, now);
        Task task = Task.open(
                account.tenant(),
                account.employer(),
                null,
                kind,
                now,
                now.plus(TIME_TO_MEND),
                Map.of("account_id", account.id().text()));
        List<Event> events = List.of(event(type, account, seen), TaskEvent.of(task, null, now));
        return accounts.save(seen, account.version(), List.of(task), events)
                .flatMap(WorkOvertaken::unlessStored)
                .thenReturn(new Access.Denied());
    }

    private static Event event(EventType type, PlatformAccount before, PlatformAccount after) {
        return AccountEvent.of(type, before, after, after.stateSince());
    }
}
