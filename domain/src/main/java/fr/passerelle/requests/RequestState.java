package fr.passerelle.requests;

import fr.passerelle.ids.AttemptId;
import fr.passerelle.ids.AuthorisationId;
import fr.passerelle.platform.PlatformFile;
import fr.passerelle.platform.Rejection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a request stands. Each state holds only what exists in it. */
public sealed interface RequestState {

    /** Being prepared; nothing was filed. */
    record Draft() implements RequestState {}

    /** Accepted for filing; safe with us until the platform takes it. */
    record Queued() implements RequestState {}

    /** The intent to submit is committed: from here on, only the platform can say whether it was filed. */
    record Filing(AttemptId attempt) implements RequestState {}

    /** A submission went out and no proven answer came back. It is looked up, never sent again. */
    record OutcomeUnknown(AttemptId attempt) implements RequestState {}

    /** The portal itself rejected the submission. It can be changed and submitted again. */
    record NotAccepted(Rejection rejection) implements RequestState {}

    /** Called off before anything was sent. */
    record Withdrawn(String reason) implements RequestState {}

    /** The states of a request that has a file on the platform. */
    sealed interface OnPlatform extends RequestState {
        FiledReceipt receipt();
    }

    record Filed(FiledReceipt receipt) implements OnPlatform {}

    record UnderReview(FiledReceipt receipt) implements OnPlatform {}

    /**
     * The platform asks for complements.
     *
     * @param answer how far our answer is
     */
    record InformationRequested(FiledReceipt receipt, PlatformFile.Complement asked, Answer answer)
            implements OnPlatform {
        /** How far the answer to a request for complements is. */
        public enum Answer {
            AWAITED,
            QUEUED,
            SENDING,
            OUTCOME_UNKNOWN,
            SENT
        }
    }

    record Granted(FiledReceipt receipt, PlatformFile.Decision decision, AuthorisationId authorisation)
            implements OnPlatform {}

    record Refused(FiledReceipt receipt, PlatformFile.Decision decision) implements OnPlatform {}

    /** Computed: two months' silence refused it. An express decision may still follow. */
    record DeemedRefused(FiledReceipt receipt, LocalDate lastDayOfSilence) implements OnPlatform {}

    /** Computed: two months' silence granted it, as for asylum seekers. An express decision may still follow. */
    record DeemedGranted(FiledReceipt receipt, LocalDate lastDayOfSilence) implements OnPlatform {}

    /** Closed without a decision. */
    record ClosedByPlatform(
            FiledReceipt receipt, String rawLabel, @Nullable Instant closedAt) implements OnPlatform {}

    /** The {@link #code codes} of all states. */
    List<String> CODES = List.of(
            "draft",
            "queued",
            "filing",
            "outcome_unknown",
            "not_accepted",
            "withdrawn",
            "filed",
            "under_review",
            "information_requested",
            "granted",
            "refused",
            "deemed_refused",
            "deemed_granted",
            "closed_by_platform");

    /** The codes of the states that are {@link #isOver over}. */
    List<String> CODES_WHEN_OVER = List.of("withdrawn", "granted", "refused", "closed_by_platform");

    /** The public name. */
    default String code() {
        return switch (this) {
            case Draft() -> "draft";
            case Queued() -> "queued";
            case Filing(var _) -> "filing";
            case OutcomeUnknown(var _) -> "outcome_unknown";
            case NotAccepted(var _) -> "not_accepted";
            case Withdrawn(var _) -> "withdrawn";
            case Filed(var _) -> "filed";
            case UnderReview(var _) -> "under_review";
            case InformationRequested(var _, var _, var _) -> "information_requested";
            case Granted(var _, var _, var _) -> "granted";
            case Refused(var _, var _) -> "refused";
            case DeemedRefused(var _, var _) -> "deemed_refused";
            case DeemedGranted(var _, var _) -> "deemed_granted";
            case ClosedByPlatform(var _, var _, var _) -> "closed_by_platform";
        };
    }

    /** Whether it is our reckoning, and nothing that the platform showed. */
    default boolean isComputed() {
        return this instanceof DeemedRefused || this instanceof DeemedGranted;
    }

    /** Whether nothing more is expected: no tracking, and a new filing is no duplicate. */
    default boolean isOver() {
        return switch (this) {
            case Withdrawn(var _) -> true;
            case Granted(var _, var _, var _) -> true;
            case Refused(var _, var _) -> true;
            case ClosedByPlatform(var _, var _, var _) -> true;
            case DeemedRefused(var _, var _), DeemedGranted(var _, var _) -> false;
            case Draft() -> false;
            case Queued() -> false;
            case Filing(var _), OutcomeUnknown(var _) -> false;
            case NotAccepted(var _) -> false;
            case Filed(var _), UnderReview(var _) -> false;
            case InformationRequested(var _, var _, var _) -> false;
        };
    }

    /** Whether another filing of the same contract would be a duplicate. */
    default boolean countsAsLive() {
        return !isOver() && !isComputed();
    }

    /** Whether its content may still be changed. */
    default boolean isEditable() {
        return this instanceof Draft || this instanceof NotAccepted;
    }

    /** The name of a constant in the API's spelling. */
    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
