package fr.passerelle.requests;

import fr.passerelle.law.needs.Departments;
import fr.passerelle.law.needs.Known;
import fr.passerelle.law.needs.LabourMarket;
import fr.passerelle.law.needs.LabourMarket.Permit;
import fr.passerelle.law.needs.LabourMarket.Purpose;
import fr.passerelle.law.needs.Pay;
import fr.passerelle.law.needs.Publication;
import fr.passerelle.law.needs.Routing;
import fr.passerelle.parties.Address;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Siret;
import fr.passerelle.parties.Worker;
import fr.passerelle.parties.Worker.Identifier;
import fr.passerelle.platform.FilingForm.ContractType;
import fr.passerelle.platform.FilingForm.Counterpart;
import fr.passerelle.platform.FilingForm.Job;
import fr.passerelle.platform.FilingForm.OfferPublication;
import fr.passerelle.requests.RequestContent.Circumstances;
import fr.passerelle.requests.RequestContent.Terms;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request as the rules of law see it on a day.
 *
 * @param day of filing
 */
record LawFacts(RequestContent content, Employer employer, Worker.Profile worker, LocalDate day) {
    private static final Set<ContractType> PAID_BY_OTHER_RULES =
            Set.of(ContractType.APPRENTICESHIP, ContractType.PROFESSIONALISATION, ContractType.POSTING);

    /** The day whose minimum wage counts: the first day of work, or today where that is past or unknown. */
    private LocalDate firstDay() {
        LocalDate start = content.start();
        return start == null || start.isBefore(day) ? day : start;
    }

    Pay.Facts pay() {
        Terms terms = content.contract();
        return new Pay.Facts(
                terms == null ? null : terms.grossMonthlyPay(),
                terms == null ? null : terms.weeklyHours(),
                workplace(),
                firstDay(),
                mayBePaidLess(terms));
    }

    private boolean mayBePaidLess(@Nullable Terms terms) {
        return terms == null
                || terms.benefitsInKind() != null
                || terms.type() == null
                || PAID_BY_OTHER_RULES.contains(terms.type())
                || content.type().operation() != Routing.Operation.ORDINARY
                        && content.type().operation() != Routing.Operation.SEASONAL
                || !Ages.isSurelyOfAge(worker.birthDate(), firstDay());
    }

    LabourMarket.Facts labourMarket(Known aboveThreshold, Optional<String> region) {
        Circumstances circumstances = content.knownCircumstances();
        Job job = content.job();
        OfferPublication offer = content.offer();
        return new LabourMarket.Facts(
                day,
                purpose(),
                isOfItsKind(),
                job == null ? null : job.fap(),
                job == null ? null : job.rome(),
                region.orElse(null),
                livesInFrance(),
                permit(),
                aboveThreshold,
                circumstances.jobRelatedToStudies(),
                circumstances.diplomaObtainedOn(),
                circumstances.diplomaOfMasterLevel(),
                circumstances.childWelfareCare(),
                offer == null ? null : new Publication(offer.from(), offer.to()));
    }

    /** Who changes employer or status asks anew, whatever is renewed with it. */
    private Purpose purpose() {
        boolean isNew =
                content.type() == RequestType.CHANGEMENT_EMPLOYEUR || content.type() == RequestType.CHANGEMENT_STATUT;
        if (content.type() == RequestType.RENOUVELLEMENT_AT || content.renewal() && !isNew) {
            return Purpose.RENEWAL;
        }
        Routing.Operation operation = content.type().operation();
        if (operation != Routing.Operation.ORDINARY && operation != Routing.Operation.SEASONAL) {
            return Purpose.POSTING;
        }
        ContractType contract = content.contractType();
        return contract == ContractType.APPRENTICESHIP || contract == ContractType.PROFESSIONALISATION
                ? Purpose.TRAINING
                : Purpose.ORDINARY;
    }

    private Known isOfItsKind() {
        Terms terms = content.contract();
        return switch (purpose()) {
            case TRAINING -> terms == null || terms.end() == null ? Known.UNKNOWN : Known.YES;
            case RENEWAL -> Known.of(content.knownCircumstances().sameJobAndArea());
            case ORDINARY, POSTING -> Known.NO;
        };
    }

    Routing.Facts routing() {
        String department = establishment();
        return new Routing.Facts(
                day,
                content.type().operation(),
                livesInFrance(),
                department,
                isOnlyDepartment(department),
                workplace(),
                content.itinerant(),
                Boolean.TRUE.equals(content.knownCircumstances().employerForIter()));
    }

    Known livesInFrance() {
        return Known.of(content.residesInFrance());
    }

    /** Department of the first place of work. */
    @Nullable
    String workplace() {
        return workplace(content);
    }

    static @Nullable String workplace(RequestContent content) {
        return content.workplaces().isEmpty()
                ? null
                : department(content.workplaces().getFirst());
    }

    /** Where a counterpart in France stands for the employer, nothing is known of its place. */
    private @Nullable String establishment() {
        Siret siret = content.establishment();
        Counterpart counterpart = content.counterpart();
        boolean isElsewhere = counterpart != null
                && counterpart.role() != Counterpart.Role.FOREIGN_EMPLOYER
                && !Objects.equals(counterpart.siret(), siret);
        if (siret == null || isElsewhere) {
            return null;
        }
        return employer.establishment(siret).map(LawFacts::department).orElse(null);
    }

    private boolean isOnlyDepartment(@Nullable String department) {
        return department != null
                && employer.profile().establishments().stream().allMatch(one -> department.equals(department(one)));
    }

    private static @Nullable String department(Employer.Establishment establishment) {
        return establishment.address() == null ? null : department(establishment.address());
    }

    private static @Nullable String department(Address address) {
        if (address.departmentCode() != null) {
            return address.departmentCode();
        }
        return address.communeCode() == null ? null : Departments.ofCommune(address.communeCode());
    }

    private Permit permit() {
        String mention = mention();
        if (mention == null) {
            return Permit.UNKNOWN;
        }
        return switch (mention) {
            case "etudiant", "etudiant-programme de mobilite" -> Permit.STUDENT;
            case "recherche d'emploi ou creation d'entreprise" -> Permit.JOB_SEARCH;
            default -> Permit.OTHER;
        };
    }

    /** The mention of the permit or visa that the person holds, bare of accents and in lower case. */
    @Nullable
    String mention() {
        return List.of(Identifier.Kind.RESIDENCE_PERMIT, Identifier.Kind.LONG_STAY_VISA).stream()
                .flatMap(kind -> worker.identifier(kind, day).stream())
                .map(Identifier::mention)
                .filter(Objects::nonNull)
                .findFirst()
                .map(LawFacts::bare)
                .orElse(null);
    }

    static String bare(String mention) {
        return Normalizer.normalize(mention, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('’', '\'')
                .toLowerCase(Locale.ROOT)
                .strip();
    }
}
