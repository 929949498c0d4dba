package fr.passerelle.law.right;

import fr.passerelle.law.Basis;
import fr.passerelle.law.right.Answer.Ask;
import fr.passerelle.law.right.Answer.Condition;
import fr.passerelle.law.right.Answer.Draft;
import fr.passerelle.law.right.Answer.Reason;
import fr.passerelle.law.right.Answer.Switch;
import fr.passerelle.law.right.Facts.HeldTitle;
import fr.passerelle.law.right.Facts.Paper;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the right of a title can be relied on, on a day: by the title itself, by a paper beside it, or by the law for a time
 * after its end.
 *
 * <p>Our readings:
 *
 * <ul>
 *   <li>A receipt of renewal and a favourable decision count only with the words "autorise son titulaire à travailler"
 *       (C. trav. R. 5221-2 16° and R. 5221-3 I 4°). What R. 431-14 and R. 431-15-2 CESEDA give counts by those texts; a
 *       paper that says the contrary does not.
 *   <li>The departments of L. 433-3, second paragraph, stand in an order that we have not found: no shorter card is taken to
 *       be extended, and the answer says that such a department would change it.
 * </ul>
 */
sealed interface Standing {
    Period GRACE = Period.ofMonths(3);
    int YEARS_OF_LONG_CARDS = 4;

    /** CESEDA, art. R. 431-14 (in force since 2025-06-16). */
    Set<String> ON_RECEIPT = Articles.in(
            "L. 421-1, -3, -22, -23, -26 to -29, -34, L. 422-10, -12, -14, L. 423-1, -6, -7, -8, -11 to -16, -22, L."
                    + " 424-1, -3, -9, -11, -13, -18, -19, -21, L. 425-1, -3, L. 426-1 to -3, -5 to -7, -10, -13");

    /** CESEDA, art. R. 431-15-2 (in force since 2025-06-16). */
    Set<String> ON_EXTENSION = Articles.in(
            "L. 421-1, -3, -22, -23, -26 to -29, -34, L. 422-14, L. 423-1, -6, -7, -11 to -16, -22, L. 424-1, -3, -9,"
                    + " -11, -13, -18, -19, -21, L. 425-1, -3, L. 426-1 to -3, -5 to -7, -10, -13");

    /** Both articles ask that these hold a long-stay visa, which we are not told. */
    Set<String> WITH_VISA = Articles.in("L. 421-9, -11, -13-1, L. 421-14 to -21");

    /** Adds what follows for the answer. */
    void on(Draft draft);

    static Standing of(Facts facts, @Nullable Title title) {
        HeldTitle held = facts.title();
        Paper paper = facts.paper();
        if (paper != null && paper.kind() == Paper.Kind.EXTENSION) {
            return underBoth(
                    of(facts.showing(paper.as(Paper.Kind.FIRST_REQUEST_EXTENSION)), title),
                    of(facts.showing(paper.as(Paper.Kind.RENEWAL_EXTENSION)), title));
        }
        if (paper != null && isOfFirstRequest(paper)) {
            return ofFirstRequest(facts, title, paper);
        }
        if (held == null) {
            return paper == null || paper.kind() == Paper.Kind.DEPOSIT_CERTIFICATE
                    ? new Unclear(Ask.TITLE)
                    : ofPaper(facts, paper);
        }
        LocalDate validFrom = held.validFrom();
        if (validFrom != null && validFrom.isAfter(facts.on())) {
            return new Bad(Reason.TITLE_NOT_YET_VALID, validFrom, Texts.NONE_WITHOUT_TITLE);
        }
        if (title != null && title.isIndefinite()) {
            return Good.until(null);
        }
        LocalDate validTo = held.validTo();
        if (validTo != null && !validTo.isBefore(facts.on())) {
            return title != null && title.isLongStayVisa()
                    ? new Good(validTo, List.of(Condition.VALIDATE_VISA), List.of(Texts.VISA_VALIDATION), null)
                    : Good.until(validTo);
        }
        Standing byLaw = validTo == null ? new Unclear(Ask.TITLE_VALID_TO) : grace(facts, title, held, validTo);
        if (paper == null || paper.kind() == Paper.Kind.DEPOSIT_CERTIFICATE) {
            return byLaw;
        }
        Standing byPaper = ofPaper(facts, paper);
        return byPaper instanceof Bad && byLaw instanceof Good ? byLaw : byPaper;
    }

    /** An extension of which nobody tells whether it is of a first request: what holds whichever it is. */
    private static Standing underBoth(Standing first, Standing renewal) {
        if (first instanceof Good one && renewal instanceof Good other) {
            return one.with(other);
        }
        boolean isBad = first instanceof Bad && renewal instanceof Bad;
        return isBad || first.equals(renewal) ? renewal : new Unclear(Ask.PAPER_KIND);
    }

    private static boolean isOfFirstRequest(Paper paper) {
        return paper.kind() == Paper.Kind.FIRST_REQUEST_RECEIPT || paper.kind() == Paper.Kind.FIRST_REQUEST_EXTENSION;
    }

    private static Standing ofFirstRequest(Facts facts, @Nullable Title title, Paper paper) {
        if (title == null) {
            return new Unclear(Ask.TITLE);
        }
        boolean isReceipt = paper.kind() == Paper.Kind.FIRST_REQUEST_RECEIPT;
        if (!isReceipt && isOverseas(facts)) {
            return new Unclear(Ask.PREFECTURE);
        }
        Basis basis = isReceipt ? Texts.RECEIPT_OF_FIRST : Texts.EXTENSION;
        Set<String> listed = isReceipt ? ON_RECEIPT : ON_EXTENSION;
        if (Boolean.FALSE.equals(paper.workMention())) {
            return new Bad(Reason.PAPER_WITHOUT_MENTION, null, basis);
        }
        if (title.articles().stream().anyMatch(WITH_VISA::contains)) {
            return new Unclear(Ask.PREFECTURE);
        }
        if (title.articles().stream().noneMatch(listed::contains)) {
            return new Bad(Reason.PAPER_GIVES_NO_RIGHT, null, basis);
        }
        if (!listed.containsAll(title.articles())) {
            return new Unclear(Ask.TITLE_ARTICLE);
        }
        return whileValid(
                facts.on(),
                paper,
                isReceipt
                        ? List.of(Condition.SHOW_PAPER)
                        : List.of(Condition.SHOW_PAPER, Condition.METROPOLITAN_FRANCE_ONLY),
                basis);
    }

    private static Standing ofPaper(Facts facts, Paper paper) {
        return switch (paper.kind()) {
            case RENEWAL_RECEIPT ->
                withMention(
                        paper, whileValid(facts.on(), paper, List.of(Condition.SHOW_PAPER), Texts.RECEIPT_OF_RENEWAL));
            case FAVOURABLE_DECISION ->
                withMention(
                        paper,
                        paper.validTo() != null && paper.validTo().isBefore(facts.on())
                                ? new Bad(Reason.PAPER_EXPIRED, null, Texts.PORTAL_PAPERS)
                                : new Good(
                                        paper.validTo(),
                                        List.of(Condition.SHOW_PAPER),
                                        List.of(Texts.PORTAL_PAPERS, Texts.PROVISIONAL_WITH_MENTION),
                                        null));
            case RENEWAL_EXTENSION -> extension(facts, paper);
            case EXTENSION -> new Unclear(Ask.PAPER_KIND);
            case DEPOSIT_CERTIFICATE, FIRST_REQUEST_RECEIPT, FIRST_REQUEST_EXTENSION ->
                new Bad(Reason.PAPER_GIVES_NO_RIGHT, null, Texts.PORTAL_PAPERS);
        };
    }

    /**
     * Where the work is done or, where that is not told, where the title was issued. R. 431-15-3 and -4 let the certificates of
     * refugees and of those under subsidiary protection give the right "dans les conditions prévues à l'article L. 414-10",
     * which speaks of metropolitan France alone: of them we say no more overseas than of the others.
     */
    private static boolean isOverseas(Facts facts) {
        String work = facts.contract().department();
        String issued = facts.title() == null ? null : facts.title().department();
        String department = work == null ? issued : work;
        return department != null && !Place.of(department).isMetropolitan();
    }

    private static Standing extension(Facts facts, Paper paper) {
        if (isOverseas(facts)) {
            return new Unclear(Ask.PREFECTURE);
        }
        if (Boolean.FALSE.equals(paper.workMention())) {
            return new Bad(Reason.PAPER_WITHOUT_MENTION, null, Texts.EXTENSION);
        }
        return whileValid(
                facts.on(),
                paper,
                List.of(Condition.SHOW_PAPER_WITH_EXPIRED_TITLE, Condition.METROPOLITAN_FRANCE_ONLY),
                Texts.EXTENSION);
    }

    private static Standing withMention(Paper paper, Standing otherwise) {
        if (paper.workMention() == null && !(otherwise instanceof Bad)) {
            return new Unclear(Ask.PAPER_WORK_MENTION);
        }
        return Boolean.FALSE.equals(paper.workMention())
                ? new Bad(Reason.PAPER_WITHOUT_MENTION, null, Texts.PROVISIONAL_WITH_MENTION)
                : otherwise;
    }

    private static Standing whileValid(LocalDate on, Paper paper, List<Condition> conditions, Basis basis) {
        LocalDate validTo = paper.validTo();
        if (validTo == null) {
            return new Unclear(Ask.PAPER_VALID_TO);
        }
        return validTo.isBefore(on)
                ? new Bad(Reason.PAPER_EXPIRED, null, basis)
                : new Good(validTo, conditions, List.of(basis), null);
    }

    /**
     * CESEDA, art. L. 433-3: three months for long titles of which the renewal was requested. Of the card of a European's family
     * it says nothing, nor do our sources.
     */
    private static Standing grace(Facts facts, @Nullable Title title, HeldTitle held, LocalDate validTo) {
        boolean isOnlyDeposited = facts.paper() != null && facts.paper().kind() == Paper.Kind.DEPOSIT_CERTIFICATE;
        Bad expired = isOnlyDeposited
                ? new Bad(Reason.PAPER_GIVES_NO_RIGHT, null, Texts.PORTAL_PAPERS)
                : new Bad(Reason.TITLE_EXPIRED, null, Texts.GRACE);
        LocalDate last = validTo.plus(GRACE);
        if (Boolean.FALSE.equals(facts.renewalInTime()) || facts.on().isAfter(last)) {
            return expired;
        }
        if (title == null) {
            return new Unclear(Ask.TITLE);
        }
        if (title.kind() == Title.Kind.EU_FAMILY) {
            return new Unclear(facts.renewalInTime() == null ? Ask.RENEWAL_IN_TIME : Ask.PREFECTURE);
        }
        if (title.kind() == Title.Kind.CSP && held.validFrom() == null) {
            return new Unclear(Ask.TITLE_VALID_FROM);
        }
        if (!isLong(title, held.validFrom(), validTo)) {
            return expired;
        }
        return facts.renewalInTime() == null
                ? new Unclear(Ask.RENEWAL_IN_TIME)
                : new Good(
                        last,
                        List.of(Condition.SHOW_EXPIRED_TITLE_AND_REQUEST),
                        List.of(Texts.GRACE),
                        Reason.GRACE_AFTER_EXPIRY);
    }

    private static boolean isLong(Title title, @Nullable LocalDate validFrom, LocalDate validTo) {
        return switch (title.kind()) {
            case RESIDENT -> true;
            case CSP ->
                validFrom != null && !validFrom.plusYears(YEARS_OF_LONG_CARDS).isAfter(validTo.plusDays(1));
            case ALGERIAN_CERTIFICATE -> title.is("CRA_10");
            case CST, RETIREE, EU_FAMILY, APS, PROVISIONAL_DOCUMENT, LONG_STAY_VISA -> false;
        };
    }

    /** The right can be relied on, to its last day where it has one. */
    record Good(
            @Nullable LocalDate until,
            List<Condition> conditions,
            List<Basis> basis,
            @Nullable Reason reason) implements Standing {
        static Good until(@Nullable LocalDate day) {
            return new Good(day, List.of(), List.of(), null);
        }

        /** What holds by both: the sooner end, and what either asks. */
        Good with(Good other) {
            LocalDate sooner =
                    until == null || (other.until != null && other.until.isBefore(until)) ? other.until : until;
            return new Good(
                    sooner,
                    Stream.concat(conditions.stream(), other.conditions.stream())
                            .distinct()
                            .toList(),
                    Stream.concat(basis.stream(), other.basis.stream())
                            .distinct()
                            .toList(),
                    null);
        }

        @Override
        public void on(Draft draft) {
            if (draft.isYes() && reason != null) {
                draft.mayStart(reason);
            }
            draft.until(until).when(conditions.toArray(Condition[]::new)).basis(basis);
            draft.changedBy(Switch.TITLE_EXPIRES);
        }
    }

    /** The right cannot be relied on. */
    record Bad(Reason reason, @Nullable LocalDate from, Basis basis) implements Standing {
        @Override
        public void on(Draft draft) {
            draft.mayNotStart(reason).from(from).basis(basis);
            switch (reason) {
                case TITLE_EXPIRED, PAPER_GIVES_NO_RIGHT ->
                    draft.changedBy(Switch.RECEIPT_WITH_MENTION, Switch.LISTED_DEPARTMENT, Switch.NEW_TITLE);
                default -> draft.changedBy(Switch.RECEIPT_WITH_MENTION, Switch.NEW_TITLE);
            }
        }
    }

    /** A fact would tell. */
    record Unclear(Ask ask) implements Standing {
        @Override
        public void on(Draft draft) {
            if (!draft.isNo()) {
                draft.ask(ask);
            }
        }
    }
}
