package fr.passerelle.anef;

import fr.passerelle.platform.Attachment;
import fr.passerelle.platform.DraftCreation;
import fr.passerelle.platform.LogIn;
import fr.passerelle.platform.PlatformRefusal;
import fr.passerelle.platform.PlatformUnavailable;
import fr.passerelle.platform.SessionEnded;
import fr.passerelle.platform.SubmitAnswer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a call ended, as its metric says it. */
enum CallOutcome {
    ANSWERED,
    /** The portal understood and said no: a matter of the employer's, not of the portal's health. */
    REFUSED,
    SESSION_ENDED,
    UNREACHABLE,
    UNTRUSTED,
    TIMEOUT,
    SERVER_ERROR,
    OVERLOADED,
    UNUSABLE_ANSWER,
    HELD_BACK,
    NOT_SENT,
    UNKNOWN,
    CANCELLED,
    /** An error of our own. */
    FAILED;

    static CallOutcome ofAnswer(@Nullable Object answer) {
        return switch (answer) {
            case SubmitAnswer.Accepted _ -> ANSWERED;
            case SubmitAnswer.Refused _ -> REFUSED;
            case SubmitAnswer.NotSent _ -> NOT_SENT;
            case SubmitAnswer.Unknown _ -> UNKNOWN;
            case LogIn.Locked _ -> REFUSED;
            case LogIn.PasswordRefused _ -> REFUSED;
            case LogIn.HumanCheck _ -> REFUSED;
            case DraftCreation.FormRefused _ -> REFUSED;
            case Attachment.DocumentRefused _ -> REFUSED;
            case null, default -> ANSWERED;
        };
    }

    static CallOutcome ofError(Throwable error) {
        return switch (error) {
            case PlatformRefusal _ -> REFUSED;
            case SessionEnded _ -> SESSION_ENDED;
            case PlatformUnavailable unavailable -> of(unavailable.fault());
            default -> FAILED;
        };
    }

    private static CallOutcome of(PlatformUnavailable.Fault fault) {
        return switch (fault) {
            case UNREACHABLE -> UNREACHABLE;
            case UNTRUSTED -> UNTRUSTED;
            case TIMEOUT -> TIMEOUT;
            case SERVER_ERROR -> SERVER_ERROR;
            case OVERLOADED -> OVERLOADED;
            case UNUSABLE_ANSWER -> UNUSABLE_ANSWER;
            case HELD_BACK -> HELD_BACK;
        };
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
