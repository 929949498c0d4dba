package fr.passerelle.law.needs;

import fr.passerelle.law.Basis;
import fr.passerelle.law.Certainty;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Situation de l'emploi: whether the administration may hold against a request that others could do the job, so that the
 * employer must first publish an offer.
 *
 * <p>Source: Code du travail, art. R. 5221-20 1° (LEGIARTI000049999760, in force since 2024-09-01), waived by art.
 * R. 5221-21 (LEGIARTI000042947250) and, for apprentices, L. 5221-5; art. R. 5221-34 does not name it among the grounds on
 * which a renewal is refused. Whether it holds for posted workers was not read: {@link Known#UNKNOWN}.
 */
public final class LabourMarket {
    private static final String RULE = "C. trav. R. 5221-20 1°";

    private final Shortages shortages;

    public LabourMarket(Shortages shortages) {
        this.shortages = shortages;
    }

    /** What the residence permit says, as far as it matters here. */
    public enum Permit {
        /** Recherche d'emploi ou création d'entreprise. */
        JOB_SEARCH,
        STUDENT,
        OTHER,
        UNKNOWN
    }

    /** What the request is for. */
    public enum Purpose {
        ORDINARY,
        /** Contrat d'apprentissage ou de professionnalisation. */
        TRAINING,
        POSTING,
        RENEWAL
    }

    /**
     * What decides.
     *
     * @param day of filing
     * @param isOfItsKind of a training contract whether it ends on a day; of a renewal whether job and area are those of the
     *     authorisation; of anything else without meaning
     * @param aboveThreshold whether the pay is above one and a half times the minimum
     * @param relatedToStudies whether the job is related to the studies or the research of the person
     * @param diplomaOn the day on which the last diploma was obtained
     * @param masterLevel whether it is worth a master's degree, or on the list that a decree fixes
     * @param childWelfareCare whether the person is in the care of the aide sociale à l'enfance since they were 16 to 18
     */
    public record Facts(
            LocalDate day,
            Purpose purpose,
            Known isOfItsKind,
            @Nullable String fap,
            @Nullable String rome,
            @Nullable String region,
            Known livesInFrance,
            Permit permit,
            Known aboveThreshold,
            @Nullable Boolean relatedToStudies,
            @Nullable LocalDate diplomaOn,
            @Nullable Boolean masterLevel,
            @Nullable Boolean childWelfareCare,
            @Nullable Publication offer) {}

    /** What takes the test away. */
    public enum Waiver {
        SHORTAGE("C. trav. R. 5221-20 1° a), R. 5221-21 1°, CESEDA L. 421-4"),
        JOB_SEARCH_PERMIT("C. trav. R. 5221-21 2°, D. 5221-21-1"),
        GRADUATE_OF_THE_YEAR("C. trav. R. 5221-21 3°, D. 5221-21-1, CESEDA L. 421-4"),
        CHILD_WELFARE("C. trav. R. 5221-21 4°, R. 5221-22"),
        TRAINING_CONTRACT("C. trav. L. 5221-5"),
        RENEWAL("C. trav. R. 5221-34, R. 5221-35");

        private final List<Basis> basis;

        Waiver(String citation) {
            this.basis = Basis.all(citation);
        }
    }

    /**
     * The answer.
     *
     * @param opposable whether the test may be held against the request
     * @param waiver by which it is not
     * @param asks JSON pointers of the facts that would tell
     */
    public record Answer(
            Known opposable,
            @Nullable Waiver waiver,
            Shortages.Answer shortage,
            Publication.@Nullable Standing standing,
            Certainty certainty,
            List<Basis> basis,
            List<String> asks) {
        public Answer {
            basis = List.copyOf(basis);
            asks = List.copyOf(asks);
        }
    }

    public Answer of(Facts facts) {
        Shortages.Answer shortage = shortages.of(facts.fap(), facts.rome(), facts.region(), facts.day());
        Map<Waiver, Known> waivers = waivers(facts, shortage);
        Waiver waiver = waivers.entrySet().stream()
                .filter(one -> one.getValue() == Known.YES)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
        Known opposable = opposable(facts, waivers, waiver);
        return new Answer(
                opposable,
                waiver,
                shortage,
                facts.offer() == null ? null : facts.offer().on(facts.day()),
                certainty(opposable, waiver, shortage),
                basis(waiver, shortage),
                opposable == Known.UNKNOWN ? asks(facts, shortage, waivers) : List.of());
    }

    private static Known opposable(Facts facts, Map<Waiver, Known> waivers, @Nullable Waiver waiver) {
        if (waiver != null) {
            return Known.NO;
        }
        boolean isOpen = facts.purpose() == Purpose.POSTING || waivers.containsValue(Known.UNKNOWN);
        return isOpen ? Known.UNKNOWN : Known.YES;
    }

    private static Certainty certainty(Known opposable, @Nullable Waiver waiver, Shortages.Answer shortage) {
        if (opposable == Known.UNKNOWN) {
            return Certainty.UNVERIFIED;
        }
        return waiver == null || waiver == Waiver.SHORTAGE ? shortage.certainty() : Certainty.TEXT;
    }

    private static Map<Waiver, Known> waivers(Facts facts, Shortages.Answer shortage) {
        return new EnumMap<>(Map.of(
                Waiver.SHORTAGE,
                switch (shortage.value()) {
                    case SHORTAGE -> Known.YES;
                    case NOT_SHORTAGE -> Known.NO;
                    case UNKNOWN -> Known.UNKNOWN;
                },
                Waiver.JOB_SEARCH_PERMIT,
                holds(facts, Permit.JOB_SEARCH).and(isRelatedAndWellPaid(facts)),
                Waiver.GRADUATE_OF_THE_YEAR,
                holds(facts, Permit.STUDENT)
                        .and(isRelatedAndWellPaid(facts))
                        .and(isOfTheYear(facts))
                        .and(Known.of(facts.masterLevel())),
                Waiver.CHILD_WELFARE,
                facts.livesInFrance().and(inCare(facts)),
                Waiver.TRAINING_CONTRACT,
                facts.livesInFrance().and(isFor(facts, Purpose.TRAINING)),
                Waiver.RENEWAL,
                isFor(facts, Purpose.RENEWAL)));
    }

    private static Known isFor(Facts facts, Purpose wanted) {
        return Known.of(facts.purpose() == wanted).and(facts.isOfItsKind());
    }

    /** Few are; who is, is told of. Whether they meet the conditions of CESEDA L. 435-3, nothing that we are told says. */
    private static Known inCare(Facts facts) {
        return Boolean.TRUE.equals(facts.childWelfareCare()) ? Known.UNKNOWN : Known.NO;
    }

    private static Known holds(Facts facts, Permit wanted) {
        Known permit = facts.permit() == Permit.UNKNOWN ? Known.UNKNOWN : Known.of(facts.permit() == wanted);
        return facts.livesInFrance().and(permit);
    }

    private static Known isRelatedAndWellPaid(Facts facts) {
        return Known.of(facts.relatedToStudies()).and(facts.aboveThreshold());
    }

    /** "Obtenu dans l'année": sure where both the calendar year and the twelve months before filing say so. */
    private static Known isOfTheYear(Facts facts) {
        LocalDate diploma = facts.diplomaOn();
        if (diploma == null) {
            return Known.UNKNOWN;
        }
        if (diploma.isAfter(facts.day()) || diploma.isBefore(facts.day().minusYears(1))) {
            return Known.NO;
        }
        return diploma.getYear() == facts.day().getYear() ? Known.YES : Known.UNKNOWN;
    }

    private static List<Basis> basis(@Nullable Waiver waiver, Shortages.Answer shortage) {
        Set<Basis> basis = new LinkedHashSet<>(waiver == null ? Basis.all(RULE) : waiver.basis);
        if (waiver == null || waiver == Waiver.SHORTAGE) {
            basis.addAll(shortage.basis());
        }
        return new ArrayList<>(basis);
    }

    private static List<String> asks(Facts facts, Shortages.Answer shortage, Map<Waiver, Known> waivers) {
        Set<String> asks = new LinkedHashSet<>(shortage.asks());
        boolean isOpenForGraduates = waivers.get(Waiver.JOB_SEARCH_PERMIT) == Known.UNKNOWN
                || waivers.get(Waiver.GRADUATE_OF_THE_YEAR) == Known.UNKNOWN;
        if (isOpenForGraduates && facts.permit() == Permit.UNKNOWN) {
            asks.add("/worker/identifiers");
        }
        if (isOpenForGraduates && facts.relatedToStudies() == null) {
            asks.add("/circumstances/job_related_to_studies");
        }
        if (waivers.get(Waiver.GRADUATE_OF_THE_YEAR) == Known.UNKNOWN && facts.permit() == Permit.STUDENT) {
            asks.addAll(ofDiploma(facts));
        }
        if (waivers.get(Waiver.TRAINING_CONTRACT) == Known.UNKNOWN && facts.isOfItsKind() == Known.UNKNOWN) {
            asks.add("/contract/end");
        }
        if (waivers.get(Waiver.RENEWAL) == Known.UNKNOWN) {
            asks.add("/circumstances/same_job_and_area");
        }
        if (facts.livesInFrance() == Known.UNKNOWN) {
            asks.add("/residence_at_filing");
        }
        return new ArrayList<>(asks);
    }

    private static List<String> ofDiploma(Facts facts) {
        List<String> asks = new ArrayList<>();
        if (facts.diplomaOn() == null) {
            asks.add("/circumstances/diploma_obtained_on");
        }
        if (facts.masterLevel() == null) {
            asks.add("/circumstances/diploma_of_master_level");
        }
        return asks;
    }
}
