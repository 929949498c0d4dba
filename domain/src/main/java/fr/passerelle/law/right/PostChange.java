package fr.passerelle.law.right;

import fr.passerelle.law.Basis;
import fr.passerelle.law.Certainty;
import fr.passerelle.law.right.Facts.Contract;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A change of what a person does for whom: does it ask for a new request, a declaration, or nothing?
 *
 * <p>Source: Code du travail, art. R. 5221-1 II (LEGIARTI000049999770), "tout nouveau contrat de travail fait l'objet d'une
 * demande"; art. L. 5221-7 and L. 8251-1 for the place and the profession; service-public F2728 (18 June 2026) for those who
 * only declare their new address.
 *
 * <p>Our reading: another post is taken to be another contract, as the F2728's readers say of a new post in the same group. An
 * authorisation may be limited to a zone or to hours that we do not know: such a change is unknown.
 */
public record PostChange(Post from, Post to) {
    private static final Basis PROFESSION = Basis.of("C. trav. L. 8251-1");

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
            @Nullable String weeklyHours,
            Contract.@Nullable Kind contract) {}

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
        NOTHING,
        UNKNOWN
    }

    /**
     * What the change asks for.
     *
     * @param changed what differs
     */
    public record Answer(Outcome outcome, Set<Part> changed, List<Basis> basis, Certainty certainty) {
        public Answer {
            changed = Set.copyOf(changed);
            basis = List.copyOf(basis);
        }
    }

    /** Answers for the person of these facts. */
    public Answer check(WorkRight rules, Facts facts) {
        Set<Part> changed = changed();
        Countries.Group group = rules.group(facts).orElse(null);
        Title title = rules.title(facts).orElse(null);
        if (group == null) {
            return unknown(changed, Texts.WHO_NEEDS_ONE);
        }
        return switch (group) {
            case FRENCH, EUROPEAN -> new Answer(Outcome.NOTHING, changed, List.of(Texts.EUROPEANS), Certainty.TEXT);
            case TREATED_AS_EUROPEAN ->
                new Answer(Outcome.NOTHING, changed, List.of(Texts.SERVICE_PUBLIC), Certainty.SOURCED);
            case ALGERIAN -> unknown(changed, Texts.ALGERIAN_AGREEMENT);
            case THIRD -> title == null ? unknown(changed, Texts.EACH_NEW_CONTRACT) : of(title, changed);
        };
    }

    private Answer of(Title title, Set<Part> changed) {
        if (title.certainty() == Certainty.UNVERIFIED) {
            return unknown(changed, title.basis().getFirst());
        }
        if (changed.isEmpty()) {
            return isTold()
                    ? sure(Outcome.NOTHING, changed, Texts.EACH_NEW_CONTRACT)
                    : unknown(changed, Texts.EACH_NEW_CONTRACT);
        }
        return switch (title.right()) {
            case FULL -> ofFree(title, changed);
            case LIMITED_HOURS -> ofStudent(changed);
            case DAT_REQUIRED -> ofAuthorised(changed);
            case SCOPED, CONDITIONAL, NONE -> unknown(changed, title.basis().getFirst());
        };
    }

    private Answer ofFree(Title title, Set<Part> changed) {
        if (!changesTerritory()) {
            return sure(Outcome.NOTHING, changed, title.basis().getFirst());
        }
        return title.isPrivateLifeOrResident()
                ? new Answer(Outcome.DECLARATION, changed, List.of(Texts.SERVICE_PUBLIC), Certainty.SOURCED)
                : unknown(changed, Texts.METROPOLITAN_CARD);
    }

    private Answer ofStudent(Set<Part> changed) {
        if (changesTerritory() || changed.contains(Part.HOURS)) {
            return unknown(changed, Texts.STUDENT_HOURS);
        }
        return changed.contains(Part.EMPLOYER)
                ? sure(Outcome.DECLARATION, changed, Texts.STUDENT_DECLARATION)
                : sure(Outcome.NOTHING, changed, Texts.STUDENT_HOURS);
    }

    private Answer ofAuthorised(Set<Part> changed) {
        if (changed.contains(Part.EMPLOYER) || changed.contains(Part.CONTRACT)) {
            return sure(Outcome.NEW_REQUEST, changed, Texts.EACH_NEW_CONTRACT);
        }
        if (changesTerritory()) {
            return sure(Outcome.NEW_REQUEST, changed, Texts.METROPOLITAN_AUTHORISATION);
        }
        return changed.contains(Part.JOB)
                ? new Answer(
                        Outcome.NEW_REQUEST, changed, List.of(Texts.EACH_NEW_CONTRACT, PROFESSION), Certainty.SOURCED)
                : unknown(
                        changed,
                        changed.contains(Part.DEPARTMENT) ? Texts.METROPOLITAN_AUTHORISATION : Texts.WITHIN_ITS_TERMS);
    }

    private static Answer sure(Outcome outcome, Set<Part> changed, Basis basis) {
        return new Answer(outcome, changed, List.of(basis), Certainty.TEXT);
    }

    private static Answer unknown(Set<Part> changed, Basis basis) {
        return new Answer(Outcome.UNKNOWN, changed, List.of(basis), Certainty.UNVERIFIED);
    }

    private boolean changesTerritory() {
        return from.department() != null
                && to.department() != null
                && !Place.of(from.department()).equals(Place.of(to.department()));
    }

    /** Whether the post is known whole, so that an equal one is the same. */
    private boolean isTold() {
        return from.equals(to)
                && from.employer() != null
                && from.job() != null
                && from.department() != null
                && from.weeklyHours() != null
                && from.contract() != null;
    }

    private Set<Part> changed() {
        Set<Part> changed = EnumSet.noneOf(Part.class);
        note(changed, Part.EMPLOYER, from.employer(), to.employer());
        note(changed, Part.JOB, from.job(), to.job());
        note(changed, Part.DEPARTMENT, from.department(), to.department());
        note(changed, Part.HOURS, from.weeklyHours(), to.weeklyHours());
        note(changed, Part.CONTRACT, from.contract(), to.contract());
        return changed;
    }

    /** One that is told on one side alone may have changed: it counts as changed. */
    private static void note(Set<Part> changed, Part part, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changed.add(part);
        }
    }
}
