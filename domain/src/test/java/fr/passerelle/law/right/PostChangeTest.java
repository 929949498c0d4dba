package fr.passerelle.law.right;

import static fr.passerelle.law.right.Person.holding;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.law.LawTables;
import fr.passerelle.law.WorkStart.ContractKind;
import fr.passerelle.law.right.Answer.Ask;
import fr.passerelle.law.right.Facts.Contract;
import fr.passerelle.law.right.Facts.HeldTitle;
import fr.passerelle.law.right.PostChange.Duty;
import fr.passerelle.law.right.PostChange.Outcome;
import fr.passerelle.law.right.PostChange.Part;
import fr.passerelle.law.right.PostChange.Party;
import fr.passerelle.law.right.PostChange.Post;
import fr.passerelle.law.right.PostChange.Untold;
import fr.passerelle.law.right.PostChange.Verdict;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("R. 5221-1")
class PostChangeTest {
    private static final WorkRight RULES = new WorkRight(LawTables.shipped());
    private static final Post NOW = post("A", "baker", "75", "35", Contract.Kind.PERMANENT);

    @ParameterizedTest
    @CsvSource({
        "PT, , EMPLOYER, NOTHING",
        "MA, SALARIE_CST, EMPLOYER, NEW_REQUEST",
        "MA, SALARIE_CST, CONTRACT, NEW_REQUEST",
        "MA, SALARIE_CST, JOB, NEW_REQUEST",
        "MA, SALARIE_CST, HOURS, UNKNOWN",
        "MA, SALARIE_CST, DEPARTMENT, UNKNOWN",
        "MA, SALARIE_CST, TERRITORY, NEW_REQUEST",
        "MA, SALARIE_CST, NONE, UNKNOWN",
        "MA, TRAVAILLEUR_SAISONNIER_CSP, CONTRACT, UNKNOWN",
        "MA, RESIDENT_10, EMPLOYER, CHECK",
        "MA, RESIDENT_10, JOB, NOTHING",
        "MA, RESIDENT_10, NONE, NOTHING",
        "MA, RESIDENT_10, TERRITORY, DECLARATION",
        "MA, RESIDENT_10, POLYNESIA, UNKNOWN",
        "MA, TALENT_FAMILLE, TERRITORY, UNKNOWN",
        "MA, ETUDIANT_CST, EMPLOYER, UNKNOWN",
        "MA, ETUDIANT_CST, HOURS, UNKNOWN",
        "MA, TALENT_SALARIE_QUALIFIE, EMPLOYER, UNKNOWN",
        "MA, VISITEUR, EMPLOYER, UNKNOWN",
        "MA, , EMPLOYER, UNKNOWN",
        "DZ, CRA_10, EMPLOYER, UNKNOWN",
        "DZ, RESIDENT_10, NONE, UNKNOWN"
    })
    void asksForWhatTheTitleAndTheChangeAskFor(
            String nationality, @Nullable String title, String part, Outcome outcome) {
        Person person = Person.from(nationality);
        Facts facts = (title == null ? person : person.with(title, "2028-01-31")).facts();

        Verdict verdict = new PostChange(NOW, changed(part)).check(RULES, facts);

        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.asks().isEmpty() && verdict.untold().isEmpty()).isEqualTo(outcome != Outcome.UNKNOWN);
        assertThat(verdict.basis()).isNotEmpty();
    }

    @Test
    @Tag("R. 5221-3")
    void asksNothingOfAnEmployeeWhoGoesOnUnderTheAuthorisation() {
        Person employee = holding("SALARIE_CST").authorised(ContractKind.PERMANENT, null, null);

        assertThat(verdict(employee, "NONE").outcome()).isEqualTo(Outcome.NOTHING);
        assertThat(verdict(employee.with("SALARIE_CST", "2026-11-22").renewed(false), "NONE")
                        .outcome())
                .isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    @Tag("L. 5221-8")
    @Tag("R. 5221-41")
    @Tag("R. 5221-43")
    void namesTheCheckOfANewEmployer() {
        Person resident = holding("RESIDENT_10");

        assertThat(verdict(resident, "EMPLOYER").duties()).containsExactly(Duty.CHECK_WITH_PREFECT);
        Verdict registered = verdict(resident.registeredJobseeker(), "EMPLOYER");
        assertThat(registered.outcome()).isEqualTo(Outcome.NOTHING);
        assertThat(registered.duties()).containsExactly(Duty.KEEP_JOBSEEKER_PROOF);
    }

    @Test
    void saysWhoDeclares() {
        Person student = holding("ETUDIANT_CST").worked(100).hired(Contract.Kind.PERMANENT, 200);

        assertThat(verdict(student, "EMPLOYER").duties()).containsExactly(Duty.DECLARE_STUDENT);
        assertThat(verdict(holding("RESIDENT_10"), "TERRITORY").duties()).containsExactly(Duty.DECLARE_ADDRESS);
        assertThat(Duty.DECLARE_STUDENT.by()).isEqualTo(Party.EMPLOYER);
        assertThat(Duty.DECLARE_ADDRESS.by()).isEqualTo(Party.PERSON);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-11-23, PROFESSIONALISATION, NEW_REQUEST",
        "2025-11-24, PROFESSIONALISATION, UNKNOWN",
        "2025-11-23, FIXED_TERM, DECLARATION"
    })
    @Tag("L. 5221-5")
    @Tag("R. 5221-7")
    void looksAtTheContractOfAStudent(String since, Contract.Kind kind, Outcome outcome) {
        Person student =
                holding("ETUDIANT_CST").inFranceSince(since).worked(100).hired(Contract.Kind.PERMANENT, 200);
        Post next = post("A", "baker", "75", "35", kind);

        assertThat(new PostChange(NOW, next).check(RULES, student.facts()).outcome())
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"2008-11-23, CHECK", "2008-11-24, NEW_REQUEST", "2010-11-23, NEW_REQUEST", "2010-11-24, UNKNOWN"})
    @Tag("F2728")
    void looksAtTheAge(String born, Outcome outcome) {
        assertThat(verdict(holding("VPF_LIENS_PERSONNELS").born(born), "EMPLOYER")
                        .outcome())
                .isEqualTo(outcome);
    }

    @Test
    @Tag("L. 8251-1")
    void looksAtTheEndAndTheWordsOfTheTitle() {
        Person expired = holding("VPF_LIENS_PERSONNELS", "2026-11-22").renewed(false);
        Person wordless = Person.from("MA")
                .titled(new HeldTitle(
                        "APS_PARENT_ENFANT_MALADE", null, null, null, Person.day("2027-05-01"), null, null, false));

        for (Person person : new Person[] {expired, wordless, holding("VPF_LIENS_PERSONNELS", null)}) {
            assertThat(verdict(person, "EMPLOYER").outcome()).isEqualTo(Outcome.UNKNOWN);
        }
        assertThat(verdict(holding("VPF_LIENS_PERSONNELS", "2026-11-23"), "EMPLOYER")
                        .outcome())
                .isEqualTo(Outcome.CHECK);
    }

    @Test
    @Tag("L. 5523-1")
    void isNotSureOfAnAuthorisationIssuedOverseas() {
        Post there = post("A", "baker", "974", "35", Contract.Kind.PERMANENT);

        Verdict verdict =
                new PostChange(there, NOW).check(RULES, holding("SALARIE_CST").facts());

        assertThat(verdict.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(verdict.basis()).containsExactly(Texts.SERVICE_PUBLIC);
        assertThat(verdict.asks()).containsExactly(Ask.PREFECTURE);
    }

    @Test
    void comparesHoursAsNumbers() {
        Post same = post("A", "baker", "75", "35.00", Contract.Kind.PERMANENT);

        Verdict verdict =
                new PostChange(NOW, same).check(RULES, holding("RESIDENT_10").facts());

        assertThat(verdict.changed()).isEmpty();
        assertThat(verdict.outcome()).isEqualTo(Outcome.NOTHING);
    }

    @Test
    void asksForWhatOnePostAloneTells() {
        Post open = new Post("A", null, "75", null, Contract.Kind.PERMANENT);
        Facts resident = holding("RESIDENT_10").facts();

        Verdict verdict = new PostChange(open, NOW).check(RULES, resident);

        assertThat(verdict.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(verdict.changed()).isEmpty();
        assertThat(verdict.untold())
                .extracting(Untold::pointer)
                .containsExactly("/change/from/job", "/change/from/weekly_hours");
        assertThat(new PostChange(open, open).check(RULES, resident).untold())
                .contains(new Untold(true, Part.JOB), new Untold(false, Part.HOURS));
    }

    private static Verdict verdict(Person person, String part) {
        return new PostChange(NOW, changed(part)).check(RULES, person.facts());
    }

    private static Post post(String employer, String job, String department, String hours, Contract.Kind contract) {
        return new Post(employer, job, department, new BigDecimal(hours), contract);
    }

    private static Post changed(String part) {
        return switch (part) {
            case "EMPLOYER" -> post("B", "baker", "75", "35", Contract.Kind.PERMANENT);
            case "JOB" -> post("A", "cook", "75", "35", Contract.Kind.PERMANENT);
            case "DEPARTMENT" -> post("A", "baker", "62", "35", Contract.Kind.PERMANENT);
            case "TERRITORY" -> post("A", "baker", "974", "35", Contract.Kind.PERMANENT);
            case "POLYNESIA" -> post("A", "baker", "987", "35", Contract.Kind.PERMANENT);
            case "HOURS" -> post("A", "baker", "75", "20", Contract.Kind.PERMANENT);
            case "CONTRACT" -> post("A", "baker", "75", "35", Contract.Kind.FIXED_TERM);
            default -> NOW;
        };
    }
}
