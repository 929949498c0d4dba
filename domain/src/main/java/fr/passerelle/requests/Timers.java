package fr.passerelle.requests;

import fr.passerelle.journal.EventType;
import fr.passerelle.law.Basis;
import fr.passerelle.law.Certainty;
import fr.passerelle.law.SilenceRule;
import fr.passerelle.law.SilenceRule.Suspension;
import fr.passerelle.law.time.DeadlineRule;
import fr.passerelle.law.time.DeadlineRules;
import fr.passerelle.law.time.Territory;
import fr.passerelle.platform.Receipt;
import fr.passerelle.requests.FiledReceipt.Obtained;
import fr.passerelle.requests.RequestState.DeemedRefused;
import fr.passerelle.requests.RequestState.InformationRequested;
import fr.passerelle.requests.RequestState.OnPlatform;
import fr.passerelle.requests.RequestState.OutcomeUnknown;
import fr.passerelle.requests.RequestState.Refused;
import fr.passerelle.tasks.TaskKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the administration's silence makes due on a request, and when. A pure function of the request: neither the platform nor
 * the time of day takes part, so that it goes on while nothing can be read.
 *
 * <ul>
 *   <li>Registration receipt ({@code accusé d'enregistrement}): at once, or within one working day. Source: CRPA, art. R.
 *       112-11-2 al. 1 (LEGIARTI000033288135, version consulted 2026-11-23).
 *   <li>Acknowledgement ({@code accusé de réception}): within ten working days, with the mentions of art. R. 112-11-1
 *       (LEGIARTI000033288138). Without them the time to appeal does not run against the applicant: art. L. 112-12
 *       (LEGIARTI000031367361). Our interpretation: the receipt that the platform answered with is the acknowledgement once
 *       it bears one of the mentions that we can read, the service or the day of the implicit decision. Those that no answer
 *       of the platform holds (the service's address and telephone, the ways to appeal) are unknown, and so is the
 *       acknowledgement of a file of which we only saw the page.
 *   <li>Inactivity. Practice: a file without action for a month is closed (DGEF, 17 January 2022, held unlawful by TA Limoges,
 *       24 February 2022, n° 2200137). Told after twenty days, counted from what we saw.
 *   <li>Silence itself: see {@link Silence}.
 *   <li>Reasons of a refusal by silence: asked for within the time to appeal, due within the month. Source: CRPA, art. L. 232-4
 *       (LEGIARTI000031367639).
 *   <li>Administrative appeal: rejected after two months of silence. Source: CRPA, art. L. 411-7 (LEGIARTI000031367839) and L.
 *       231-4 2° (LEGIARTI000031367619).
 *   <li>Appeal to the court: two months, see {@link Refusal}. Our interpretation: the day that we tell is the last that is safe
 *       under every way of counting. Neither the day that case law adds ({@code délai franc}) nor a communication of the
 *       reasons, which begins the two months anew, moves it.
 * </ul>
 */
public final class Timers {
    private static final DeadlineRules RULES = DeadlineRules.shipped();
    private static final DeadlineRule REGISTRATION_RECEIPT = RULES.rule("AEE_REGISTRATION_RECEIPT");
    private static final DeadlineRule ACKNOWLEDGEMENT = RULES.rule("AR_ELECTRONIC_ACK");
    private static final DeadlineRule CLOSURE = RULES.rule("PORTAL_INACTIVITY_CLOSURE");
    /** Ours: early enough before the portal closes the file. */
    private static final Period UNMOVED = Period.ofDays(20);

    private static final Period BEFORE_APPEAL_ENDS = Period.ofDays(7);

    /** Of the mentions of an acknowledgement, how many we can read, and which we cannot. */
    private static final int READABLE_MENTIONS = 2;

    private static final String UNREADABLE_MENTIONS = "contact,remedies";

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private Timers() {}

    /** What can become due, on which text, and what it is for people. */
    public enum Code {
        RECEIPT_OVERDUE(EventType.REQUEST_RECEIPT_OVERDUE, null, "CRPA R. 112-11-2"),
        ACKNOWLEDGEMENT_OVERDUE(
                EventType.REQUEST_ACKNOWLEDGEMENT_OVERDUE, null, "CRPA R. 112-11-2, R. 112-11-1, L. 112-12"),
        ACKNOWLEDGEMENT_INCOMPLETE(EventType.REQUEST_ACKNOWLEDGEMENT_INCOMPLETE, null, "CRPA R. 112-11-1, L. 112-12"),
        INACTIVE(
                EventType.REQUEST_INACTIVE,
                TaskKind.FILE_INACTIVE,
                "DGEF e-mail of 17 January 2022 (TA Limoges 24 February 2022 n° 2200137)"),
        /** Told by the change of state that it is. */
        REFUSED_BY_SILENCE(
                EventType.REQUEST_DEEMED_REFUSED,
                TaskKind.SILENCE_REFUSED,
                "décret n° 2014-1292, CRPA L. 114-5, L. 232-4, L. 411-2, CJA R. 421-2"),
        GRANTED_BY_SILENCE(EventType.REQUEST_DEEMED_GRANTED, null, "CESEDA L. 554-3"),
        /** Called an asylum seeker's, which no paper bears out: silence may have refused it, or granted it. */
        SILENCE_UNCLEAR(
                EventType.REQUEST_SILENCE_UNCLEAR,
                TaskKind.SILENCE_UNCLEAR,
                "CESEDA L. 554-1, L. 554-3, C. trav. R. 5221-3, CRPA L. 114-3, CJA R. 421-2"),
        /** The day to file by passed. */
        WILL_MISS_START(EventType.REQUEST_WILL_MISS_START, null, "Délai d'instruction constaté ou mesuré"),
        REASONS_UNANSWERED(EventType.REQUEST_REASONS_UNANSWERED, TaskKind.REASONS_UNANSWERED, "CRPA L. 232-4"),
        APPEAL_REJECTED(
                EventType.REQUEST_APPEAL_REJECTED,
                TaskKind.APPEAL_REJECTED,
                "CRPA L. 411-7, L. 231-4 2°, CJA R. 421-2"),
        APPEAL_CLOSING(
                EventType.REQUEST_APPEAL_CLOSING,
                TaskKind.APPEAL_CLOSING,
                "CJA R. 421-1, R. 421-2, CRPA L. 411-2, L. 232-4");

        private final EventType event;
        private final @Nullable TaskKind task;
        private final List<Basis> basis;

        Code(EventType event, @Nullable TaskKind task, String basis) {
            this.event = event;
            this.task = task;
            this.basis = Basis.all(basis);
        }

        public EventType event() {
            return event;
        }

        /** What a human then has to do; empty where there is nothing but to know. */
        public Optional<TaskKind> task() {
            return Optional.ofNullable(task);
        }

        public List<Basis> basis() {
            return basis;
        }

        /** The one that an event tells of. */
        public static Optional<Code> toldBy(EventType event) {
            return Arrays.stream(values()).filter(code -> code.event == event).findFirst();
        }

        /** The one for which a task was opened. */
        public static Optional<Code> behind(TaskKind task) {
            return Arrays.stream(values()).filter(code -> code.task == task).findFirst();
        }

        /** Whether it is about contesting a refusal. */
        boolean isAboutRefusal() {
            return this == REASONS_UNANSWERED || this == APPEAL_REJECTED || this == APPEAL_CLOSING;
        }

        boolean isSilence() {
            return this == REFUSED_BY_SILENCE || this == GRANTED_BY_SILENCE;
        }

        /** What is said of every timer of the kind, beside its days. */
        Map<String, String> facts(LocalDate dueOn, @Nullable LocalDate actBy, Certainty certainty) {
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("due_on", dueOn.toString());
            if (actBy != null) {
                facts.put("act_by", actBy.toString());
            }
            facts.put("basis", basis.stream().map(Basis::text).collect(Collectors.joining("; ")));
            facts.put("certainty", RequestState.lower(certainty));
            return facts;
        }
    }

    /**
     * Something that becomes due.
     *
     * @param dueOn the last day of the time that runs out
     * @param at when it is to be told
     * @param actBy the last day on which it is safe to act upon it; absent where no time runs then
     * @param mootAfter the day after which telling of it serves nobody; absent where that never comes
     * @param facts what else is known of it, such as mentions that are missing
     */
    public record Timer(
            Code code,
            LocalDate dueOn,
            Instant at,
            @Nullable LocalDate actBy,
            @Nullable LocalDate mootAfter,
            Certainty certainty,
            Map<String, String> facts) {
        public Timer {
            facts = Map.copyOf(facts);
        }

        /** One that is moot once it is too late to act upon it. */
        private Timer(
                Code code,
                LocalDate dueOn,
                Instant at,
                @Nullable LocalDate actBy,
                Certainty certainty,
                Map<String, String> facts) {
            this(code, dueOn, at, actBy, actBy, certainty, facts);
        }

        Reminders.Told told() {
            return new Reminders.Told(code, dueOn);
        }

        /** Whether it is too late for telling of it to serve anybody. */
        boolean isMoot(Instant now) {
            return mootAfter != null && Deadlines.today(now).isAfter(mootAfter);
        }

        Map<String, String> allFacts() {
            Map<String, String> all = code.facts(dueOn, actBy, certainty);
            all.putAll(facts);
            return all;
        }
    }

    /** All that runs on a request as it stands and was not told yet, the earliest first. */
    public static List<Timer> untold(AuthorisationRequest request) {
        List<Reminders.Told> told = request.trail().reminders().told();
        return running(request)
                .filter(timer -> !told.contains(timer.told()))
                .sorted(Comparator.comparing(Timer::at))
                .toList();
    }

    /** When to look at the request next, platform or not; empty while nothing runs. */
    public static Optional<Instant> next(AuthorisationRequest request) {
        return untold(request).stream().findFirst().map(Timer::at);
    }

    private static Stream<Timer> running(AuthorisationRequest request) {
        return switch (request.state()) {
            case OutcomeUnknown _ -> Stream.of(receipt(request));
            case RequestState.Filed state -> underReview(request, state);
            case RequestState.UnderReview state -> underReview(request, state);
            case InformationRequested state -> isBeingSent(state) ? Stream.of() : underReview(request, state);
            case DeemedRefused _, Refused _ -> Refusal.of(request).stream().flatMap(Timers::refused);
            case RequestState.Granted _, RequestState.DeemedGranted _, RequestState.ClosedByPlatform _ -> Stream.of();
            // What is being sent is left alone until it is known what became of it.
            case RequestState.Filing _ -> Stream.of();
            case RequestState.Draft _, RequestState.Queued _, RequestState.NotAccepted _ ->
                willMissStart(request).stream();
            case RequestState.Withdrawn _ -> Stream.of();
        };
    }

    private static boolean isBeingSent(InformationRequested state) {
        return state.answer() == InformationRequested.Answer.SENDING;
    }

    // Until it is filed

    /** Of a day that was over already when the client last wrote it, the answer to the client told. */
    private static Optional<Timer> willMissStart(AuthorisationRequest request) {
        return RequestDeadlines.fileBy(request)
                .filter(by -> !by.isOver(request.trail().stateSince()))
                .map(by -> new Timer(
                        Code.WILL_MISS_START,
                        by.date(),
                        by.endsAt(),
                        null,
                        request.content().start(),
                        by.certainty(),
                        Map.of()));
    }

    // Until a decision

    private static Timer receipt(AuthorisationRequest request) {
        Instant sentAt = Objects.requireNonNullElse(
                request.trail().submittedAt(), request.trail().stateSince());
        LocalDate last = last(REGISTRATION_RECEIPT, day(sentAt));
        return new Timer(Code.RECEIPT_OVERDUE, last, endOf(last), null, Certainty.TEXT, Map.of());
    }

    private static Stream<Timer> underReview(AuthorisationRequest request, OnPlatform state) {
        return Stream.of(
                        acknowledgement(state.receipt()),
                        Optional.of(inactivity(request, state)),
                        silence(request, state))
                .flatMap(Optional::stream);
    }

    private static Optional<Timer> acknowledgement(FiledReceipt filed) {
        Receipt receipt = filed.receipt();
        List<String> missing = missing(receipt);
        LocalDate registered = day(receipt.registeredAt());
        if (isAcknowledged(filed)) {
            return missing.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Timer(
                            Code.ACKNOWLEDGEMENT_INCOMPLETE,
                            registered,
                            receipt.registeredAt(),
                            null,
                            Certainty.COMPUTED,
                            Map.of("missing", String.join(",", missing), "unknown", UNREADABLE_MENTIONS)));
        }
        LocalDate last = last(ACKNOWLEDGEMENT, registered);
        boolean isAnswer = filed.obtained() == Obtained.RECEIPT;
        return Optional.of(new Timer(
                Code.ACKNOWLEDGEMENT_OVERDUE,
                last,
                endOf(last),
                null,
                isAnswer ? Certainty.COMPUTED : Certainty.UNVERIFIED,
                isAnswer ? Map.of() : Map.of("unknown", "acknowledgement")));
    }

    /** Whether the platform answered with what we take for the acknowledgement, complete or not. */
    static boolean isAcknowledged(FiledReceipt filed) {
        return filed.obtained() == Obtained.RECEIPT && missing(filed.receipt()).size() < READABLE_MENTIONS;
    }

    /** The mentions that we could read, and that are not there. */
    private static List<String> missing(Receipt receipt) {
        List<String> missing = new ArrayList<>();
        if (receipt.service() == null) {
            missing.add("service");
        }
        if (receipt.deemedDecisionOn() == null) {
            missing.add("deemed_decision_on");
        }
        return missing;
    }

    private static Timer inactivity(AuthorisationRequest request, OnPlatform state) {
        LocalDate moved = day(lastMove(request, state));
        LocalDate last = moved.plus(UNMOVED);
        AuthorisationRequest.Seen seen = request.seen();
        Map<String, String> facts = seen == null
                ? Map.of()
                : Map.of("as_of", seen.asOf().truncatedTo(ChronoUnit.SECONDS).toString());
        return new Timer(
                Code.INACTIVE,
                last,
                last.atStartOfDay(PARIS).toInstant(),
                last(CLOSURE, moved),
                Certainty.PRACTICE,
                facts);
    }

    /** As far as we saw. */
    private static Instant lastMove(AuthorisationRequest request, OnPlatform state) {
        Stream<Instant> asked = request.trail().suspensions().stream().map(Suspension::from);
        Stream<Instant> answered =
                request.trail().suspensions().stream().map(Suspension::to).filter(Objects::nonNull);
        AuthorisationRequest.Seen seen = request.seen();
        Stream<Instant> shown = seen == null ? Stream.of() : Stream.of(seen.movedAt());
        return Stream.of(asked, answered, shown)
                .flatMap(instants -> instants)
                .reduce(state.receipt().receipt().registeredAt(), Timers::later);
    }

    private static Optional<Timer> silence(AuthorisationRequest request, OnPlatform state) {
        Optional<LocalDate> decidesAfter = Silence.decidesAfter(request, state, request.trail());
        if (Silence.isUnclear(request, state, request.trail())) {
            return decidesAfter.map(day -> unclear(request, state, day));
        }
        Code code = request.content().type().isForAsylumSeeker() ? Code.GRANTED_BY_SILENCE : Code.REFUSED_BY_SILENCE;
        return decidesAfter.map(day -> new Timer(code, day, endOf(day), null, Certainty.COMPUTED, Map.of()));
    }

    /** With the day of each meaning; to be acted upon as if it were a refusal, which alone is lost by waiting; never
     * moot, since a grant is not. */
    private static Timer unclear(AuthorisationRequest request, OnPlatform state, LocalDate day) {
        LocalDate refused = Silence.lastDay(request, state, request.trail()).orElse(day);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("deemed_refused_on", refused.toString());
        Silence.lastDay(SilenceRule.Meaning.GRANT, state, request.trail())
                .ifPresent(granted -> facts.put("deemed_granted_on", granted.toString()));
        LocalDate actBy = Telling.refusalBySilence(request, refused).contestUntil();
        return new Timer(Code.SILENCE_UNCLEAR, day, endOf(day), actBy, null, Certainty.UNVERIFIED, facts);
    }

    // After a refusal

    private static Stream<Timer> refused(Refusal refusal) {
        if (refusal.said().settled()) {
            return Stream.of();
        }
        LocalDate until = refusal.contestUntil();
        Timer closing = new Timer(
                Code.APPEAL_CLOSING,
                until,
                until.minus(BEFORE_APPEAL_ENDS).atStartOfDay(PARIS).toInstant(),
                until,
                Certainty.COMPUTED,
                Map.of());
        return Stream.of(
                        refusal.reasonsDue().map(last -> after(Code.REASONS_UNANSWERED, last, until)),
                        refusal.appealAnswerDue().map(last -> after(Code.APPEAL_REJECTED, last, until)),
                        Optional.of(closing))
                .flatMap(Optional::stream);
    }

    private static Timer after(Code code, LocalDate last, LocalDate actBy) {
        return new Timer(code, last, endOf(last), actBy, Certainty.COMPUTED, Map.of());
    }

    /** The teleservice is one for all of France, and its days are those of the ministry. */
    private static LocalDate last(DeadlineRule rule, LocalDate start) {
        return rule.lastDay(start, Territory.PARIS);
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(PARIS).toLocalDate();
    }

    private static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(PARIS).toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
