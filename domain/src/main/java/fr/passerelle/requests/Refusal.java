package fr.passerelle.requests;

import fr.passerelle.law.time.Deadline;
import fr.passerelle.law.time.Deadline.Fact;
import fr.passerelle.law.time.DeadlineRule;
import fr.passerelle.law.time.DeadlineRules;
import fr.passerelle.law.time.Territory;
import fr.passerelle.tasks.TaskOutcome;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What can still be done about a refusal, and until when. Both what is shown of a request and what is told of it ask here.
 *
 * <p>The time to go to court. Source: CJA, art. R. 421-1 and R. 421-2; CRPA, art. L. 411-2 (LEGIARTI000031367829) and L. 411-7
 * (LEGIARTI000031367839).
 *
 * <ul>
 *   <li>Two months from the refusal. Of an express one, from the day that it bears, which is never later than that of its
 *       notification.
 *   <li>An appeal to the administration interrupts it when it is made "dans le délai imparti": after the refusal, and within its
 *       two months from date to date. The two months then begin anew when the appeal is rejected: on the day of which the client
 *       tells us, or after two months of silence, whichever comes first. A later appeal moves nothing.
 *   <li>An express refusal that follows a silent one begins its own two months. What was said of the silent one is then
 *       forgotten: {@link Reminders#forgettingRefusal}.
 * </ul>
 *
 * @param on the last day of the silence, or the day of the decision
 * @param said what people told us that they did about it
 */
record Refusal(LocalDate on, boolean bySilence, Reminders said) {
    private static final DeadlineRules RULES = DeadlineRules.shipped();
    private static final DeadlineRule REASONS_REQUEST = RULES.rule("REASONS_REQUEST");
    private static final DeadlineRule REASONS_ANSWER = RULES.rule("REASONS_ANSWER");
    private static final DeadlineRule APPEAL = RULES.rule("ADMIN_APPEAL");
    private static final DeadlineRule APPEAL_SILENCE = RULES.rule("ADMIN_APPEAL_SILENCE");
    private static final DeadlineRule COURT_EXPRESS = RULES.rule("APPEAL_COURT_EXPLICIT");
    private static final DeadlineRule COURT_SILENT = RULES.rule("APPEAL_COURT_IMPLICIT");

    /** That of a request as it stands. */
    static Optional<Refusal> of(AuthorisationRequest request) {
        Reminders said = request.trail().reminders();
        return switch (request.state()) {
            case RequestState.DeemedRefused(var _, var lastDay) -> Optional.of(new Refusal(lastDay, true, said));
            case RequestState.Refused(var _, var decision) ->
                Optional.of(new Refusal(decision.decidedOn(), false, said));
            default -> Optional.empty();
        };
    }

    /** The last day on which it can safely be brought before the court, in every way of counting. */
    LocalDate contestUntil() {
        return court().lastDay(courtStart().day(), Territory.PARIS);
    }

    /** By when the reasons that were asked for are due; empty where none were. */
    Optional<LocalDate> reasonsDue() {
        return bySilence
                ? said.reasonsAsked().map(asked -> REASONS_ANSWER.lastDay(asked, Territory.PARIS))
                : Optional.empty();
    }

    /** The last day of the silence that rejects the appeal; empty where none awaits an answer. */
    Optional<LocalDate> appealAnswerDue() {
        return said.appealRejected().isPresent()
                ? Optional.empty()
                : said.appealed().map(Refusal::silentlyRejectedOn);
    }

    /** The times that run, in the order in which they come up; none once it is before the court, or accepted. */
    List<Deadline> running() {
        if (said.settled()) {
            return List.of();
        }
        List<Deadline> all = new ArrayList<>();
        if (bySilence) {
            all.add(said.reasonsAsked()
                    .map(asked -> from(REASONS_ANSWER, Fact.on("reasons_asked", asked)))
                    .orElseGet(() -> from(REASONS_REQUEST, start())));
        }
        if (said.appealed().isEmpty()) {
            all.add(from(APPEAL, start()));
        } else if (said.appealRejected().isEmpty()) {
            all.add(from(APPEAL_SILENCE, Fact.on("appealed", said.appealed().get())));
        }
        all.add(from(court(), courtStart()));
        return all;
    }

    /** What nobody can say of it, or not again. */
    Set<TaskOutcome> excluded() {
        Set<TaskOutcome> excluded = EnumSet.noneOf(TaskOutcome.class);
        if (!bySilence || said.reasonsAsked().isPresent()) {
            excluded.add(TaskOutcome.REASONS_ASKED);
        }
        if (said.appealed().isPresent()) {
            excluded.add(TaskOutcome.APPEALED_TO_ADMINISTRATION);
        }
        if (said.appealed().isEmpty() || said.appealRejected().isPresent()) {
            excluded.add(TaskOutcome.APPEAL_REJECTED);
        }
        return excluded;
    }

    Refusal having(Reminders noted) {
        return new Refusal(on, bySilence, noted);
    }

    private DeadlineRule court() {
        return bySilence ? COURT_SILENT : COURT_EXPRESS;
    }

    private Fact start() {
        return Fact.on(bySilence ? "refused_by_silence" : "decided", on);
    }

    private Fact courtStart() {
        return said.appealed()
                .filter(this::interrupts)
                .map(this::rejectedOn)
                .map(day -> Fact.on("appeal_rejected", day))
                .orElseGet(this::start);
    }

    private boolean interrupts(LocalDate appealedOn) {
        return appealedOn.isAfter(on) && !appealedOn.isAfter(court().lastDay(on, Territory.PARIS));
    }

    private LocalDate rejectedOn(LocalDate appealedOn) {
        LocalDate silently = silentlyRejectedOn(appealedOn);
        return said.appealRejected().filter(day -> day.isBefore(silently)).orElse(silently);
    }

    private static LocalDate silentlyRejectedOn(LocalDate appealedOn) {
        return APPEAL_SILENCE.lastDay(appealedOn, Territory.PARIS);
    }

    private static Deadline from(DeadlineRule rule, Fact start) {
        return rule.from(start, Territory.PARIS);
    }
}
