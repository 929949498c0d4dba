package fr.passerelle.law.right;

import static fr.passerelle.law.right.Person.from;
import static fr.passerelle.law.right.Person.holding;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.law.Certainty;
import fr.passerelle.law.LawTables;
import fr.passerelle.law.PortalEvidence;
import fr.passerelle.law.WorkStart.ContractKind;
import fr.passerelle.law.right.Answer.Condition;
import fr.passerelle.law.right.Answer.Need;
import fr.passerelle.law.right.Answer.Reason;
import fr.passerelle.law.right.Answer.Start;
import fr.passerelle.law.right.Answer.Switch;
import fr.passerelle.law.right.Facts.Contract;
import fr.passerelle.law.right.Facts.Field;
import fr.passerelle.law.right.Facts.Paper;
import fr.passerelle.law.right.Facts.Posting;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The public cases on work right, a test each; the file {@code public-cases.csv} says where each was read. A case that names
 * no end of the title speaks of one in force.
 */
class WorkRightCasesTest {
    private static final WorkRight RULES = new WorkRight(LawTables.shipped());

    private static Answer check(Person person) {
        return RULES.check(person.facts());
    }

    private static void expect(Answer answer, Need authorisation, Start start, Reason reason) {
        assertThat(answer.authorisation()).as("%s", answer).isEqualTo(authorisation);
        assertThat(answer.mayStart()).as("%s", answer).isEqualTo(start);
        assertThat(answer.reasons()).as("%s", answer).first().isEqualTo(reason);
        assertThat(answer.basis()).isNotEmpty();
    }

    @Test
    @Tag("PC-001")
    @Tag("R. 5221-2")
    void europeansAreExempt() {
        Answer answer = check(from("PT").hired(Contract.Kind.PERMANENT));

        expect(answer, Need.NOT_NEEDED, Start.YES, Reason.EUROPEAN_NATIONAL);
        assertThat(answer.certainty()).isEqualTo(Certainty.TEXT);
    }

    @Test
    @Tag("PC-002")
    void andorransMonegasquesAndSammarineseAreTreatedAsEuropeans() {
        for (String country : new String[] {"AD", "MC", "SM"}) {
            Answer answer = check(from(country).hired(Contract.Kind.PERMANENT));

            expect(answer, Need.NOT_NEEDED, Start.YES, Reason.TREATED_AS_EUROPEAN);
            assertThat(answer.certainty()).isEqualTo(Certainty.SOURCED);
        }
    }

    @Test
    @Tag("PC-003")
    @Tag("R. 5221-2")
    @Tag("R. 5221-41")
    void residentsMayWorkAfterThePrefectsCheck() {
        Answer answer = check(holding("RESIDENT_10", "2031-05-01").hired(Contract.Kind.PERMANENT));

        expect(answer, Need.NOT_NEEDED, Start.YES, Reason.TITLE_GIVES_RIGHT);
        assertThat(answer.conditions()).contains(Condition.CHECK_WITH_PREFECT);
        assertThat(answer.until()).isEqualTo(LocalDate.parse("2031-05-01"));
    }

    @Test
    @Tag("PC-004")
    @Tag("R. 5221-2")
    void spousesOfTheFrenchMayWorkAfterThePrefectsCheck() {
        Answer answer = check(holding("VPF_CONJOINT_FRANCAIS", "2027-03-31").hired(Contract.Kind.FIXED_TERM));

        expect(answer, Need.NOT_NEEDED, Start.YES, Reason.TITLE_GIVES_RIGHT);
        assertThat(answer.conditions()).contains(Condition.CHECK_WITH_PREFECT);
    }

    @Test
    @Tag("PC-006")
    @Tag("R. 5221-26")
    @Tag("R. 5221-27")
    void studentsMayWorkWithinTheirHoursAfterADeclaration() {
        Answer answer = check(holding("ETUDIANT_CST").worked(700).hired(Contract.Kind.FIXED_TERM, 264));

        expect(answer, Need.NOT_NEEDED, Start.YES, Reason.WITHIN_HOURS);
        assertThat(answer.conditions())
                .contains(Condition.DECLARE_STUDENT)
                .doesNotContain(Condition.CHECK_WITH_PREFECT);
    }

    @Test
    @Tag("PC-007")
    @Tag("R. 5221-3")
    void studentsNeedAnAuthorisationBeyondTheirHours() {
        Answer answer = check(holding("ETUDIANT_CST").worked(700).hired(Contract.Kind.FIXED_TERM, 300));

        expect(answer, Need.NEEDED, Start.NO, Reason.AUTHORISATION_FIRST);
        assertThat(answer.requestType()).isEqualTo("etudiant_hors_quota");
    }

    @Test
    @Tag("PC-009")
    void algerianStudentsAlwaysNeedAnAuthorisation() {
        Answer answer =
                check(from("DZ").with("CRA_ETUDIANT", "2027-09-30").worked(0).hired(Contract.Kind.FIXED_TERM, 100));

        expect(answer, Need.NEEDED, Start.NO, Reason.AUTHORISATION_FIRST);
        assertThat(answer.requestType()).isEqualTo("etudiant_algerien_apt");
        assertThat(answer.certainty()).isEqualTo(Certainty.UNVERIFIED);
    }

    @Test
    @Tag("PC-010")
    @Tag("L. 414-11")
    void visitorsMayNotWork() {
        Answer answer = check(holding("VISITEUR", "2027-02-01").hired(Contract.Kind.PERMANENT));

        expect(answer, Need.NOT_POSSIBLE, Start.NO, Reason.TITLE_GIVES_NO_RIGHT);
    }

    @Test
    @Tag("PC-011")
    @Tag("L. 414-11")
    void traineesMayNotWork() {
        Answer answer = check(holding("STAGIAIRE").hired(Contract.Kind.FIXED_TERM));

        expect(answer, Need.NOT_POSSIBLE, Start.NO, Reason.TITLE_GIVES_NO_RIGHT);
    }

    @Test
    @Tag("PC-012")
    @Tag("R. 5221-2")
    void temporaryProtectionOpensWork() {
        Answer answer =
                check(from("UA").with("APS_PROTECTION_TEMPORAIRE", "2027-03-01").hired(Contract.Kind.PERMANENT));

        expect(answer, Need.NOT_NEEDED, Start.YES, Reason.TITLE_GIVES_RIGHT);
    }

    @Test
    @Tag("PC-014")
    @Tag("R. 5221-1")
    void aPostingFromIndiaNeedsAnAuthorisation() {
        Answer answer = check(from("IN").abroad().posted(Posting.Kind.SERVICE, null, "2027-01-04", "2027-12-31"));

        expect(answer, Need.NEEDED, Start.NO, Reason.VISA_FIRST);
        assertThat(answer.requestType()).isEqualTo("detache_prestation");
    }

    @Test
    @Tag("PC-016")
    @Tag("D. 5221-2-1")
    void aShortAuditNeedsNone() {
        Answer answer = check(from("IN")
                .abroad()
                .with("VISA_COURT_SEJOUR", "2027-03-31")
                .posted(Posting.Kind.SERVICE, Field.AUDIT_AND_EXPERTISE, "2027-01-04", "2027-02-14"));

        expect(answer, Need.NOT_NEEDED, Start.YES, Reason.SHORT_STAY_FIELD);
        assertThat(answer.until()).isEqualTo(LocalDate.parse("2027-02-14"));
    }

    @Test
    @Tag("PC-017")
    @Tag("D. 5221-2-1")
    void theSameAuditOfFourMonthsNeedsOne() {
        Answer answer = check(from("IN")
                .abroad()
                .with("VISA_COURT_SEJOUR", "2027-03-31")
                .posted(Posting.Kind.SERVICE, Field.AUDIT_AND_EXPERTISE, "2027-01-04", "2027-05-03"));

        expect(answer, Need.NEEDED, Start.NO, Reason.VISA_FIRST);
    }

    @Test
    @Tag("PC-018")
    @Tag("R. 5221-3")
    void anEmployeesCardAndAnAuthorisationForAPermanentContractAreEnough() {
        Answer answer = check(
                holding("SALARIE_CST").hired(Contract.Kind.PERMANENT).authorised(ContractKind.PERMANENT, null, null));

        expect(answer, Need.NEEDED, Start.YES, Reason.AUTHORISED);
        assertThat(answer.requestType()).isEqualTo("changement_employeur");
    }

    @Test
    @Tag("PC-020")
    void aTemporaryWorkersCardNeedsAChangeOfStatusForAPermanentContract() {
        Answer answer = check(holding("TRAVAILLEUR_TEMPORAIRE_CST")
                .hired(Contract.Kind.PERMANENT)
                .authorised(ContractKind.PERMANENT, null, null));

        expect(answer, Need.NEEDED, Start.NO, Reason.CHANGE_OF_STATUS_FIRST);
        assertThat(answer.switches()).contains(Switch.RECEIPT_WITH_MENTION);
    }

    @Test
    @Tag("PC-021")
    void aSeasonalWorkersCardForbidsAChangeOfStatus() {
        Answer answer = check(holding("TRAVAILLEUR_SAISONNIER_CSP").hired(Contract.Kind.PERMANENT));

        expect(answer, Need.NOT_POSSIBLE, Start.NO, Reason.CHANGE_OF_STATUS_FORBIDDEN);
        assertThat(answer.switches()).contains(Switch.LONG_STAY_VISA);
    }

    @Test
    @Tag("PC-022")
    @Tag("L. 554-1")
    @Tag("L. 554-3")
    void anAsylumSeekerMayStartWithTheAuthorisation() {
        Answer answer = check(holding("ATTESTATION_DEMANDE_ASILE")
                .claimedAsylum("2026-04-20", false)
                .hired(Contract.Kind.FIXED_TERM)
                .authorised(ContractKind.FIXED_TERM, "demandeur_asile", "2027-06-30"));

        expect(answer, Need.NEEDED, Start.YES, Reason.AUTHORISED);
    }

    @Test
    @Tag("PC-030")
    @Tag("L. 433-3")
    void aCardOfOneYearStopsTheDayAfterItsEnd() {
        Person employee = holding("SALARIE_CST", "2027-01-15")
                .renewed(true)
                .working(Contract.Kind.PERMANENT, null)
                .authorised(ContractKind.PERMANENT, null, null);

        expect(check(employee.on("2027-01-15")), Need.NOT_NEEDED, Start.YES, Reason.IN_PROGRESS);
        expect(check(employee.on("2027-01-16")), Need.NOT_NEEDED, Start.NO, Reason.TITLE_EXPIRED);
        Answer held = check(employee.showing(Paper.Kind.RENEWAL_RECEIPT, "2027-04-15", true));
        expect(held, Need.NOT_NEEDED, Start.YES, Reason.IN_PROGRESS);
    }

    @Test
    @Tag("PC-032")
    @Tag("R. 431-15-1")
    void aDepositCertificateProvesNothing() {
        Answer answer = check(holding("VPF_CONJOINT_FRANCAIS", "2027-01-15")
                .on("2027-02-01")
                .renewed(true)
                .showing(Paper.Kind.DEPOSIT_CERTIFICATE, null, null)
                .working(Contract.Kind.PERMANENT, null));

        expect(answer, Need.NOT_NEEDED, Start.NO, Reason.PAPER_GIVES_NO_RIGHT);
    }

    @Test
    @Tag("PC-034")
    @Tag("R. 431-14")
    void theReceiptOfAFirstEmployeesCardAndItsAuthorisationAreEnough() {
        Answer answer = check(holding("SALARIE_CST", null)
                .showing(Paper.Kind.FIRST_REQUEST_RECEIPT, "2027-02-23", null)
                .hired(Contract.Kind.PERMANENT)
                .authorised(ContractKind.PERMANENT, "salarie", null));

        expect(answer, Need.NEEDED, Start.YES, Reason.AUTHORISED);
    }

    @Test
    @Tag("PC-038")
    @Tag("R. 5221-43")
    void noCheckIsNeededOfARegisteredJobseeker() {
        Answer answer =
                check(holding("VPF_LIENS_PERSONNELS").registeredJobseeker().hired(Contract.Kind.PERMANENT));

        expect(answer, Need.NOT_NEEDED, Start.YES, Reason.TITLE_GIVES_RIGHT);
        assertThat(answer.conditions())
                .contains(Condition.KEEP_JOBSEEKER_PROOF)
                .doesNotContain(Condition.CHECK_WITH_PREFECT);
    }

    @Test
    @Tag("PC-044")
    @Tag("L. 433-3")
    void aRenewalThatWasNotAskedForInTimeKeepsNobodyAtWork() {
        for (String code : new String[] {"RESIDENT_10", "SALARIE_CST", "VPF_CONJOINT_FRANCAIS"}) {
            Answer answer = check(holding(code, "2026-11-15").renewed(false).working(Contract.Kind.PERMANENT, null));

            assertThat(answer.mayStart()).as(code).isEqualTo(Start.NO);
            assertThat(answer.reasons()).first().isEqualTo(Reason.TITLE_EXPIRED);
        }
    }

    @Test
    @Tag("PC-045")
    void anonymousCapturesOfThePortalAreReceivable() {
        assertThat(new PortalEvidence(228, true, false).isReceivable()).isTrue();
        assertThat(new PortalEvidence(228, false, false).isReceivable()).isFalse();
        assertThat(new PortalEvidence(1, true, true).isReceivable()).isFalse();
    }

    @Test
    @Tag("PC-046")
    void aClosureGrantsNothing() {
        Answer answer = check(holding("SALARIE_CST").hired(Contract.Kind.PERMANENT));

        expect(answer, Need.NEEDED, Start.NO, Reason.AUTHORISATION_FIRST);
        assertThat(answer.switches()).contains(Switch.AUTHORISATION_GRANTED);
    }
}
