package fr.passerelle.requests;

import fr.passerelle.ids.AttemptId;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.DraftNumber;
import fr.passerelle.platform.Exchange;
import fr.passerelle.platform.Rejection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try to file something on the platform: what was meant, what was sent, what came back, how it ended. Of each request
 * and kind at most one attempt is open, unclear or accepted; the store refuses a second.
 *
 * @param draft the platform's draft; absent for the answer to a complement, and where what was sent is forgotten
 * @param login digest of the login that made the draft: under another one neither the draft nor its file can be seen
 * @param intentAt when the intent was committed; from then on only the platform knows whether it was filed
 * @param answer what came back, as evidence
 * @param reason why it ended as it did, in a word for operators
 * @param looks how far the reconciliation is
 */
public record Attempt(
        AttemptId id,
        TenantId tenant,
        RequestId request,
        Kind kind,
        State state,
        @Nullable DraftNumber draft,
        @Nullable String login,
        Instant createdAt,
        @Nullable Instant intentAt,
        @Nullable Exchange answer,
        @Nullable String reason,
        @Nullable Rejection rejection,
        Looks looks,
        @Nullable Instant closedAt) {

    /**
     * What is filed.
     *
     * @param complement the number of the request for complements that is answered; zero for the submission itself
     */
    public record Kind(int complement) {
        public static final Kind SUBMISSION = new Kind(0);

        public static Kind complement(int number) {
            if (number < 1) {
                throw new IllegalArgumentException("complements count from one");
            }
            return new Kind(number);
        }

        public String code() {
            return complement == 0 ? "submission" : "complement-" + complement;
        }
    }

    /** How far an attempt is. */
    public enum State {
        /** A draft is being made; nothing can have been filed. */
        PREPARING,
        /** The intent is committed. */
        INTENDED,
        /** It may have been filed: it is looked up. */
        UNKNOWN,
        ACCEPTED,
        /** The platform rejected it. */
        REFUSED,
        /** Not one byte left. */
        NOT_SENT,
        /** Proven by a fence at the platform not to have been filed. */
        NOT_FILED,
        /** Given up before the intent. */
        ABANDONED;

        /** Whether it forbids another attempt of the same kind. */
        public boolean excludesAnother() {
            return this == PREPARING || this == INTENDED || this == UNKNOWN || this == ACCEPTED;
        }
    }

    /**
     * What the reconciliation has seen so far.
     *
     * @param count how often the platform was read; before the intent, how often documents were sent in vain
     * @param draftGoneAt when the draft was seen to be gone, after which it can no longer be submitted
     * @param draftSubmittedAt when the platform first said that the draft was submitted; from then on a file must exist
     * @param cleanAt when, after the draft was gone, the first read showed no file
     * @param told the file that a human says it is; it counts once the platform shows it to be this employer's and worker's
     */
    public record Looks(
            int count,
            @Nullable Instant draftGoneAt,
            @Nullable Instant draftSubmittedAt,
            @Nullable Instant cleanAt,
            @Nullable DepositNumber told) {
        static final Looks NONE = new Looks(0, null, null, null, null);

        Looks again() {
            return new Looks(count + 1, draftGoneAt, draftSubmittedAt, cleanAt, told);
        }

        Looks draftGone(Instant now) {
            return draftGoneAt == null ? new Looks(count, now, draftSubmittedAt, cleanAt, told) : this;
        }

        Looks draftSubmitted(Instant now) {
            return draftSubmittedAt == null ? new Looks(count, draftGoneAt, now, cleanAt, told) : this;
        }

        Looks clean(Instant now) {
            return cleanAt == null ? new Looks(count, draftGoneAt, draftSubmittedAt, now, told) : this;
        }

        Looks told(@Nullable DepositNumber file) {
            return new Looks(count, draftGoneAt, draftSubmittedAt, cleanAt, file);
        }
    }

    static Attempt preparing(AuthorisationRequest request, DraftNumber draft, String login, Instant now) {
        return new Attempt(
                AttemptId.next(now),
                request.tenant(),
                request.id(),
                Kind.SUBMISSION,
                State.PREPARING,
                draft,
                login,
                now,
                null,
                null,
                null,
                null,
                Looks.NONE,
                null);
    }

    /** Stands for whatever was sent between a backup and its restore. */
    static Attempt forgotten(AuthorisationRequest request, Instant now) {
        return new Attempt(
                AttemptId.next(now),
                request.tenant(),
                request.id(),
                Kind.SUBMISSION,
                State.UNKNOWN,
                null,
                null,
                now,
                null,
                null,
                "restored",
                null,
                Looks.NONE,
                null);
    }

    static Attempt complementIntended(AuthorisationRequest request, int number, Instant now) {
        return new Attempt(
                AttemptId.next(now),
                request.tenant(),
                request.id(),
                Kind.complement(number),
                State.INTENDED,
                null,
                null,
                now,
                now,
                null,
                null,
                null,
                Looks.NONE,
                null);
    }

    /** The documents were sent, and the draft does not show them all. */
    Attempt uploadedInVain() {
        require(State.PREPARING);
        return copy(State.PREPARING, null, null, null, null, looks.again(), null);
    }

    Attempt intended(Instant now) {
        require(State.PREPARING);
        return copy(State.INTENDED, now, null, null, null, Looks.NONE, null);
    }

    /** Its draft was submitted on the portal before we could: whether our file came of it is to be found out. */
    Attempt submittedByHand(Instant now) {
        require(State.PREPARING);
        return copy(State.UNKNOWN, now, null, "submitted_on_portal", null, Looks.NONE.draftSubmitted(now), null);
    }

    /** The employer linked another login, which does not see the draft: someone may submit it on the portal. */
    Attempt outOfSight(Instant now) {
        require(State.PREPARING);
        return copy(State.UNKNOWN, now, null, "login_changed", null, Looks.NONE, null);
    }

    Attempt unknown(@Nullable Exchange exchange, String why) {
        require(State.INTENDED);
        return copy(State.UNKNOWN, intentAt, exchange, why, null, looks, null);
    }

    Attempt looked(Looks next) {
        require(State.UNKNOWN);
        return copy(State.UNKNOWN, intentAt, answer, reason, rejection, next, null);
    }

    Attempt closed(State end, @Nullable Exchange exchange, String why, @Nullable Rejection words, Instant now) {
        if (closedAt != null) {
            throw new IllegalStateException("an attempt ends once");
        }
        return copy(end, intentAt, exchange == null ? answer : exchange, why, words, looks, now);
    }

    /** When the submission went out, as far as it is known. */
    @Nullable
    Instant sentAt() {
        return answer == null ? intentAt : answer.sentAt();
    }

    private Attempt copy(
            State next,
            @Nullable Instant intent,
            @Nullable Exchange exchange,
            @Nullable String why,
            @Nullable Rejection words,
            Looks nextLooks,
            @Nullable Instant closed) {
        return new Attempt(
                id, tenant, request, kind, next, draft, login, createdAt, intent, exchange, why, words, nextLooks,
                closed);
    }

    private void require(State expected) {
        if (state != expected) {
            throw new IllegalStateException("an attempt that is " + state + " is not " + expected);
        }
    }
}
