package fr.passerelle.requests;

import fr.passerelle.law.Basis;
import fr.passerelle.law.Certainty;
import fr.passerelle.parties.BirthDate;
import fr.passerelle.parties.Nationality;
import fr.passerelle.parties.Worker;
import fr.passerelle.parties.Worker.Identifier;
import fr.passerelle.platform.FilingForm.ContractType;
import fr.passerelle.platform.FilingForm.Counterpart;
import fr.passerelle.requests.Completeness.Gap;
import java.time.LocalDate;
import java.time.Period;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What contradicts the type of a request: its contract, the papers, the nationality or the age of the person. Where a text
 * that was read excludes it, it stands in the way; where only practice or a page says so, it warns.
 *
 * <p>Source: contracts, CESEDA, art. L. 421-1, L. 421-3 and L. 421-34, Code du travail, art. L. 5221-5; counterparts, Code du
 * travail, art. R. 5221-1 II; minors and seasonal permits, service-public F2728 (18 June 2026); asylum seekers, CESEDA,
 * art. L. 554-1; renewals, Code du travail, art. R. 5221-32.
 */
final class TypeRules {
    private static final Period SIX_MONTHS = Period.ofMonths(6);
    private static final String CONTRACT = "/contract/type";
    private static final String F2728 = "service-public F2728 (18 June 2026)";
    private static final Set<ContractType> TRAINING =
            EnumSet.of(ContractType.APPRENTICESHIP, ContractType.PROFESSIONALISATION);

    private TypeRules() {}

    static void apply(LawFacts facts, Findings findings) {
        RequestContent content = facts.content();
        contract(content, findings);
        switch (content.type()) {
            case SAISONNIER -> seasonal(content, findings);
            case ETUDIANT_HORS_QUOTA -> student(facts, findings);
            case ETUDIANT_ALGERIEN_APT -> algerianStudent(facts, findings);
            case DEMANDEUR_ASILE -> asylumSeeker(facts, findings);
            case MINEUR_16_18 -> minor(facts, findings);
            case CHANGEMENT_STATUT -> livesInFrance(facts, findings);
            case CHANGEMENT_EMPLOYEUR -> changeOfEmployer(facts, findings);
            case DETACHE_PRESTATION -> counterpart(content, Counterpart.Role.END_CLIENT, findings);
            case DETACHE_INTRAGROUPE, APPRENTI_ACCUEIL -> counterpart(content, Counterpart.Role.HOST_COMPANY, findings);
            case DETACHE_INTERIM, PRET_MAIN_OEUVRE -> counterpart(content, Counterpart.Role.USER_COMPANY, findings);
            case SALARIE, TRAVAILLEUR_TEMPORAIRE, ALTERNANCE, RENOUVELLEMENT_AT -> {}
        }
        seasonalPermit(facts, findings);
    }

    /** Whether the contract of a type must have an end, whatever its kind. */
    static boolean needsEnd(RequestType type) {
        return type == RequestType.TRAVAILLEUR_TEMPORAIRE || type == RequestType.SAISONNIER;
    }

    /** Whether a type is always about an earlier authorisation. */
    static boolean needsPrevious(RequestType type) {
        return type == RequestType.RENOUVELLEMENT_AT;
    }

    private static void contract(RequestContent content, Findings findings) {
        ContractType contract = content.contractType();
        if (contract == null) {
            return;
        }
        switch (content.type()) {
            case SALARIE ->
                excludes(
                        contract,
                        EnumSet.of(ContractType.FIXED_TERM, ContractType.SEASONAL),
                        EnumSet.of(ContractType.PERMANENT),
                        "CESEDA L. 421-1",
                        findings);
            case TRAVAILLEUR_TEMPORAIRE ->
                excludes(
                        contract,
                        EnumSet.of(ContractType.PERMANENT),
                        EnumSet.of(ContractType.FIXED_TERM),
                        "CESEDA L. 421-3",
                        findings);
            case SAISONNIER ->
                excludes(
                        contract,
                        EnumSet.of(ContractType.PERMANENT),
                        EnumSet.of(ContractType.SEASONAL),
                        "CESEDA L. 421-34",
                        findings);
            case ALTERNANCE ->
                excludes(
                        contract,
                        EnumSet.complementOf(EnumSet.copyOf(TRAINING)),
                        TRAINING,
                        "C. trav. L. 5221-5",
                        findings);
            case DETACHE_PRESTATION, DETACHE_INTRAGROUPE, DETACHE_INTERIM ->
                excludes(contract, Set.of(), EnumSet.of(ContractType.POSTING), "C. trav. R. 5221-1 II", findings);
            default -> {}
        }
    }

    /**
     * Judges a contract against a type.
     *
     * @param excluded by the text
     * @param meant by it; what is neither is doubted
     */
    private static void excludes(
            ContractType contract,
            Set<ContractType> excluded,
            Set<ContractType> meant,
            String text,
            Findings findings) {
        if (!meant.contains(contract)) {
            findings.byCertainty(Gap.rule(
                    "contract_contradicts_type",
                    CONTRACT,
                    Basis.all(text),
                    excluded.contains(contract) ? Certainty.TEXT : Certainty.UNVERIFIED,
                    Map.of()));
        }
    }

    /** "La durée cumulée ne peut excéder six mois par an": whether one contract may straddle two years is not said. */
    private static void seasonal(RequestContent content, Findings findings) {
        LocalDate start = content.start();
        LocalDate end = content.end();
        if (start != null && end != null && !end.isBefore(start.plus(SIX_MONTHS))) {
            findings.warning(Gap.rule(
                    "seasonal_over_six_months",
                    "/contract/end",
                    Basis.all("C. trav. R. 5221-23"),
                    Certainty.TEXT,
                    Map.of()));
        }
    }

    private static void student(LawFacts facts, Findings findings) {
        if (isAlgerian(facts)) {
            findings.warning(rule("algerian_student", "/type", "accord franco-algérien du 27 décembre 1968"));
        }
        String mention = facts.mention();
        if (mention != null && !mention.startsWith("etudiant")) {
            findings.warning(rule("permit_contradicts_type", "/type", "C. trav. R. 5221-3 II 1°"));
        }
        livesInFrance(facts, findings);
    }

    private static void algerianStudent(LawFacts facts, Findings findings) {
        if (!isAlgerian(facts)) {
            findings.warning(rule("not_algerian", "/type", "accord franco-algérien du 27 décembre 1968"));
        }
        livesInFrance(facts, findings);
    }

    private static boolean isAlgerian(LawFacts facts) {
        return facts.worker().nationalities().stream().map(Nationality::code).anyMatch("DZ"::equals);
    }

    private static void asylumSeeker(LawFacts facts, Findings findings) {
        Worker.Identifier certificate = facts.worker()
                .identifier(Identifier.Kind.ASYLUM_CLAIM_CERTIFICATE, facts.day())
                .orElse(null);
        if (certificate == null) {
            findings.warning(rule("asylum_certificate_missing", "/worker", "CESEDA L. 554-1"));
        } else if (isYoungerThanSixMonths(certificate.validFrom(), facts.day())) {
            findings.warning(rule("asylum_six_months", "/worker", "CESEDA L. 554-1"));
        }
        livesInFrance(facts, findings);
    }

    private static boolean isYoungerThanSixMonths(@Nullable LocalDate from, LocalDate day) {
        return from != null && !day.isAfter(from.plus(SIX_MONTHS));
    }

    /** Of age on the day of filing, or not yet sixteen when the work begins. */
    private static void minor(LawFacts facts, Findings findings) {
        BirthDate birth = facts.worker().birthDate();
        LocalDate start = facts.content().start();
        LocalDate begins = start == null || start.isBefore(facts.day()) ? facts.day() : start;
        if (Ages.isSurelyOfAge(birth, facts.day()) || Ages.isSurelyBelowSixteen(birth, begins)) {
            findings.byCertainty(
                    Gap.rule("age_contradicts_type", "/type", Basis.all(F2728), Certainty.SOURCED, Map.of()));
        }
    }

    private static void changeOfEmployer(LawFacts facts, Findings findings) {
        String mention = facts.mention();
        if (mention != null
                && !Set.of("salarie", "travailleur temporaire", "travailleur saisonnier")
                        .contains(mention)) {
            findings.warning(rule("permit_contradicts_type", "/type", "C. trav. R. 5221-1 II, R. 5221-3 I"));
        }
    }

    private static void livesInFrance(LawFacts facts, Findings findings) {
        if (Boolean.FALSE.equals(facts.content().residesInFrance())) {
            findings.warning(rule("residence_contradicts_type", "/residence_at_filing", F2728));
        }
    }

    private static void counterpart(RequestContent content, Counterpart.Role role, Findings findings) {
        Counterpart counterpart = content.counterpart();
        boolean isNamed = counterpart != null
                && (counterpart.role() == role || counterpart.role() == Counterpart.Role.FOREIGN_EMPLOYER);
        if (!isNamed) {
            findings.warning(Gap.rule(
                    "counterpart_missing",
                    "/counterpart",
                    Basis.all("C. trav. R. 5221-1 II"),
                    Certainty.UNVERIFIED,
                    Map.of("role", RequestState.lower(role))));
        }
    }

    /** From a seasonal permit no change of status is open in France: the person leaves and asks for a long-stay visa. */
    private static void seasonalPermit(LawFacts facts, Findings findings) {
        ContractType contract = facts.content().contractType();
        boolean changes = contract == ContractType.PERMANENT || contract == ContractType.FIXED_TERM;
        if (changes
                && Boolean.TRUE.equals(facts.content().residesInFrance())
                && "travailleur saisonnier".equals(facts.mention())) {
            findings.byCertainty(
                    Gap.rule("seasonal_permit_cannot_change", CONTRACT, Basis.all(F2728), Certainty.SOURCED, Map.of()));
        }
    }

    private static Gap rule(String code, String pointer, String text) {
        return Gap.rule(code, pointer, Basis.all(text), Certainty.UNVERIFIED, Map.of());
    }
}
