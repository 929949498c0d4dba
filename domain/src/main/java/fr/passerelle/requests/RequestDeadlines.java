package fr.passerelle.requests;

import fr.passerelle.law.SilenceRule.Suspension;
import fr.passerelle.law.time.Deadline;
import fr.passerelle.law.time.Deadline.Dated;
import fr.passerelle.law.time.Deadline.Fact;
import fr.passerelle.law.time.Deadline.Reading;
import fr.passerelle.law.time.DeadlineRules;
import fr.passerelle.law.time.ReviewDelay;
import fr.passerelle.law.time.ReviewTime;
import fr.passerelle.law.time.Territory;
import fr.passerelle.platform.PlatformFile;
import fr.passerelle.requests.AuthorisationRequest.Seen;
import fr.passerelle.requests.RequestState.OnPlatform;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The times that run on a request: a function of the request alone.
 *
 * <p>All are counted by the clock and the holidays of Paris, since neither the competent platform nor the court of an overseas
 * territory is known for certain; a holiday of its own would only give a day more.
 */
public final class RequestDeadlines {
    private static final DeadlineRules RULES = DeadlineRules.shipped();
    private static final String SILENCE_REFUSES = "DAT_SILENCE_REFUSAL";
    /** When missing items were asked for. */
    static final String ITEMS_ASKED = "items_asked";

    private static final String SILENCE_GRANTS = "DAT_ASYLUM_SILENCE_GRANT";

    private RequestDeadlines() {}

    /** In the order in which they come up. */
    public static List<Deadline> of(AuthorisationRequest request) {
        List<Deadline> all = new ArrayList<>();
        fileBy(request).ifPresent(all::add);
        if (request.state() instanceof OnPlatform state) {
            all.addAll(onPlatform(request, state));
        } else {
            receiptDue(request).ifPresent(all::add);
        }
        return all;
    }

    private static Optional<Deadline> receiptDue(AuthorisationRequest request) {
        Instant sentAt = request.trail().submittedAt();
        boolean isAwaited = request.state() instanceof RequestState.Filing
                || request.state() instanceof RequestState.OutcomeUnknown;
        return sentAt == null || !isAwaited
                ? Optional.empty()
                : Optional.of(from("AEE_REGISTRATION_RECEIPT", at("submitted", sentAt)));
    }

    /** The last day to file for a decision before the contract starts; empty while its start is not known. */
    public static Optional<Dated> fileBy(AuthorisationRequest request) {
        LocalDate start = request.content().start();
        return start == null || request.isAdopted() || request.state() instanceof RequestState.Withdrawn
                ? Optional.empty()
                : Optional.of(fileBy(request, start));
    }

    private static Dated fileBy(AuthorisationRequest request, LocalDate start) {
        ReviewTime measured = request.trail().deadlines().reviewTime();
        return measured == null ? delay(request, start).fileBy(start) : measured.fileBy(start);
    }

    /** A start long past has the delay of the day on which the request was made. */
    private static ReviewDelay delay(AuthorisationRequest request, LocalDate start) {
        LocalDate made = Deadlines.today(request.createdAt());
        return ReviewDelay.of(request.content().type().code(), start.isBefore(made) ? made : start);
    }

    /**
     * Whether the decision, as far as one can tell, comes after the start of the contract: it was filed too late, or is not
     * filed and it is too late. Empty where that is no question: no start, or a decision.
     */
    public static Optional<Boolean> willMissStart(AuthorisationRequest request, Instant now) {
        if (request.state().isOver() || request.state().isComputed()) {
            return Optional.empty();
        }
        Instant filed = request.receipt().map(on -> on.receipt().registeredAt()).orElse(now);
        return fileBy(request).map(by -> by.isOver(filed));
    }

    private static List<Deadline> onPlatform(AuthorisationRequest request, OnPlatform state) {
        return switch (state) {
            case RequestState.Filed _, RequestState.UnderReview _ -> undecided(request, state);
            case RequestState.InformationRequested(var _, var asked, var _) ->
                Stream.concat(undecided(request, state).stream(), answerDue(asked).stream())
                        .toList();
            case RequestState.DeemedRefused _ ->
                Stream.concat(silence(request, state), refused(request)).toList();
            case RequestState.DeemedGranted _ -> silence(request, state).toList();
            case RequestState.Refused _ -> refused(request).toList();
            case RequestState.Granted(var _, var decision, var _) -> granted(decision);
            case RequestState.ClosedByPlatform _ -> List.of();
        };
    }

    private static List<Deadline> undecided(AuthorisationRequest request, OnPlatform state) {
        Stream<Deadline> acknowledgement = Timers.isAcknowledged(state.receipt())
                ? Stream.of()
                : Stream.of(from("AR_ELECTRONIC_ACK", registered(state)));
        Deadline closure = from("PORTAL_INACTIVITY_CLOSURE", lastMovement(request, state));
        return Stream.of(acknowledgement, silence(request, state), Stream.of(closure))
                .flatMap(times -> times)
                .toList();
    }

    private static Optional<Deadline> answerDue(PlatformFile.Complement asked) {
        LocalDate due = asked.dueOn();
        return due == null || asked.sentAt() != null
                ? Optional.empty()
                : Optional.of(answerDue(due, at(ITEMS_ASKED, asked.askedAt())));
    }

    private static Deadline answerDue(LocalDate due, Fact asked) {
        Deadline counted = from("INCOMPLETE_FILE_SUSPENSION", Fact.on("answer_due", due));
        return counted instanceof Dated dated ? dated.alsoFrom(asked) : counted;
    }

    private static Stream<Deadline> refused(AuthorisationRequest request) {
        return Refusal.of(request).stream().flatMap(refusal -> refusal.running().stream());
    }

    private static List<Deadline> granted(PlatformFile.Decision decision) {
        LocalDate expiry = decision.validTo();
        return expiry == null
                ? List.of()
                : List.of(from("AT_RENEWAL_WINDOW", Fact.on("authorisation_expires", expiry)));
    }

    /** Both that it may be, where it is not known whether silence refuses or grants. */
    private static Stream<Deadline> silence(AuthorisationRequest request, OnPlatform state) {
        if (Silence.isUnclear(request, state, request.trail())) {
            return Stream.of(SILENCE_REFUSES, SILENCE_GRANTS)
                    .map(code -> silence(code, request, state).unverified());
        }
        boolean isForAsylumSeeker = request.content().type().isForAsylumSeeker();
        return Stream.of(silence(isForAsylumSeeker ? SILENCE_GRANTS : SILENCE_REFUSES, request, state));
    }

    /** With the day that the platform printed on its receipt, where it did. */
    private static Deadline silence(String code, AuthorisationRequest request, OnPlatform state) {
        Deadline counted = RULES.rule(code)
                .from(registered(state), Territory.PARIS, request.trail().suspensions());
        LocalDate printed = state.receipt().receipt().deemedDecisionOn();
        return printed != null && counted instanceof Dated dated
                ? dated.alsoRead(new Reading("printed", null, printed))
                : counted;
    }

    private static Fact registered(OnPlatform state) {
        return at("registered", state.receipt().receipt().registeredAt());
    }

    /** What the platform or we last did to the file, as far as it shows. */
    private static Fact lastMovement(AuthorisationRequest request, OnPlatform state) {
        Seen seen = request.seen();
        Stream<@Nullable Instant> moves = Stream.concat(
                Stream.of(state.receipt().receipt().registeredAt(), seen == null ? null : seen.movedAt()),
                request.trail().suspensions().stream().flatMap(RequestDeadlines::moves));
        Instant last = state.receipt().receipt().registeredAt();
        for (Instant move : moves.toList()) {
            last = move != null && move.isAfter(last) ? move : last;
        }
        return at("last_movement", last);
    }

    private static Stream<@Nullable Instant> moves(Suspension asked) {
        return Stream.of(asked.from(), asked.to());
    }

    private static Fact at(String name, Instant instant) {
        return Fact.at(name, instant, Territory.PARIS);
    }

    private static Deadline from(String code, Fact start) {
        return RULES.rule(code).from(start, Territory.PARIS);
    }
}
