package fr.passerelle.parties;

import fr.passerelle.ids.AccountId;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The login by which an employer, or its mandatary, files on the platform. One session at a time.
 *
 * @param login the identifier on the platform; shown back to the client, never logged
 * @param secret the password, sealed; write-only, it never leaves the service but to the platform
 * @param stateSince when the state was last seen to change
 */
public record PlatformAccount(
        AccountId id,
        TenantId tenant,
        EmployerId employer,
        String login,
        SealedSecret secret,
        State state,
        Instant stateSince,
        long version) {

    /** What the platform last said of the account. */
    public enum State {
        /** A secret was given and not tried yet. */
        UNKNOWN,
        OK,
        /** The platform answered that the account is locked: nothing is tried again until a human changes something. */
        LOCKED,
        PASSWORD_REFUSED,
        /** The platform asked for a captcha or a second factor: a human logs in once, or makes other arrangements. */
        HUMAN_CHECK_REQUIRED
    }

    /** Whether a log in may be tried. One failure stops the account, so that we never lock it ourselves by trying on. */
    public boolean mayLogIn() {
        return state == State.UNKNOWN || state == State.OK;
    }

    public PlatformAccount observed(State seen, Instant now) {
        return seen == state ? this : new PlatformAccount(id, tenant, employer, login, secret, seen, now, version + 1);
    }

    /** A changed login or secret lets the account resume. */
    public PlatformAccount relinked(String newLogin, SealedSecret newSecret, Instant now) {
        return new PlatformAccount(id, tenant, employer, newLogin, newSecret, State.UNKNOWN, now, version + 1);
    }

    /** The same account, tried anew after a human unlocked it on the platform. */
    public PlatformAccount unlocked(Instant now) {
        return observed(State.UNKNOWN, now);
    }

    /** Tells one login from another where the login itself need not be known: its SHA-256, in hexadecimal. */
    public String loginDigest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(login.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The state as clients see it; an employer without an account is {@code unlinked}. */
    public static String stateOf(@Nullable PlatformAccount account) {
        return account == null ? "unlinked" : account.state().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "PlatformAccount[" + id + ", " + state + "]";
    }
}
