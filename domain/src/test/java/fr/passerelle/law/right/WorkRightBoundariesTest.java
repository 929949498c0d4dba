package fr.passerelle.law.right;

import static fr.passerelle.law.right.Person.from;
import static fr.passerelle.law.right.Person.holding;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.law.Certainty;
import fr.passerelle.law.LawTables;
import fr.passerelle.law.WorkStart.ContractKind;
import fr.passerelle.law.right.Answer.Ask;
import fr.passerelle.law.right.Answer.Condition;
import fr.passerelle.law.right.Answer.Need;
import fr.passerelle.law.right.Answer.Reason;
import fr.passerelle.law.right.Answer.Start;
import fr.passerelle.law.right.Facts.Contract;
import fr.passerelle.law.right.Facts.Field;
import fr.passerelle.law.right.Facts.HeldTitle;
import fr.passerelle.law.right.Facts.Paper;
import fr.passerelle.law.right.Facts.Posting;
import fr.passerelle.law.right.Facts.Residence;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a yes ends, and where a no would say more than the texts do; the day asked about is 23 November 2026. */
class WorkRightBoundariesTest {
    private static final WorkRight RULES = new WorkRight(LawTables.shipped());

    private static Answer check(Person person) {
        return RULES.check(person.facts());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22, , NO, TITLE_EXPIRED",
        "2026-11-23, , YES, SHORT_STAY_FIELD",
        ", , UNKNOWN, FACTS_MISSING",
        "2026-12-31, 2026-08-23, UNKNOWN, FACTS_MISSING",
        "2026-12-31, 2026-08-24, YES, SHORT_STAY_FIELD"
    })
    @Tag("R. 5221-2")
    @Tag("L. 8251-1")
    void aShortActivityAsksForAVisaThatStillRuns(
            @Nullable String validTo, @Nullable String since, Start start, Reason reason) {
        Person artist = holding("VISA_COURT_SEJOUR", validTo)
                .posted(Posting.Kind.SERVICE, Field.EVENT, "2026-11-23", "2026-12-06");

        Answer answer = check(since == null ? artist : artist.inFranceSince(since));

        assertThat(answer.mayStart()).as("%s", answer).isEqualTo(start);
        assertThat(answer.reasons()).first().isEqualTo(reason);
        assertThat(answer.authorisation()).isEqualTo(Need.NOT_NEEDED);
    }

    @ParameterizedTest
    @CsvSource({"75, YES", "974, UNKNOWN"})
    @Tag("R. 431-15-2")
    void theExtensionOfAFirstRequestIsOfMetropolitanFrance(String department, Start start) {
        Person parent = from("MA")
                .issuedIn("VPF_PARENT_ENFANT_FRANCAIS", department)
                .showing(Paper.Kind.FIRST_REQUEST_EXTENSION, "2027-01-31", true);

        assertThat(check(parent.hiredIn(department)).mayStart()).isEqualTo(start);
        assertThat(check(parent.hired(Contract.Kind.PERMANENT)).mayStart()).isEqualTo(start);
        assertThat(check(parent.showing(Paper.Kind.FIRST_REQUEST_RECEIPT, "2027-01-31", true)
                                .hiredIn(department))
                        .mayStart())
                .isEqualTo(Start.YES);
    }

    @ParameterizedTest
    @CsvSource({"RESIDENT_REFUGIE", "PROTECTION_SUBSIDIAIRE"})
    @Tag("R. 431-15-3")
    @Tag("R. 431-15-4")
    @Tag("L. 414-10")
    void soIsThatOfARefugeeWhichSendsBackToArticleL41410(String code) {
        Person refugee =
                from("SD").issuedIn(code, "974").showing(Paper.Kind.FIRST_REQUEST_EXTENSION, "2027-04-30", true);

        assertThat(check(refugee.hiredIn("974")).mayStart()).isEqualTo(Start.UNKNOWN);
        assertThat(check(refugee.issuedIn(code, "75").hiredIn("75")).mayStart()).isEqualTo(Start.YES);
    }

    @ParameterizedTest
    @CsvSource({
        "vie privée et familiale (parent d’enfant français), YES",
        "vie privée et familiale (étranger malade), UNKNOWN",
        "recherche d’emploi ou création d’entreprise (après études ou recherche en France), UNKNOWN"
    })
    @Tag("R. 431-15-2")
    void anExtensionOfUnknownKindCountsWhereBothDo(String mention, Start start) {
        String code = mention.contains("parent")
                ? "VPF_PARENT_ENFANT_FRANCAIS"
                : mention.contains("malade") ? "VPF_SOINS" : "RECE_DIPLOME";
        Answer answer = check(holding(code, "2026-10-31")
                .showing(Paper.Kind.EXTENSION, "2027-01-31", true)
                .hired(Contract.Kind.PERMANENT));

        assertThat(answer.mayStart()).as("%s", answer).isEqualTo(start);
        assertThat(answer.asks().contains(Ask.PAPER_KIND)).isEqualTo(start == Start.UNKNOWN);
    }

    @Test
    @Tag("R. 431-15-2")
    void anExtensionNamedAsTheTitleIsNotTakenForARenewal() {
        Answer answer = check(from("MA")
                .titled(new HeldTitle(
                        "API_PROLONGATION", null, "visiteur", null, LocalDate.parse("2027-01-31"), null, null, null))
                .hired(Contract.Kind.PERMANENT));
        Answer student = check(from("MA")
                .titled(new HeldTitle(
                        "API_PROLONGATION",
                        null,
                        "bénéficiaire de la protection subsidiaire",
                        null,
                        LocalDate.parse("2027-01-31"),
                        null,
                        null,
                        null))
                .hired(Contract.Kind.PERMANENT));

        assertThat(answer.mayStartIsYes()).isFalse();
        assertThat(student.mayStart()).as("%s", student).isEqualTo(Start.YES);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-01, 2027-04-30, YES",
        "2026-11-01, 2027-05-01, UNKNOWN",
        "2026-11-01, 2027-12-31, UNKNOWN",
        "2026-11-01, , UNKNOWN",
        ", 2027-04-30, UNKNOWN",
        "2026-06-01, 2026-11-22, UNKNOWN"
    })
    @Tag("R. 5221-23")
    @Tag("L. 421-34")
    void aSeasonLastsSixMonthsAYear(@Nullable String start, @Nullable String end, Start expected) {
        Answer answer = check(holding("TRAVAILLEUR_SAISONNIER_CSP")
                .seasonal(start, end)
                .authorised(ContractKind.SEASONAL, "saisonnier", "2027-12-31"));

        assertThat(answer.mayStart()).as("%s", answer).isEqualTo(expected);
        if (answer.mayStartIsYes()) {
            assertThat(answer.conditions()).contains(Condition.SIX_MONTHS_A_YEAR);
            assertThat(answer.until()).isEqualTo(LocalDate.parse("2027-04-30"));
        }
    }

    @Test
    @Tag("L. 421-34")
    void aSeasonalWorkerWhoLivesAbroadNeedsNoVisaBesideTheCard() {
        Person worker = holding("TRAVAILLEUR_SAISONNIER_CSP")
                .abroad()
                .seasonal("2026-11-01", "2027-04-30")
                .authorised(ContractKind.SEASONAL, "saisonnier", "2027-04-30");

        assertThat(check(worker).mayStart()).isEqualTo(Start.YES);
        assertThat(check(worker.with("TRAVAILLEUR_SAISONNIER_CSP", "2026-11-22"))
                        .reasons())
                .first()
                .isEqualTo(Reason.VISA_FIRST);
        assertThat(check(worker.with("VISA_COURT_SEJOUR", "2026-12-31")).reasons())
                .first()
                .isEqualTo(Reason.VISA_FIRST);
    }

    @ParameterizedTest
    @CsvSource({"2008-11-23, YES", "2008-11-24, NO", "2010-11-24, UNKNOWN"})
    @Tag("F2728")
    void aMinorPostedFromEuropeIsAMinor(String born, Start start) {
        Answer answer = check(fromEurope().born(born));

        assertThat(answer.mayStart()).as("%s", answer).isEqualTo(start);
        assertThat(answer.reasons()).contains(start == Start.YES ? Reason.POSTED_FROM_EUROPE : Reason.MINOR);
    }

    @Test
    @Tag("R. 5221-2")
    @Tag("L. 8251-1")
    void aPostingFromEuropeAsksForALawfulStay() {
        assertThat(check(fromEurope()).conditions()).contains(Condition.ENTER_LAWFULLY);
        assertThat(check(fromEurope().with("NONE", null)).mayStart()).isEqualTo(Start.YES);
        assertThat(check(fromEurope().living(Residence.FRANCE).with("NONE", null))
                        .reasons())
                .first()
                .isEqualTo(Reason.NO_TITLE);
        assertThat(check(fromEurope().with("VISA_COURT_SEJOUR", "2026-11-22")).reasons())
                .first()
                .isEqualTo(Reason.TITLE_EXPIRED);
        assertThat(check(fromEurope().with("VISITEUR", "2027-11-22")).mayStart())
                .isEqualTo(Start.UNKNOWN);
    }

    private static Person fromEurope() {
        return from("UA")
                .abroad()
                .offered(new Contract(
                        Contract.Kind.POSTING,
                        null,
                        null,
                        null,
                        null,
                        new Posting(Posting.Kind.SERVICE, true, true),
                        null,
                        null,
                        null));
    }

    @ParameterizedTest
    @CsvSource({"PERMANENT, , UNKNOWN", ", true, UNKNOWN", "APPRENTICESHIP, true, YES", "APPRENTICESHIP, , UNKNOWN"})
    @Tag("R. 5221-2")
    @Tag("R. 5221-7")
    void anApprenticesTitleIsForTheApprenticeship(Contract.@Nullable Kind type, @Nullable Boolean fits, Start start) {
        Answer answer = check(holding("ETUDIANT_APPRENTI")
                .inFranceSince("2025-11-23")
                .offered(new Contract(type, null, null, null, null, null, fits, null, null)));

        assertThat(answer.mayStart()).as("%s", answer).isEqualTo(start);
        if (start == Start.YES) {
            assertThat(answer.conditions())
                    .contains(Condition.DECLARE_STUDENT)
                    .doesNotContain(Condition.CHECK_WITH_PREFECT);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PROFESSIONALISATION, 2025-11-24, NOT_POSSIBLE, NOT_YET, 2026-11-24",
        "PROFESSIONALISATION, 2025-11-23, NEEDED, AUTHORISATION_FIRST,",
        "APPRENTICESHIP, 2025-11-24, NEEDED, AUTHORISATION_FIRST, 2026-11-24",
        "APPRENTICESHIP, 2025-11-23, NEEDED, AUTHORISATION_FIRST,"
    })
    @Tag("R. 5221-7")
    @Tag("L. 5221-5")
    void trainingIsOfRightAfterAFirstYear(
            Contract.Kind type, String since, Need need, Reason reason, @Nullable LocalDate from) {
        Person student = holding("ETUDIANT_CST")
                .inFranceSince(since)
                .offered(new Contract(type, null, null, null, null, null, false, null, null));

        Answer answer = check(student);

        assertThat(answer.authorisation()).as("%s", answer).isEqualTo(need);
        assertThat(answer.reasons()).first().isEqualTo(reason);
        assertThat(answer.from()).isEqualTo(from);
        assertThat(check(student.authorised(null, "alternance", "2028-01-31")).mayStartIsYes())
                .isEqualTo(from == null);
    }

    @Test
    @Tag("R. 5221-6")
    void aStudentTakesNoSubsidisedContract() {
        Answer answer = check(holding("ETUDIANT_CST").worked(700).hired(Contract.Kind.FIXED_TERM, 264));

        assertThat(answer.conditions()).contains(Condition.NO_SUBSIDISED_CONTRACT);
    }

    @ParameterizedTest
    @CsvSource({
        "SALARIE_CST, 75, 974, NO",
        "SALARIE_CST, 974, 75, UNKNOWN",
        "SALARIE_CST, 974, 971, UNKNOWN",
        "SALARIE_CST, 974, 974, YES",
        "VLS_TS_SALARIE, 75, 974, UNKNOWN",
        "VPF_LIENS_PERSONNELS, 974, 75, NO",
        "VPF_LIENS_PERSONNELS, 75, 974, NO",
        "VPF_CONJOINT_FRANCAIS, 974, 75, UNKNOWN",
        "VPF_CSP, 974, 75, UNKNOWN",
        "TALENT_FAMILLE, 974, 75, NO",
        "RESIDENT_REFUGIE, 974, 75, NO",
        "RESIDENT_10, 974, 75, UNKNOWN",
        "MEMBRE_FAMILLE_UE, 75, 974, UNKNOWN",
        "APS_PROTECTION_TEMPORAIRE, 75, 974, UNKNOWN",
        "PROTECTION_SUBSIDIAIRE, 75, 974, NO"
    })
    @Tag("L. 5221-7")
    @Tag("L. 5523-1")
    @Tag("L. 5523-2")
    @Tag("L. 414-10")
    void aTitleIsTiedToItsPlaceWhereATextSaysSo(String code, String issuedIn, String worksIn, Start start) {
        Answer answer = check(from("MA")
                .issuedIn(code, issuedIn)
                .hiredIn(worksIn)
                .authorised(ContractKind.PERMANENT, "changement_employeur", "2027-12-31"));

        assertThat(answer.mayStart()).as("%s", answer).isEqualTo(start);
        if (start == Start.UNKNOWN) {
            assertThat(answer.basis()).contains(Texts.SERVICE_PUBLIC);
            assertThat(answer.asks()).contains(Ask.PREFECTURE);
            assertThat(answer.certainty()).isEqualTo(Certainty.SOURCED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2027-07-15, , NO, ASYLUM_DELAY_NOT_OVER, 2027-07-16",
        "2027-07-16, , NO, AUTHORISATION_FIRST,",
        "2027-07-15, demandeur_asile, NO, ASYLUM_DELAY_NOT_OVER, 2027-07-16",
        "2027-07-16, demandeur_asile, YES, AUTHORISED,"
    })
    @Tag("L. 554-1")
    void asylumSeekersHaveAccessOnTheDayAfterSixMonths(
            String on, @Nullable String granted, Start start, Reason reason, @Nullable LocalDate from) {
        Person seeker = holding("ATTESTATION_DEMANDE_ASILE")
                .on(on)
                .claimedAsylum("2027-01-15", false)
                .hired(Contract.Kind.PERMANENT);

        Answer answer =
                check(granted == null ? seeker : seeker.authorised(ContractKind.PERMANENT, granted, "2028-01-31"));

        assertThat(answer.mayStart()).as("%s", answer).isEqualTo(start);
        assertThat(answer.reasons()).first().isEqualTo(reason);
        assertThat(answer.from()).isEqualTo(from);
    }

    @Test
    @Tag("L. 554-1")
    void anAuthorisationDoesNotTellWhenTheClaimWasIntroduced() {
        Answer answer = check(holding("ATTESTATION_DEMANDE_ASILE")
                .claimedAsylum(null, false)
                .hired(Contract.Kind.PERMANENT)
                .authorised(ContractKind.PERMANENT, "demandeur_asile", "2027-06-30"));

        assertThat(answer.mayStart()).isEqualTo(Start.UNKNOWN);
        assertThat(answer.asks()).containsExactly(Ask.ASYLUM_INTRODUCED_ON);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22, true, UNKNOWN, PREFECTURE",
        "2026-11-22, , UNKNOWN, RENEWAL_IN_TIME",
        "2026-11-22, false, NO,",
        "2026-08-22, true, NO,"
    })
    @Tag("L. 433-3")
    void theTextsAreSilentOnTheExpiredCardOfAEuropeansFamily(
            String validTo, @Nullable Boolean renewed, Start start, @Nullable Ask ask) {
        Answer answer =
                check(holding("MEMBRE_FAMILLE_UE", validTo).renewed(renewed).hired(Contract.Kind.PERMANENT));

        assertThat(answer.mayStart()).as("%s", answer).isEqualTo(start);
        if (ask != null) {
            assertThat(answer.asks()).containsExactly(ask);
        }
    }

    @Test
    @Tag("F2728")
    void theTableIsSilentOnASeasonalContractBesideAnEmployeesCard() {
        Answer answer = check(holding("SALARIE_CST")
                .seasonal("2026-12-01", "2027-02-28")
                .authorised(ContractKind.SEASONAL, "saisonnier", "2027-02-28"));

        assertThat(answer.mayStart()).isEqualTo(Start.UNKNOWN);
        assertThat(answer.asks()).contains(Ask.PREFECTURE);
    }

    @ParameterizedTest
    @CsvSource({"2010-11-23, NO, NEEDED", "2010-11-24, UNKNOWN, UNKNOWN"})
    @Tag("F2728")
    void ourSourcesAreSilentBeforeSixteen(String born, Start start, Need need) {
        Answer answer = check(holding("VPF_LIENS_PERSONNELS").born(born).hired(Contract.Kind.APPRENTICESHIP));

        assertThat(answer.mayStart()).isEqualTo(start);
        assertThat(answer.authorisation()).isEqualTo(need);
        assertThat(answer.reasons()).contains(Reason.MINOR);
    }

    @ParameterizedTest
    @CsvSource({"00", "20", "96", "99", "979"})
    @Tag("L. 5523-1")
    void aCodeThatNoDepartmentHasIsNotMetropolitan(String department) {
        assertThat(check(holding("RESIDENT_10").hiredIn(department)).mayStart()).isEqualTo(Start.UNKNOWN);
    }
}
