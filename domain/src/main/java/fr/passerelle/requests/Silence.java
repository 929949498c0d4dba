package fr.passerelle.requests;

import fr.passerelle.law.SilenceRule;
import fr.passerelle.law.SilenceRule.Meaning;
import fr.passerelle.law.SilenceRule.Suspension;
import fr.passerelle.platform.PlatformFile;
import fr.passerelle.platform.PlatformFile.Complement;
import fr.passerelle.requests.AuthorisationRequest.Trail;
import fr.passerelle.requests.RequestState.ClosedByPlatform;
import fr.passerelle.requests.RequestState.DeemedGranted;
import fr.passerelle.requests.RequestState.DeemedRefused;
import fr.passerelle.requests.RequestState.Filed;
import fr.passerelle.requests.RequestState.Granted;
import fr.passerelle.requests.RequestState.InformationRequested;
import fr.passerelle.requests.RequestState.OnPlatform;
import fr.passerelle.requests.RequestState.Refused;
import fr.passerelle.requests.RequestState.UnderReview;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the State's silence makes of a file on the platform. {@link SilenceRule} says when. */
final class Silence {
    private Silence() {}

    /** What silence makes of a file on which nobody has decided; the state itself while it makes nothing of it. */
    static OnPlatform after(AuthorisationRequest request, OnPlatform state, Trail trail, Instant now) {
        return decidesAfter(request, state, trail)
                .filter(_ -> !isUnclear(request, state, trail))
                .filter(day -> SilenceRule.hasDecided(day, now))
                .flatMap(_ -> lastDay(request, state, trail))
                .map(lastDay -> deemed(request, state.receipt(), lastDay))
                .orElse(state);
    }

    /**
     * The day after which silence decides, as things stand: the last of its time, and of the time to answer where that is later.
     * Empty while it cannot be known, and where nothing awaits a decision.
     */
    static Optional<LocalDate> decidesAfter(AuthorisationRequest request, OnPlatform state, Trail trail) {
        return notBefore(state, trail)
                .flatMap(earliest -> lastDay(request, state, trail).map(last -> later(earliest, last)));
    }

    /** Where it is not known what silence means: the last day before it may first have decided. */
    static Optional<LocalDate> lastDay(AuthorisationRequest request, OnPlatform state, Trail trail) {
        boolean grants = request.content().type().isForAsylumSeeker() && !isUnclear(request, state, trail);
        return lastDay(grants ? Meaning.GRANT : Meaning.REFUSAL, state, trail);
    }

    static Optional<LocalDate> lastDay(Meaning meaning, OnPlatform state, Trail trail) {
        return SilenceRule.lastDay(meaning, state.receipt().receipt().registeredAt(), trail.suspensions());
    }

    /**
     * Whether a request is called an asylum seeker's, and the worker's papers do not bear it out: silence grants to nobody else.
     * Then it decides nothing here, and a human is asked. What it granted is not taken back because a certificate was renewed, or made place for a residence permit.
     */
    static boolean isUnclear(AuthorisationRequest request, OnPlatform state, Trail trail) {
        if (!request.content().type().isForAsylumSeeker() || request.state() instanceof DeemedGranted) {
            return false;
        }
        AsylumClaim claim = trail.asylum();
        if (claim == null) {
            return true;
        }
        LocalDate registered = Deadlines.today(state.receipt().receipt().registeredAt());
        LocalDate lastDay = lastDay(Meaning.GRANT, state, trail).orElse(registered);
        return !claim.opensWork(registered, lastDay);
    }

    private static OnPlatform deemed(AuthorisationRequest request, FiledReceipt receipt, LocalDate lastDay) {
        return request.content().type().isForAsylumSeeker()
                ? new DeemedGranted(receipt, lastDay)
                : new DeemedRefused(receipt, lastDay);
    }

    /** On which day a decision may be born at the earliest; empty where none is awaited. */
    private static Optional<LocalDate> notBefore(OnPlatform state, Trail trail) {
        return switch (state) {
            case Filed _, UnderReview _ -> Optional.of(LocalDate.MIN);
            case InformationRequested(var _, var asked, var answer) ->
                isOnItsWay(answer) ? Optional.empty() : Optional.ofNullable(due(asked, trail));
            case Granted _, Refused _, DeemedRefused _, DeemedGranted _, ClosedByPlatform _ -> Optional.empty();
        };
    }

    /** A page may leave out the day that an earlier one, or a later one, tells. */
    private static @Nullable LocalDate due(Complement asked, Trail trail) {
        Suspension known = known(trail, asked.askedAt());
        return known == null || known.dueOn() == null ? asked.dueOn() : known.dueOn();
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    /** An answer that we are about to send, or may have sent, is seen through first. */
    private static boolean isOnItsWay(InformationRequested.Answer answer) {
        return switch (answer) {
            case QUEUED, SENDING, OUTCOME_UNKNOWN -> true;
            case AWAITED, SENT -> false;
        };
    }

    /**
     * For what the administration is known to have asked: as the page tells it, with what the page leaves out and earlier
     * ones told. What was asked once was asked, whatever a later page shows.
     */
    static List<Suspension> suspensions(Trail before, PlatformFile file) {
        List<Suspension> all = new ArrayList<>();
        for (Complement asked : file.complements()) {
            all.add(suspension(asked, known(before, asked.askedAt())));
        }
        before.suspensions().stream()
                .filter(known -> all.stream().noneMatch(told -> told.from().equals(known.from())))
                .forEach(all::add);
        return all;
    }

    private static Suspension suspension(Complement asked, @Nullable Suspension known) {
        LocalDate due = asked.dueOn() == null && known != null ? known.dueOn() : asked.dueOn();
        return new Suspension(asked.askedAt(), asked.sentAt(), due);
    }

    private static @Nullable Suspension known(Trail before, Instant askedAt) {
        return before.suspensions().stream()
                .filter(known -> known.from().equals(askedAt))
                .findFirst()
                .orElse(null);
    }
}
