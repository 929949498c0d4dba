package fr.passerelle.law.right;

import fr.passerelle.law.Basis;
import fr.passerelle.law.Certainty;
import fr.passerelle.law.right.Answer.Ask;
import fr.passerelle.law.right.Answer.Condition;
import fr.passerelle.law.right.Answer.Need;
import fr.passerelle.law.right.Facts.Contract;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A change of what a person does for whom: does it ask for a new request, a declaration, a check, or nothing?
 *
 * <p>Source: Code du travail, art. R. 5221-1 II (LEGIARTI000049999770), "tout nouveau contrat de travail fait l'objet d'une
 * demande"; art. L. 5221-7 and L. 8251-1 for the place and the profession; art. L. 5221-8 and R. 5221-41 (LEGIARTI000043320795)
 * for the check by a new employer; service-public F2728 (18 June 2026) for those who only declare their new address.
 *
 * <p>Our readings:
 *
 * <ul>
 *   <li>Another post is taken to be another contract, as the F2728's readers say of a new post in the same group; another
 *       contract of a student is taken to be a hiring, to be declared.
 *   <li>An authorisation may be limited to a zone or to hours that we do not know: such a change is unknown.
 *   <li>Who may not work in the new post, as far as we know, is told neither "nothing" nor "declare": see {@link
 *       WorkRight#check}. What is told of one of the two posts alone may have changed: that is unknown too.
 * </ul>
 */
public record PostChange(Post from, Post to) {
    private static final Basis PROFESSION = Basis.of("C. trav. L. 8251-1");
    private static final Set<Part> NEW_CONTRACT = EnumSet.of(Part.EMPLOYER, Part.JOB, Part.CONTRACT);

    /**
     * A post, as far as it is known.
     *
     * @param employer in the client's own words; only compared
     * @param job likewise
     */
    public record Post(
            @Nullable String employer,
            @Nullable String job,
            @Nullable String department,
            @Nullable BigDecimal weeklyHours,
            Contract.@Nullable Kind contract) {

        /** Hours are compared as numbers: 35 and 35.00 are the same. */
        private @Nullable Object told(Part part) {
            return switch (part) {
                case EMPLOYER -> employer;
                case JOB -> job;
                case DEPARTMENT -> department;
                case HOURS -> weeklyHours == null ? null : weeklyHours.stripTrailingZeros();
                case CONTRACT -> contract;
            };
        }
    }

    public enum Part {
        EMPLOYER,
        JOB,
        DEPARTMENT,
        HOURS,
        CONTRACT
    }

    public enum Outcome {
        NEW_REQUEST,
        DECLARATION,
        /** The new employer has the title checked, and need do no more. */
        CHECK,
        NOTHING,
        UNKNOWN
    }

    /** What must be done, and by whom. */
    public enum Duty {
        DECLARE_STUDENT(Party.EMPLOYER),
        CHECK_WITH_PREFECT(Party.EMPLOYER),
        KEEP_JOBSEEKER_PROOF(Party.EMPLOYER),
        DECLARE_ADDRESS(Party.PERSON);

        private final Party by;

        Duty(Party by) {
            this.by = by;
        }

        public Party by() {
            return by;
        }
    }

    public enum Party {
        EMPLOYER,
        PERSON
    }

    /** A member that one of the posts does not tell. */
    public record Untold(boolean isAfter, Part part) {
        /** JSON Pointer of the member of a question that would say it. */
        public String pointer() {
            String member = part == Part.HOURS ? "weekly_hours" : part.name().toLowerCase(Locale.ROOT);
            return "/change/" + (isAfter ? "to/" : "from/") + member;
        }
    }

    /**
     * What the change asks for, whether or not it has been done.
     *
     * @param changed what differs
     * @param duties of a sure outcome
     * @param asks facts that would decide, where the outcome is unknown
     * @param untold members of the posts that would decide, where it is
     */
    public record Verdict(
            Outcome outcome,
            Set<Part> changed,
            List<Duty> duties,
            List<Ask> asks,
            List<Untold> untold,
            List<Basis> basis,
            Certainty certainty) {
        public Verdict {
            changed = Set.copyOf(changed);
            duties = List.copyOf(duties);
            asks = List.copyOf(asks);
            untold = List.copyOf(untold);
            basis = List.copyOf(basis);
        }
    }

    /** Answers for the person of these facts. */
    public Verdict check(WorkRight rules, Facts facts) {
        Countries.Group group = rules.group(facts).orElse(null);
        if (group == null) {
            return unknown(List.of(Texts.WHO_NEEDS_ONE), Ask.NATIONALITY);
        }
        return switch (group) {
            case FRENCH, EUROPEAN -> nothing(List.of(Texts.EUROPEANS), Certainty.TEXT);
            case TREATED_AS_EUROPEAN -> nothing(List.of(Texts.SERVICE_PUBLIC), Certainty.SOURCED);
            case ALGERIAN -> unknown(List.of(Texts.ALGERIAN_AGREEMENT), Ask.PREFECTURE);
            case THIRD ->
                rules.title(facts)
                        .map(title -> ofHolder(title, rules, facts))
                        .orElseGet(() -> unknown(List.of(Texts.EACH_NEW_CONTRACT), Ask.TITLE));
        };
    }

    private Verdict ofHolder(Title title, WorkRight rules, Facts facts) {
        if (title.certainty() == Certainty.UNVERIFIED) {
            return unknown(title.basis(), Ask.PREFECTURE);
        }
        if (to.department() != null && Place.of(to.department()).isUnderOtherLaw()) {
            return unknown(List.of(Texts.OVERSEAS_DEPARTMENTS), Ask.PREFECTURE);
        }
        if (changed().isEmpty()) {
            return ofSamePost(rules, facts);
        }
        Answer right = rules.check(after(facts));
        if (right.authorisation() == Need.NOT_POSSIBLE) {
            return unknown(right);
        }
        return title.right() == Right.DAT_REQUIRED ? ofAuthorised() : ofOther(title, right);
    }

    /** Nothing has changed, as far as is told: nothing is asked where all is told and the person may work. */
    private Verdict ofSamePost(WorkRight rules, Facts facts) {
        List<Untold> untold = toldOnce().isEmpty() ? neverTold() : toldOnce();
        if (!untold.isEmpty()) {
            return unknown(List.of(Texts.EACH_NEW_CONTRACT), untold);
        }
        Answer right = rules.check(facts.offered(contract(facts.contract(), true)));
        return right.mayStartIsYes() ? nothing(List.of(Texts.EACH_NEW_CONTRACT), Certainty.TEXT) : unknown(right);
    }

    private Verdict ofAuthorised() {
        Set<Part> changed = changed();
        if (changed.contains(Part.EMPLOYER) || changed.contains(Part.CONTRACT)) {
            return newRequest(List.of(Texts.EACH_NEW_CONTRACT), Certainty.TEXT);
        }
        if (leavesMetropolitanFrance()) {
            return newRequest(List.of(Texts.METROPOLITAN_AUTHORISATION), Certainty.TEXT);
        }
        if (changed.contains(Part.JOB)) {
            return newRequest(List.of(Texts.EACH_NEW_CONTRACT, PROFESSION), Certainty.SOURCED);
        }
        if (!toldOnce().isEmpty()) {
            return unknown(List.of(Texts.EACH_NEW_CONTRACT), toldOnce());
        }
        if (changesTerritory()) {
            return unknown(List.of(Texts.SERVICE_PUBLIC), Ask.PREFECTURE);
        }
        return unknown(
                List.of(changed.contains(Part.DEPARTMENT) ? Texts.METROPOLITAN_AUTHORISATION : Texts.WITHIN_ITS_TERMS),
                Ask.PREFECTURE);
    }

    private Verdict ofOther(Title title, Answer right) {
        boolean isForAll = title.right() == Right.FULL || title.right() == Right.LIMITED_HOURS;
        if (isForAll && right.authorisation() == Need.NEEDED && asksForNewContract(title)) {
            return newRequest(right.basis(), right.certainty());
        }
        if (!right.mayStartIsYes()) {
            return unknown(right);
        }
        if (!toldOnce().isEmpty()) {
            return unknown(right.basis(), toldOnce());
        }
        return switch (title.right()) {
            case FULL -> ofFree(title, right);
            case LIMITED_HOURS -> ofStudent(right);
            case DAT_REQUIRED, SCOPED, CONDITIONAL, NONE -> unknown(title.basis(), Ask.PREFECTURE);
        };
    }

    private boolean asksForNewContract(Title title) {
        Set<Part> changed = changed();
        return changed.stream().anyMatch(NEW_CONTRACT::contains)
                || (title.right() == Right.LIMITED_HOURS && changed.contains(Part.HOURS));
    }

    private Verdict ofFree(Title title, Answer right) {
        List<Duty> duties = dutiesOfNewEmployer(right);
        if (!changesTerritory()) {
            List<Basis> basis = new ArrayList<>(title.basis());
            if (duties.contains(Duty.CHECK_WITH_PREFECT)) {
                basis.addAll(List.of(Texts.CHECK, Texts.CHECK_BY_EMPLOYER));
                return sure(Outcome.CHECK, duties, basis, right.certainty());
            }
            return sure(Outcome.NOTHING, duties, basis, right.certainty());
        }
        boolean isOnlyMetropolitan = right.conditions().contains(Condition.METROPOLITAN_FRANCE_ONLY);
        if (!title.isPrivateLifeOrResident() || isOnlyMetropolitan) {
            return unknown(List.of(Texts.METROPOLITAN_CARD, Texts.SERVICE_PUBLIC), Ask.PREFECTURE);
        }
        List<Duty> all = new ArrayList<>(List.of(Duty.DECLARE_ADDRESS));
        all.addAll(duties);
        return sure(Outcome.DECLARATION, all, List.of(Texts.SERVICE_PUBLIC), Certainty.SOURCED);
    }

    private List<Duty> dutiesOfNewEmployer(Answer right) {
        if (!changed().contains(Part.EMPLOYER)) {
            return List.of();
        }
        return List.of(
                right.conditions().contains(Condition.KEEP_JOBSEEKER_PROOF)
                        ? Duty.KEEP_JOBSEEKER_PROOF
                        : Duty.CHECK_WITH_PREFECT);
    }

    private Verdict ofStudent(Answer right) {
        if (changesTerritory()) {
            return unknown(List.of(Texts.SERVICE_PUBLIC), Ask.PREFECTURE);
        }
        Set<Part> changed = changed();
        return changed.contains(Part.EMPLOYER) || changed.contains(Part.CONTRACT)
                ? sure(
                        Outcome.DECLARATION,
                        List.of(Duty.DECLARE_STUDENT),
                        List.of(Texts.STUDENT_DECLARATION),
                        right.certainty())
                : nothing(right.basis(), right.certainty());
    }

    /** The facts as they are after the change; of a change of territory it is asked whether the right holds at all. */
    private Facts after(Facts facts) {
        boolean goesOn = !changed().contains(Part.EMPLOYER) && !changed().contains(Part.CONTRACT);
        return facts.offered(
                contract(facts.contract(), goesOn && facts.contract().isInProgress()));
    }

    private Contract contract(Contract asked, boolean isInProgress) {
        String department = to.department() == null ? asked.department() : to.department();
        return new Contract(
                to.contract() == null ? asked.type() : to.contract(),
                asked.start(),
                asked.end(),
                asked.hours(),
                asked.field(),
                asked.posting(),
                asked.matchesTitle(),
                isInProgress,
                changesTerritory() ? null : department);
    }

    private Verdict newRequest(List<Basis> basis, Certainty certainty) {
        return sure(Outcome.NEW_REQUEST, List.of(), basis, certainty);
    }

    private Verdict nothing(List<Basis> basis, Certainty certainty) {
        return sure(Outcome.NOTHING, List.of(), basis, certainty);
    }

    private Verdict sure(Outcome outcome, List<Duty> duties, List<Basis> basis, Certainty certainty) {
        return new Verdict(outcome, changed(), duties, List.of(), List.of(), basis, certainty);
    }

    private Verdict unknown(List<Basis> basis, Ask ask) {
        return unknown(basis, List.of(ask), List.of());
    }

    private Verdict unknown(List<Basis> basis, List<Untold> untold) {
        return unknown(basis, List.of(), untold);
    }

    /** Whether the person may work in the new post is not sure: what would tell, and else the prefecture. */
    private Verdict unknown(Answer right) {
        List<Basis> basis = right.basis().isEmpty() ? List.of(Texts.EACH_NEW_CONTRACT) : right.basis();
        return unknown(basis, right.asks().isEmpty() ? List.of(Ask.PREFECTURE) : right.asks(), toldOnce());
    }

    private Verdict unknown(List<Basis> basis, List<Ask> asks, List<Untold> untold) {
        return new Verdict(Outcome.UNKNOWN, changed(), List.of(), asks, untold, basis, Certainty.UNVERIFIED);
    }

    private boolean changesTerritory() {
        return from.department() != null
                && to.department() != null
                && !Place.of(from.department()).equals(Place.of(to.department()));
    }

    private boolean leavesMetropolitanFrance() {
        return changesTerritory()
                && from.department() != null
                && Place.of(from.department()).isMetropolitan();
    }

    /** What both posts tell, and tell differently. */
    private Set<Part> changed() {
        Set<Part> changed = EnumSet.noneOf(Part.class);
        for (Part part : Part.values()) {
            Object before = from.told(part);
            Object after = to.told(part);
            if (before != null && after != null && !before.equals(after)) {
                changed.add(part);
            }
        }
        return changed;
    }

    private List<Untold> toldOnce() {
        List<Untold> untold = new ArrayList<>();
        for (Part part : Part.values()) {
            boolean isToldBefore = from.told(part) != null;
            boolean isToldAfter = to.told(part) != null;
            if (isToldBefore != isToldAfter) {
                untold.add(new Untold(isToldBefore, part));
            }
        }
        return untold;
    }

    private List<Untold> neverTold() {
        List<Untold> untold = new ArrayList<>();
        for (Part part : Part.values()) {
            if (from.told(part) == null && to.told(part) == null) {
                untold.add(new Untold(false, part));
                untold.add(new Untold(true, part));
            }
        }
        return untold;
    }
}
