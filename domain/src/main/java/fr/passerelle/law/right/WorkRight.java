package fr.passerelle.law.right;

import fr.passerelle.law.Certainty;
import fr.passerelle.law.LawTables;
import fr.passerelle.law.WorkStart;
import fr.passerelle.law.WorkStart.ContractKind;
import fr.passerelle.law.WorkStart.Held;
import fr.passerelle.law.right.Answer.Ask;
import fr.passerelle.law.right.Answer.Condition;
import fr.passerelle.law.right.Answer.Draft;
import fr.passerelle.law.right.Answer.Reason;
import fr.passerelle.law.right.Answer.Switch;
import fr.passerelle.law.right.Facts.Authorisation;
import fr.passerelle.law.right.Facts.Contract;
import fr.passerelle.law.right.Facts.Field;
import fr.passerelle.law.right.Facts.HeldTitle;
import fr.passerelle.law.right.Facts.Paper;
import fr.passerelle.law.right.Facts.Posting;
import fr.passerelle.law.right.Facts.Residence;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a work authorisation ({@code autorisation de travail}) is needed, of which type, and whether the person may start.
 *
 * <p>Source: Code du travail, art. R. 5221-1 (LEGIARTI000049999770), R. 5221-2 (LEGIARTI000051747717), R. 5221-3
 * (LEGIARTI000043325451), D. 5221-2-1 (LEGIARTI000033329579); service-public F2728 (18 June 2026) for minors, for nationals of
 * Andorra, Monaco and San Marino, and for the table in {@link WorkStart}.
 *
 * <p>What is not a yes:
 *
 * <ul>
 *   <li>A yes that lacks a fact is unknown, and the answer asks for the fact. Of the day of birth and of the departments of the
 *       title and of the work alone we take the ordinary case, and say that the contrary would change the answer.
 *   <li>A yes on ground that is neither text nor sourced is unknown, and the prefecture is to be asked: so it is with every
 *       Algerian title, since our sources do not hold the agreement of 1968. A no on such ground stays a no.
 * </ul>
 */
public final class WorkRight {
    /** Hours a year, 60 % of the legal ones. Source: Code du travail, art. R. 5221-26 (LEGIARTI000043320747). */
    public static final int STUDENT_HOURS = 964;

    private static final int OF_AGE = 18;
    private static final int LEAST_AGE = 16;
    private static final Period SHORT_STAY = Period.ofMonths(3);
    private static final Period SEASON = Period.ofMonths(6);
    private static final Period OFPRA_TIME = Period.ofMonths(6);
    private static final Period FIRST_YEAR = Period.ofYears(1);
    private static final String NO_TITLE = "NONE";

    private final Titles titles;
    private final Countries countries;

    public WorkRight(LawTables tables) {
        this.titles = new Titles(tables);
        this.countries = new Countries(tables);
    }

    public Answer check(Facts facts) {
        Draft draft = Answer.draft();
        String department = facts.contract().department();
        if (department != null && Place.of(department).isUnderOtherLaw()) {
            return draft.ask(Ask.PREFECTURE)
                    .basis(Texts.OVERSEAS_DEPARTMENTS)
                    .changedBy(Switch.OTHER_TERRITORY)
                    .done();
        }
        group(facts).ifPresentOrElse(group -> byNationality(facts, group, draft), () -> draft.ask(Ask.NATIONALITY));
        return draft.done();
    }

    /** The title of which the facts speak, as the table has it; empty where they name none that we know. */
    public Optional<Title> title(Facts facts) {
        HeldTitle held = facts.title();
        if (held == null) {
            return Optional.empty();
        }
        return held.code() == null ? titles.find(held.type(), held.mention()) : titles.find(held.code());
    }

    /** Whether the facts name a title by a code that the table does not have. */
    public boolean isOfUnknownTitle(Facts facts) {
        String code = facts.title() == null ? null : facts.title().code();
        return code != null
                && !NO_TITLE.equalsIgnoreCase(code)
                && titles.find(code).isEmpty();
    }

    Optional<Countries.Group> group(Facts facts) {
        return Optional.ofNullable(facts.nationality()).flatMap(countries::find);
    }

    private void byNationality(Facts facts, Countries.Group group, Draft draft) {
        switch (group) {
            case FRENCH -> free(draft, Reason.FRENCH_NATIONAL).basis(Texts.WHO_NEEDS_ONE);
            case EUROPEAN -> free(draft, Reason.EUROPEAN_NATIONAL).basis(Texts.EUROPEANS);
            case TREATED_AS_EUROPEAN ->
                free(draft, Reason.TREATED_AS_EUROPEAN)
                        .basis(Texts.SERVICE_PUBLIC)
                        .certainty(Certainty.SOURCED);
            case ALGERIAN -> {
                foreigner(facts, true, draft);
                draft.certainty(Certainty.UNVERIFIED).basis(Texts.ALGERIAN_AGREEMENT);
            }
            case THIRD -> foreigner(facts, false, draft);
        }
    }

    private static Draft free(Draft draft, Reason reason) {
        return draft.notNeeded().mayStart(reason).when(Condition.SHOW_IDENTITY);
    }

    private void foreigner(Facts facts, boolean isAlgerian, Draft draft) {
        if (isMinor(facts)) {
            minor(facts, draft);
            return;
        }
        Posting posting = facts.contract().posting();
        boolean isFromEurope = posting != null && isPossiblyExempt(posting);
        if (posting != null && isFromEurope && posting.kind() != null && posting.regularlyEmployed() != null) {
            postedFromEurope(facts, draft);
            return;
        }
        byWhereTheyLive(facts, isAlgerian, draft);
        if (isFromEurope && !draft.isYes()) {
            draft.needUnknown().basis(Texts.POSTED_FROM_EUROPE).ask(Ask.POSTING_KIND, Ask.POSTING_REGULARLY_EMPLOYED);
        }
    }

    /** Exempt from the authorisation, not from staying lawfully (L. 8251-1). */
    private void postedFromEurope(Facts facts, Draft draft) {
        draft.notNeeded()
                .mayStart(Reason.POSTED_FROM_EUROPE)
                .basis(Texts.POSTED_FROM_EUROPE, Texts.NONE_WITHOUT_TITLE)
                .when(Condition.ENTER_LAWFULLY);
        if (saysNoTitle(facts)) {
            withoutTitle(facts, draft);
            return;
        }
        if (facts.title() == null && facts.paper() == null) {
            return;
        }
        Facts sorted = withPaperApart(facts);
        Title title = title(sorted).orElse(null);
        if (title == null && sorted.title() != null) {
            draft.ask(Ask.TITLE);
        } else if (title != null && title.right() == Right.NONE) {
            draft.basis(title.basis()).ask(Ask.PREFECTURE);
        }
        Standing.of(sorted, title).on(draft);
    }

    /** Who lives abroad holds no title of ours as a rule, and enters with a visa where one is needed. */
    private static void withoutTitle(Facts facts, Draft draft) {
        if (facts.residence() == Residence.FRANCE) {
            draft.mayNotStart(Reason.NO_TITLE).changedBy(Switch.NEW_TITLE);
        } else if (facts.residence() == null) {
            draft.ask(Ask.RESIDENCE);
        }
    }

    /** R. 5221-2 2°, as far as the facts go. */
    private static boolean isPossiblyExempt(Posting posting) {
        return Boolean.TRUE.equals(posting.fromEurope())
                && posting.kind() != Posting.Kind.LABOUR_LENDING
                && !Boolean.FALSE.equals(posting.regularlyEmployed());
    }

    private void byWhereTheyLive(Facts facts, boolean isAlgerian, Draft draft) {
        if (isShortStay(facts) && shortStay(facts, draft)) {
            title(facts).filter(WorkRight::isShortStayVisa).ifPresent(visa -> duringTheVisa(facts, visa, draft));
        } else if (facts.residence() == null) {
            draft.ask(Ask.RESIDENCE);
        } else if (facts.residence() == Residence.ABROAD && !holdsMoreThanAShortStay(facts)) {
            abroad(facts, draft);
        } else {
            inFrance(facts, isAlgerian, draft);
        }
    }

    private static boolean isShortStayVisa(Title title) {
        return title.is("VISA_COURT_SEJOUR");
    }

    /** R. 5221-2 18° exempts from the authorisation; L. 8251-1 still asks for a stay that is lawful, three months at most. */
    private static void duringTheVisa(Facts facts, Title visa, Draft draft) {
        draft.basis(Texts.NONE_WITHOUT_TITLE);
        Standing.of(facts, visa).on(draft);
        LocalDate since = facts.inFranceSince();
        if (since == null || !draft.isYes()) {
            return;
        }
        LocalDate over = since.plus(SHORT_STAY);
        if (facts.on().isBefore(over)) {
            draft.until(over.minusDays(1));
        } else {
            draft.ask(Ask.PREFECTURE);
        }
    }

    private static boolean isMinor(Facts facts) {
        LocalDate born = facts.birthDate();
        return born != null && facts.on().isBefore(born.plusYears(OF_AGE));
    }

    /** From sixteen on, whatever the title and the contract (F2728); before, our sources are silent: unknown. */
    private static void minor(Facts facts, Draft draft) {
        LocalDate born = facts.birthDate();
        boolean isOldEnough = born != null && !facts.on().isBefore(born.plusYears(LEAST_AGE));
        draft.basis(Texts.SERVICE_PUBLIC).certainty(Certainty.SOURCED);
        if (!isOldEnough) {
            draft.because(Reason.MINOR).ask(Ask.PREFECTURE);
            return;
        }
        draft.needed("mineur_16_18");
        if (isTraining(facts.contract())) {
            draft.basis(Texts.AS_OF_RIGHT);
        }
        if (facts.authorisation() == null) {
            draft.mayNotStart(Reason.MINOR).changedBy(Switch.AUTHORISATION_GRANTED);
        } else {
            draft.ask(Ask.PREFECTURE);
        }
    }

    private boolean isShortStay(Facts facts) {
        boolean comesForIt = facts.residence() == Residence.ABROAD
                || title(facts).filter(WorkRight::isShortStayVisa).isPresent();
        return facts.contract().field() != null && comesForIt;
    }

    /** Whether the fields of D. 5221-2-1 answer, or would with one fact more. */
    private static boolean shortStay(Facts facts, Draft draft) {
        Contract contract = facts.contract();
        LocalDate start = contract.start();
        LocalDate end = contract.end();
        Posting posting = contract.posting();
        boolean isAudit = contract.field() == Field.AUDIT_AND_EXPERTISE;
        if (start != null && end != null && !end.isBefore(start.plus(SHORT_STAY))) {
            draft.basis(Texts.THREE_MONTHS, Texts.SHORT_STAY_FIELDS);
            return false;
        }
        if (isAudit && posting != null && !isPostedByItsEmployer(posting)) {
            return false;
        }
        draft.notNeeded()
                .mayStart(Reason.SHORT_STAY_FIELD)
                .until(end)
                .basis(Texts.SHORT_STAY, Texts.SHORT_STAY_FIELDS, Texts.THREE_MONTHS)
                .when(Condition.ENTER_LAWFULLY, Condition.WITHIN_THE_ACTIVITY)
                .changedBy(Switch.LONGER_THAN_THREE_MONTHS, Switch.OTHER_ACTIVITY);
        if (start == null) {
            draft.ask(Ask.CONTRACT_START);
        }
        if (end == null || end.isBefore(facts.on())) {
            draft.ask(Ask.CONTRACT_END);
        }
        if (isAudit && (posting == null || posting.kind() == null)) {
            draft.ask(Ask.POSTING_KIND);
        }
        return true;
    }

    private static boolean isPostedByItsEmployer(Posting posting) {
        return posting.kind() == null
                || posting.kind() == Posting.Kind.SERVICE
                || posting.kind() == Posting.Kind.INTRAGROUP;
    }

    /** Whether a title is named, other than a visa of three months at most, that has not ended or stands beside a paper. */
    private boolean holdsMoreThanAShortStay(Facts facts) {
        HeldTitle held = facts.title();
        if (facts.paper() != null) {
            return true;
        }
        if (held == null || NO_TITLE.equalsIgnoreCase(held.code())) {
            return false;
        }
        Title title = title(facts).orElse(null);
        LocalDate validTo = held.validTo();
        boolean hasNoEnd = validTo == null || !validTo.isBefore(facts.on());
        return title == null ? hasNoEnd : !isShortStayVisa(title) && (hasNoEnd || title.isIndefinite());
    }

    private static void abroad(Facts facts, Draft draft) {
        draft.needed(type(facts.contract(), draft)).basis(Texts.WHO_NEEDS_ONE, Texts.TO_ENTER);
        after(WorkStart.after(Held.ABROAD, ContractKind.PERMANENT), draft);
    }

    private void inFrance(Facts facts, boolean isAlgerian, Draft draft) {
        if (saysNoTitle(facts)) {
            draft.notPossible()
                    .mayNotStart(Reason.NO_TITLE)
                    .basis(Texts.NONE_WITHOUT_TITLE, Texts.SERVICE_PUBLIC)
                    .changedBy(Switch.NEW_TITLE);
            return;
        }
        Facts sorted = withPaperApart(facts);
        Title title = title(sorted).orElse(null);
        if (title == null) {
            draft.ask(Ask.TITLE);
        } else if (title.isAlgerian() && !isAlgerian) {
            draft.ask(Ask.NATIONALITY);
        } else {
            byTitle(sorted, title, isAlgerian, draft);
        }
        Standing.of(sorted, title).on(draft);
        if (draft.isYes()) {
            if (title != null && isSeasonal(sorted.contract(), title)) {
                sixMonths(sorted, draft);
            }
            beforeTheFirstDay(sorted, title, draft);
        }
    }

    private static boolean isSeasonal(Contract contract, Title title) {
        return title.right() == Right.DAT_REQUIRED
                && (contract.type() == Contract.Kind.SEASONAL || held(title) == Held.SEASONAL_PERMIT);
    }

    /**
     * Six months a year, of all seasonal jobs together. Whether a longer contract may lie in two years is not said.
     *
     * <p>Source: Code du travail, art. R. 5221-23 (LEGIARTI000018525744); CESEDA, art. L. 421-34.
     */
    private static void sixMonths(Facts facts, Draft draft) {
        LocalDate start = facts.contract().start();
        LocalDate end = facts.contract().end();
        draft.basis(Texts.SIX_MONTHS, Texts.SEASONAL_CARD)
                .when(Condition.SIX_MONTHS_A_YEAR)
                .changedBy(Switch.LONGER_THAN_SIX_MONTHS);
        if (start == null) {
            draft.ask(Ask.CONTRACT_START);
        }
        if (end == null || end.isBefore(facts.on())) {
            draft.ask(Ask.CONTRACT_END);
        }
        if (start != null && end != null && !end.isBefore(start.plus(SEASON))) {
            draft.ask(Ask.PREFECTURE);
        }
        draft.until(end);
    }

    private static boolean saysNoTitle(Facts facts) {
        return facts.title() != null && NO_TITLE.equalsIgnoreCase(facts.title().code()) && facts.paper() == null;
    }

    /** A provisional document that was named as the title is a paper; what is written on it names the title. */
    private Facts withPaperApart(Facts facts) {
        HeldTitle held = facts.title();
        Title named = title(facts).filter(Title::isProvisional).orElse(null);
        if (held == null || named == null || facts.paper() != null) {
            return facts;
        }
        Paper.Kind kind = switch (named.code()) {
            case "RECEPISSE_PREMIERE_DEMANDE" -> Paper.Kind.FIRST_REQUEST_RECEIPT;
            case "RECEPISSE_RENOUVELLEMENT" -> Paper.Kind.RENEWAL_RECEIPT;
            case "API_PROLONGATION" -> Paper.Kind.EXTENSION;
            case "ATTESTATION_DECISION_FAVORABLE" -> Paper.Kind.FAVOURABLE_DECISION;
            default -> Paper.Kind.DEPOSIT_CERTIFICATE;
        };
        HeldTitle bare = held.mention() == null
                ? null
                : new HeldTitle(null, null, held.mention(), null, null, held.firstIssuedOn(), held.department(), null);
        return new Facts(
                facts.on(),
                facts.nationality(),
                facts.residence(),
                facts.birthDate(),
                facts.inFranceSince(),
                bare,
                new Paper(kind, held.validTo(), held.workMention()),
                facts.renewalInTime(),
                facts.hoursWorked(),
                facts.asylum(),
                facts.registeredJobseeker(),
                facts.contract(),
                facts.authorisation());
    }

    private void byTitle(Facts facts, Title title, boolean isAlgerian, Draft draft) {
        draft.basis(title.basis()).certainty(title.certainty());
        switch (title.right()) {
            case FULL -> anyWork(facts, title, draft);
            case SCOPED -> {
                if (title.is("ETUDIANT_APPRENTI")) {
                    validatedApprentice(facts, draft);
                } else {
                    theActivity(facts, draft);
                }
            }
            case LIMITED_HOURS -> student(facts, isAlgerian, draft);
            case DAT_REQUIRED -> {
                if (title.is("ATTESTATION_DEMANDE_ASILE")) {
                    asylumSeeker(facts, draft);
                } else {
                    employee(facts, title, draft);
                }
            }
            case CONDITIONAL -> conditional(facts, title, draft);
            case NONE ->
                draft.notPossible().mayNotStart(Reason.TITLE_GIVES_NO_RIGHT).changedBy(Switch.NEW_TITLE);
        }
        territory(facts, title, draft);
    }

    private static void anyWork(Facts facts, Title title, Draft draft) {
        draft.notNeeded().mayStart(Reason.TITLE_GIVES_RIGHT);
        HeldTitle held = facts.title();
        Boolean mention = held == null ? null : held.workMention();
        if (title.needsMention() && mention == null) {
            draft.ask(Ask.TITLE_WORK_MENTION);
        } else if (title.needsMention() && !Boolean.TRUE.equals(mention)) {
            draft.needUnknown().mayNotStart(Reason.PAPER_WITHOUT_MENTION);
        }
        if (title.is("VISA_VACANCES_TRAVAIL") || title.is("APS_PARENT_ENFANT_MALADE")) {
            draft.when(Condition.NO_SUBSIDISED_CONTRACT).basis(Texts.NO_SUBSIDY);
        }
    }

    private static void theActivity(Facts facts, Draft draft) {
        Boolean matches = facts.contract().matchesTitle();
        draft.changedBy(Switch.OTHER_ACTIVITY);
        if (matches == null) {
            draft.ask(Ask.CONTRACT_MATCHES_TITLE);
        } else if (matches) {
            draft.notNeeded().mayStart(Reason.TITLE_GIVES_RIGHT_TO_THE_ACTIVITY).when(Condition.WITHIN_THE_ACTIVITY);
        } else {
            draft.needed("changement_statut").basis(Texts.WHO_NEEDS_ONE);
            after(WorkStart.after(Held.OTHER_DOCUMENT, ContractKind.PERMANENT), draft);
        }
    }

    private static void student(Facts facts, boolean isAlgerian, Draft draft) {
        Contract contract = facts.contract();
        if (isAlgerian) {
            draft.needed("etudiant_algerien_apt");
            withAuthorisation(facts, "etudiant_algerien_apt", draft);
        } else if (contract.type() == null) {
            draft.ask(Ask.CONTRACT_TYPE);
        } else if (contract.type() == Contract.Kind.APPRENTICESHIP) {
            apprentice(facts, draft);
        } else if (contract.type() == Contract.Kind.PROFESSIONALISATION) {
            professionalisation(facts, draft);
        } else {
            byHours(facts.hoursWorked(), contract.hours(), facts, draft);
        }
    }

    /** Of right, but only after a first year of stay (R. 5221-7 1°). */
    private static void professionalisation(Facts facts, Draft draft) {
        LocalDate since = facts.inFranceSince();
        draft.basis(Texts.AS_OF_RIGHT, Texts.STUDENTS_IN_TRAINING);
        if (since != null && facts.on().isBefore(since.plus(FIRST_YEAR))) {
            draft.notPossible().mayNotStart(Reason.NOT_YET).from(since.plus(FIRST_YEAR));
            return;
        }
        draft.needed("alternance");
        withAuthorisation(facts, "alternance", draft);
        afterFirstYear(facts, draft);
    }

    /** The student of R. 5221-2 12°, whom nothing but that contract concerns. */
    private static void validatedApprentice(Facts facts, Draft draft) {
        Contract.Kind type = facts.contract().type();
        if (type == Contract.Kind.APPRENTICESHIP) {
            apprentice(facts, draft);
        } else {
            draft.ask(type == null ? Ask.CONTRACT_TYPE : Ask.PREFECTURE);
        }
    }

    private static void apprentice(Facts facts, Draft draft) {
        Boolean isValidated = facts.contract().matchesTitle();
        draft.basis(Texts.VALIDATED_APPRENTICESHIP, Texts.STUDENTS_IN_TRAINING);
        if (isValidated == null) {
            draft.ask(Ask.CONTRACT_MATCHES_TITLE);
        } else if (!isValidated) {
            draft.needed("alternance").basis(Texts.AS_OF_RIGHT);
            withAuthorisation(facts, "alternance", draft);
            afterFirstYear(facts, draft);
        } else {
            draft.notNeeded().mayStart(Reason.TITLE_GIVES_RIGHT_TO_THE_ACTIVITY).when(Condition.DECLARE_STUDENT);
            afterFirstYear(facts, draft);
        }
    }

    /** In the first year only an apprenticeship within some courses (R. 5221-7 2°), of which we are not told. */
    private static void afterFirstYear(Facts facts, Draft draft) {
        LocalDate since = facts.inFranceSince();
        if (since == null) {
            draft.ask(Ask.IN_FRANCE_SINCE);
        } else if (facts.on().isBefore(since.plus(FIRST_YEAR))) {
            draft.ask(Ask.PREFECTURE).from(since.plus(FIRST_YEAR));
        }
    }

    private static void byHours(@Nullable Integer worked, @Nullable Integer hours, Facts facts, Draft draft) {
        draft.basis(Texts.STUDENT_HOURS);
        if (worked == null) {
            draft.ask(Ask.HOURS_WORKED);
        }
        if (hours == null) {
            draft.ask(Ask.CONTRACT_HOURS);
        }
        if (worked == null || hours == null) {
            return;
        }
        if (worked + hours <= STUDENT_HOURS) {
            draft.notNeeded()
                    .mayStart(Reason.WITHIN_HOURS)
                    .basis(Texts.STUDENT_DECLARATION, Texts.NO_SUBSIDY)
                    .when(Condition.ANCILLARY_TO_STUDIES, Condition.DECLARE_STUDENT, Condition.NO_SUBSIDISED_CONTRACT)
                    .changedBy(Switch.HOURS_OVER_THE_YEARS_LIMIT);
        } else {
            draft.needed("etudiant_hors_quota").basis(Texts.STUDENTS_BEYOND).changedBy(Switch.FEWER_HOURS);
            withAuthorisation(facts, "etudiant_hors_quota", draft);
        }
    }

    /** R. 5221-3 II: work within the terms of an authorisation that was asked for as this type. */
    private static void withAuthorisation(Facts facts, String type, Draft draft) {
        Authorisation granted = facts.authorisation();
        if (granted == null) {
            draft.mayNotStart(Reason.AUTHORISATION_FIRST).changedBy(Switch.AUTHORISATION_GRANTED);
        } else if (isOver(granted, facts.on())) {
            draft.mayNotStart(Reason.AUTHORISATION_EXPIRED);
        } else if (granted.requestType() == null) {
            draft.ask(Ask.AUTHORISATION_REQUEST_TYPE);
        } else if (granted.requestType().equals(type)) {
            authorised(granted, draft).when(Condition.DECLARE_STUDENT);
            askForItsEnd(facts, granted, draft);
        } else {
            after(WorkStart.after(Held.OTHER_DOCUMENT, ContractKind.PERMANENT), draft);
        }
    }

    private static Draft authorised(Authorisation granted, Draft draft) {
        return draft.mayStart(Reason.AUTHORISED).until(granted.validTo()).when(Condition.WITHIN_THE_AUTHORISATION);
    }

    /** A contract with an end has an authorisation with one. */
    private static void askForItsEnd(Facts facts, Authorisation granted, Draft draft) {
        if (granted.validTo() == null && facts.contract().type() != Contract.Kind.PERMANENT) {
            draft.ask(Ask.AUTHORISATION_VALID_TO);
        }
    }

    /** Access from the day after the six months of the OFPRA, which are over when their last day ends (L. 554-1). */
    private static void asylumSeeker(Facts facts, Draft draft) {
        LocalDate introduced = facts.asylum() == null ? null : facts.asylum().introducedOn();
        Boolean isDecided = facts.asylum() == null ? null : facts.asylum().decided();
        Authorisation granted = facts.authorisation();
        draft.basis(Texts.ASYLUM_ACCESS, Texts.ASYLUM_AUTHORISATION);
        if (Boolean.TRUE.equals(isDecided)) {
            draft.ask(Ask.PREFECTURE).changedBy(Switch.NEW_TITLE);
            if (granted == null) {
                draft.mayNotStart(Reason.ASYLUM_DECIDED);
            }
            return;
        }
        if (isDecided == null) {
            draft.ask(Ask.ASYLUM_DECIDED);
        }
        draft.changedBy(Switch.DECISION_OF_OFPRA);
        LocalDate access =
                introduced == null ? null : introduced.plus(OFPRA_TIME).plusDays(1);
        if (access != null && facts.on().isBefore(access)) {
            draft.notPossible().mayNotStart(Reason.ASYLUM_DELAY_NOT_OVER).from(access);
            return;
        }
        if (access == null) {
            draft.ask(Ask.ASYLUM_INTRODUCED_ON);
        }
        if (granted != null) {
            draft.needed("demandeur_asile");
            if (isOver(granted, facts.on())) {
                draft.mayNotStart(Reason.AUTHORISATION_EXPIRED);
            } else {
                after(WorkStart.after(Held.ASYLUM_CLAIM_CERTIFICATE, ContractKind.PERMANENT), draft);
                draft.until(granted.validTo());
            }
            return;
        }
        if (access != null) {
            draft.needed("demandeur_asile").changedBy(Switch.AUTHORISATION_GRANTED);
        }
        draft.mayNotStart(Reason.AUTHORISATION_FIRST);
    }

    private static void employee(Facts facts, Title title, Draft draft) {
        Held held = held(title);
        Contract contract = facts.contract();
        draft.basis(Texts.EACH_NEW_CONTRACT, Texts.WITHIN_ITS_TERMS);
        if (contract.isInProgress()) {
            inProgress(facts, draft);
            return;
        }
        Optional<ContractKind> kind = kind(contract);
        draft.needed(type(held, contract, draft)).changedBy(Switch.NEW_CONTRACT);
        if (isTraining(contract)) {
            draft.basis(Texts.AS_OF_RIGHT);
        }
        Authorisation granted = facts.authorisation();
        if (held == Held.SEASONAL_PERMIT && kind.isPresent() && kind.get() != ContractKind.SEASONAL) {
            after(WorkStart.after(held, kind.get()), draft);
        } else if (granted == null) {
            draft.mayNotStart(Reason.AUTHORISATION_FIRST).changedBy(Switch.AUTHORISATION_GRANTED);
        } else if (isOver(granted, facts.on())) {
            draft.mayNotStart(Reason.AUTHORISATION_EXPIRED);
        } else {
            start(facts, held, granted, kind, draft);
        }
    }

    private static void start(Facts facts, Held held, Authorisation granted, Optional<ContractKind> kind, Draft draft) {
        if (kind.isEmpty()) {
            draft.ask(facts.contract().type() == null ? Ask.CONTRACT_TYPE : Ask.PREFECTURE);
            return;
        }
        if (granted.contract() != null && granted.contract() != kind.get()) {
            draft.ask(Ask.AUTHORISATION_CONTRACT);
        }
        after(WorkStart.after(held, kind.get()), draft);
        draft.until(granted.validTo());
        askForItsEnd(facts, granted, draft);
    }

    /** A contract that runs is no new one: it needs none but the authorisation that it has, renewed when it lasts longer. */
    private static void inProgress(Facts facts, Draft draft) {
        Authorisation granted = facts.authorisation();
        LocalDate end = facts.contract().end();
        if (granted == null) {
            draft.notNeeded().mayStart(Reason.IN_PROGRESS).ask(Ask.AUTHORISATION);
            return;
        }
        boolean isOver = isOver(granted, facts.on());
        boolean goesOn = granted.validTo() != null && end != null && end.isAfter(granted.validTo());
        if (goesOn || isOver) {
            draft.needed("renouvellement_at").basis(Texts.RENEWAL_OF_AUTHORISATION);
        } else {
            draft.notNeeded();
        }
        if (isOver) {
            draft.mayNotStart(Reason.AUTHORISATION_EXPIRED);
        } else {
            authorised(granted, draft).mayStart(Reason.IN_PROGRESS);
            askForItsEnd(facts, granted, draft);
        }
    }

    private static boolean isOver(Authorisation granted, LocalDate on) {
        return granted.validTo() != null && granted.validTo().isBefore(on);
    }

    private static void conditional(Facts facts, Title title, Draft draft) {
        switch (title.code()) {
            case "VPF_CONJOINT_RLD_UE" -> {
                HeldTitle held = facts.title();
                fromSecondYear(
                        facts.on(), held == null ? null : held.firstIssuedOn(), Ask.TITLE_FIRST_ISSUED_ON, draft);
            }
            case "VPF_ENFANT_RLD_UE" -> fromSecondYear(facts.on(), facts.inFranceSince(), Ask.IN_FRANCE_SINCE, draft);
            case "VISA_COURT_SEJOUR" ->
                draft.mayNotStart(Reason.TITLE_GIVES_NO_RIGHT)
                        .ask(Ask.CONTRACT_FIELD)
                        .changedBy(Switch.LONG_STAY_VISA);
            default -> {
                draft.needed("changement_statut").basis(Texts.WHO_NEEDS_ONE);
                after(WorkStart.after(Held.OTHER_DOCUMENT, ContractKind.PERMANENT), draft);
            }
        }
    }

    private static void fromSecondYear(LocalDate on, @Nullable LocalDate since, Ask missing, Draft draft) {
        if (since == null) {
            draft.ask(missing);
        } else if (on.isBefore(since.plus(FIRST_YEAR))) {
            draft.notPossible().mayNotStart(Reason.NOT_YET).from(since.plus(FIRST_YEAR));
        } else {
            draft.notNeeded().mayStart(Reason.TITLE_GIVES_RIGHT);
        }
    }

    /** A title and an authorisation give rights where they were issued: all of metropolitan France, or one place overseas. */
    private static void territory(Facts facts, Title title, Draft draft) {
        String issuedIn = facts.title() == null ? null : facts.title().department();
        String worksIn = facts.contract().department();
        draft.changedBy(Switch.OTHER_TERRITORY);
        if (worksIn == null) {
            return;
        }
        Place work = Place.of(worksIn);
        if (issuedIn == null) {
            if (!work.isMetropolitan()) {
                draft.ask(Ask.TITLE_DEPARTMENT);
            }
            return;
        }
        Place home = Place.of(issuedIn);
        if (!home.equals(work)) {
            elsewhere(home, title, draft);
        }
    }

    /** A no where a text ties the title to its place; elsewhere the F2728 alone speaks of limits, "in several cases". */
    private static void elsewhere(Place home, Title title, Draft draft) {
        boolean isAuthorised = title.right() == Right.DAT_REQUIRED;
        if (title.isPrivateLifeOrResident()) {
            draft.changedBy(Switch.NEW_ADDRESS_DECLARED).basis(Texts.SERVICE_PUBLIC);
        }
        if (home.holds(title)) {
            draft.mayNotStart(Reason.OTHER_TERRITORY)
                    .basis(home.isMetropolitan() ? Texts.METROPOLITAN_CARD : Texts.OVERSEAS_TITLES);
            if (isAuthorised && home.isMetropolitan()) {
                draft.basis(Texts.METROPOLITAN_AUTHORISATION);
            }
        } else if (!draft.isNo()) {
            draft.because(Reason.OTHER_TERRITORY)
                    .basis(Texts.SERVICE_PUBLIC)
                    .certainty(Certainty.SOURCED)
                    .ask(Ask.PREFECTURE);
            if (!isAuthorised) {
                draft.needUnknown();
            }
        }
    }

    /** What an employer does two working days before, unless the contract runs already. */
    private static void beforeTheFirstDay(Facts facts, @Nullable Title title, Draft draft) {
        if (facts.birthDate() == null) {
            draft.changedBy(Switch.PERSON_IS_MINOR);
        }
        if (facts.contract().isInProgress()) {
            return;
        }
        boolean isStudent = title != null && (title.right() == Right.LIMITED_HOURS || title.is("ETUDIANT_APPRENTI"));
        if (isStudent) {
            draft.when(Condition.DECLARE_STUDENT).basis(Texts.STUDENT_DECLARATION);
        } else if (Boolean.TRUE.equals(facts.registeredJobseeker())) {
            draft.when(Condition.KEEP_JOBSEEKER_PROOF).basis(Texts.CHECK, Texts.NO_CHECK);
        } else {
            draft.when(Condition.CHECK_WITH_PREFECT).basis(Texts.CHECK, Texts.CHECK_IN_TIME);
        }
    }

    private static void after(WorkStart.Answer start, Draft draft) {
        switch (start) {
            case YES -> draft.mayStart(Reason.AUTHORISED).when(Condition.WITHIN_THE_AUTHORISATION);
            case NO_CHANGE_OF_STATUS_FIRST ->
                draft.mayNotStart(Reason.CHANGE_OF_STATUS_FIRST)
                        .basis(Texts.SERVICE_PUBLIC)
                        .changedBy(Switch.RECEIPT_WITH_MENTION);
            case NO_CHANGE_OF_STATUS_FORBIDDEN ->
                draft.notPossible()
                        .mayNotStart(Reason.CHANGE_OF_STATUS_FORBIDDEN)
                        .basis(Texts.SERVICE_PUBLIC)
                        .changedBy(Switch.LONG_STAY_VISA);
            case NO_PERMIT_FIRST ->
                draft.mayNotStart(Reason.PERMIT_FIRST)
                        .basis(Texts.SERVICE_PUBLIC)
                        .changedBy(Switch.RECEIPT_WITH_MENTION);
            case NO_VISA_FIRST -> draft.mayNotStart(Reason.VISA_FIRST).changedBy(Switch.LONG_STAY_VISA);
            case UNKNOWN -> draft.ask(Ask.PREFECTURE);
        }
    }

    private static Held held(Title title) {
        return switch (title.code()) {
            case "SALARIE_CST", "SALARIE_CSP", "VLS_TS_SALARIE", "CRA_1_SALARIE" -> Held.EMPLOYEE_PERMIT;
            case "TRAVAILLEUR_TEMPORAIRE_CST", "VLS_TS_TRAVAILLEUR_TEMPORAIRE", "CRA_1_TRAVAILLEUR_TEMPORAIRE" ->
                Held.FIXED_TERM_PERMIT;
            case "TRAVAILLEUR_SAISONNIER_CSP" -> Held.SEASONAL_PERMIT;
            default -> Held.UNKNOWN;
        };
    }

    private static Optional<ContractKind> kind(Contract contract) {
        Contract.Kind type = contract.type();
        if (type == null) {
            return Optional.empty();
        }
        return switch (type) {
            case PERMANENT -> Optional.of(ContractKind.PERMANENT);
            case FIXED_TERM -> Optional.of(ContractKind.FIXED_TERM);
            case SEASONAL -> Optional.of(ContractKind.SEASONAL);
            case APPRENTICESHIP, PROFESSIONALISATION, POSTING -> Optional.empty();
        };
    }

    private static boolean isTraining(Contract contract) {
        return contract.type() != null && contract.type().isTraining();
    }

    /** Of a person who holds a title for employment already. */
    private static @Nullable String type(Held held, Contract contract, Draft draft) {
        ContractKind kind = kind(contract).orElse(null);
        if (held == Held.UNKNOWN || kind == null) {
            return type(contract, draft);
        }
        boolean isSame = switch (held) {
            case EMPLOYEE_PERMIT -> kind == ContractKind.PERMANENT;
            case FIXED_TERM_PERMIT -> kind == ContractKind.FIXED_TERM;
            default -> kind == ContractKind.SEASONAL;
        };
        return isSame ? "changement_employeur" : "changement_statut";
    }

    private static @Nullable String type(Contract contract, Draft draft) {
        Contract.Kind type = contract.type();
        if (type == null) {
            draft.ask(Ask.CONTRACT_TYPE);
            return null;
        }
        return switch (type) {
            case PERMANENT -> "salarie";
            case FIXED_TERM -> "travailleur_temporaire";
            case SEASONAL -> "saisonnier";
            case APPRENTICESHIP -> contract.posting() == null ? "alternance" : "apprenti_accueil";
            case PROFESSIONALISATION -> "alternance";
            case POSTING -> {
                String posted = contract.posting() == null ? null : type(contract.posting());
                if (posted == null) {
                    draft.ask(Ask.POSTING_KIND);
                }
                yield posted;
            }
        };
    }

    private static @Nullable String type(Posting posting) {
        return switch (posting.kind()) {
            case SERVICE -> "detache_prestation";
            case INTRAGROUP -> "detache_intragroupe";
            case AGENCY -> "detache_interim";
            case LABOUR_LENDING -> "pret_main_oeuvre";
            case null -> null;
        };
    }
}
