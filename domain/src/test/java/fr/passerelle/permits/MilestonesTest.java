package fr.passerelle.permits;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.TENANT;
import static fr.passerelle.testing.Examples.aPermit;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.law.Basis;
import fr.passerelle.law.Certainty;
import fr.passerelle.law.LawTables;
import fr.passerelle.law.right.Facts;
import fr.passerelle.permits.Milestone.Kind;
import fr.passerelle.testing.PermitBuilder;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MilestonesTest {
    private static final Milestones RULES = new Milestones(LawTables.shipped());

    @ParameterizedTest
    @CsvSource({
        "2026-12-31, 2026-08-18, 2026-09-02, 2026-10-17, 2026-11-02",
        "2027-03-01, 2026-10-17, 2026-11-01, 2026-12-16, 2027-01-01", // through February of a common year
        "2028-03-01, 2027-10-18, 2027-11-02, 2027-12-17, 2028-01-02", // and of a leap year
        "2028-02-29, 2027-10-17, 2027-11-01, 2027-12-16, 2028-01-01"
    })
    @Tag("R. 431-5")
    void countsTheWindowOfTheListInDays(
            LocalDate end, LocalDate prepare, LocalDate opened, LocalDate closing, LocalDate closed) {
        PermitBuilder permit = aPermit().titled("TALENT_SALARIE_QUALIFIE").until(end);

        assertThat(on(permit, Kind.RENEWAL_TO_PREPARE)).containsExactly(prepare);
        assertThat(on(permit, Kind.RENEWAL_WINDOW_OPENED)).containsExactly(opened);
        assertThat(on(permit, Kind.RENEWAL_WINDOW_CLOSING)).containsExactly(closing);
        assertThat(on(permit, Kind.RENEWAL_WINDOW_CLOSED)).containsExactly(closed);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-31, 2026-10-31",
        "2027-04-30, 2027-02-28",
        "2028-04-30, 2028-02-29",
        "2027-08-31, 2027-06-30",
        "2027-03-29, 2027-01-29"
    })
    @Tag("R. 431-5")
    void countsTheLastTwoMonthsOfOthersFromDateToDate(LocalDate end, LocalDate opened) {
        PermitBuilder permit = aPermit().titled("SALARIE_CST").until(end);

        assertThat(on(permit, Kind.RENEWAL_WINDOW_OPENED)).containsExactly(opened);
        assertThat(on(permit, Kind.RENEWAL_WINDOW_CLOSED)).isEmpty();
        assertThat(on(permit, Kind.EXPIRED)).containsExactly(end.plusDays(1));
    }

    @Test
    @Tag("R. 431-5")
    void tellsBothWindowsWhereTheListIsNotKnown() {
        PermitBuilder permit = aPermit().titled("VPF_LIENS_PERSONNELS").until(day("2026-12-31"));

        List<Milestone> opened = of(permit, Kind.RENEWAL_WINDOW_OPENED);

        assertThat(opened).extracting(Milestone::on).containsExactly(day("2026-09-02"), day("2026-10-31"));
        assertThat(opened).extracting(Milestone::threshold).containsExactly("listed", "unlisted");
        assertThat(opened).extracting(Milestone::certainty).containsOnly(Certainty.UNVERIFIED);
        assertThat(opened)
                .allSatisfy(one ->
                        assertThat(one.basis()).extracting(Basis::text).anyMatch(text -> text.contains("431-5")));
    }

    @ParameterizedTest
    @CsvSource({"RLD_UE", "RECE_DIPLOME", "VISA_VACANCES_TRAVAIL"})
    void tellsNoWindowWhereNoneIsLaidDown(String title) {
        PermitBuilder permit = aPermit().titled(title).until(day("2026-12-31"));

        assertThat(on(permit, Kind.RENEWAL_WINDOW_OPENED)).isEmpty();
        assertThat(on(permit, Kind.EXPIRING)).containsExactly(day("2026-12-01"), day("2026-12-16"), day("2026-12-24"));
    }

    @Test
    void tellsNothingOfTheWindowOnceARenewalIsRequested() {
        PermitBuilder permit = aPermit()
                .titled("TALENT_SALARIE_QUALIFIE")
                .until(day("2026-12-31"))
                .renewedOn(day("2026-09-15"));

        assertThat(on(permit, Kind.RENEWAL_WINDOW_CLOSING)).isEmpty();
        assertThat(on(permit, Kind.EXPIRED)).containsExactly(day("2027-01-01"));
    }

    @Test
    void preparesSoonerWhereTheAdministrationIsSlow() {
        Permit permit = permit(aPermit().titled("SALARIE_CST").until(day("2026-12-31")));

        List<Milestone> all = RULES.of(permit, AlertSettings.DEFAULT, new LeadTime(40));

        assertThat(all.getFirst().kind()).isEqualTo(Kind.RENEWAL_TO_PREPARE);
        assertThat(all.getFirst().on()).isEqualTo(day("2026-10-31").minusDays(15 + 40));
    }

    @ParameterizedTest
    @CsvSource({
        // Ten years, requested in time: three months on the expired card.
        "RESIDENT_10, 2016-11-16, 2026-11-15, 2026-08-01, 2027-01-31, 2027-02-16",
        // Four years.
        "TALENT_SALARIE_QUALIFIE, 2022-12-01, 2026-11-30, 2026-08-15, 2027-02-13, 2027-03-01",
        "VPF_CSP, 2024-12-01, 2026-11-30, 2026-08-15, , "
    })
    @Tag("L. 433-3")
    void tellsTheEndOfTheThreeMonths(
            String title, LocalDate from, LocalDate end, LocalDate requested, LocalDate ending, LocalDate ended) {
        PermitBuilder permit = aPermit().titled(title).valid(from, end).renewedOn(requested);

        assertThat(on(permit, Kind.GRACE_ENDING)).isEqualTo(ending == null ? List.of() : List.of(ending));
        assertThat(on(permit, Kind.GRACE_ENDED)).isEqualTo(ended == null ? List.of() : List.of(ended));
    }

    @Test
    @Tag("L. 433-3")
    void seesTheGapBehindATitleThatIsNotExtended() {
        PermitBuilder permit = aPermit().titled("VPF_SOINS").valid(day("2026-01-01"), day("2026-12-31"));

        assertThat(on(permit, Kind.GAP_FORECAST)).containsExactly(day("2026-10-03"), day("2026-12-02"));
        assertThat(on(permit, Kind.WORK_RIGHT_ENDED)).containsExactly(day("2027-01-01"));
    }

    @Test
    void tellsTheEndOfWhatWasNeverSure() {
        PermitBuilder permit = aPermit()
                .untitled()
                .with(new Permit.Paper(
                        Facts.Paper.Kind.RENEWAL_RECEIPT, null, day("2026-10-01"), day("2026-12-31"), null));

        assertThat(on(permit, Kind.GAP_FORECAST)).isEmpty();
        assertThat(on(permit, Kind.WORK_RIGHT_ENDED)).containsExactly(day("2027-01-01"));
    }

    @Test
    void seesTheGapBeforeAPaperBegins() {
        PermitBuilder permit = aPermit()
                .titled("VPF_SOINS")
                .valid(day("2026-01-01"), day("2026-12-31"))
                .withReceipt(day("2027-01-11"), day("2027-04-10"));

        assertThat(on(permit, Kind.WORK_RIGHT_ENDED)).containsExactly(day("2027-01-01"), day("2027-04-11"));
    }

    @Test
    void tellsOfThePaperThatNoOtherFollows() {
        PermitBuilder permit = aPermit()
                .titled("VPF_SOINS")
                .valid(day("2026-01-01"), day("2026-12-31"))
                .withReceipt(day("2026-12-20"), day("2027-03-20"))
                .withReceipt(day("2027-03-15"), day("2027-06-14"));

        assertThat(on(permit, Kind.PAPER_EXPIRING)).containsExactly(day("2027-05-24"), day("2027-06-07"));
        assertThat(on(permit, Kind.PAPER_EXPIRED)).containsExactly(day("2027-06-15"));
        assertThat(on(permit, Kind.WORK_RIGHT_ENDED)).containsExactly(day("2027-06-15"));
    }

    @Test
    @Tag("R. 5221-32")
    void readsTheMonthOfTheAuthorisationInBothWays() {
        PermitBuilder permit = aPermit().titled("SALARIE_CST").authorisedUntil(day("2026-12-15"));

        List<Milestone> opened = of(permit, Kind.AUTHORISATION_RENEWAL_OPENED);

        assertThat(opened).extracting(Milestone::on).containsExactly(day("2026-10-01"), day("2026-10-15"));
        assertThat(opened).extracting(Milestone::threshold).containsExactly("calendar", "rolling");
        assertThat(on(permit, Kind.AUTHORISATION_EXPIRING)).contains(day("2026-11-15"));
    }

    @Test
    void tellsNothingAfterTheEmployment() {
        PermitBuilder permit =
                aPermit().titled("SALARIE_CST").until(day("2026-12-31")).employed(day("2026-01-05"), day("2026-12-05"));

        assertThat(RULES.of(permit(permit), AlertSettings.DEFAULT, LeadTime.NONE))
                .isNotEmpty()
                .allMatch(one -> !one.on().isAfter(day("2026-12-05")))
                .noneMatch(one -> one.kind() == Kind.WORK_RIGHT_ENDED);
    }

    @Test
    void hasTheSameFactsOfTheSameDataAndOthersOfARenewedTitle() {
        PermitBuilder title = aPermit().until(day("2026-12-31"));

        assertThat(facts(aPermit().until(day("2026-12-31")).noting("site", "B")))
                .isEqualTo(facts(title));
        assertThat(facts(aPermit().until(day("2036-12-31")))).doesNotContainAnyElementsOf(facts(title));
    }

    private static List<String> facts(PermitBuilder permit) {
        return RULES.of(permit(permit), AlertSettings.DEFAULT, LeadTime.NONE).stream()
                .map(one -> one.kind() + " " + one.threshold() + " " + one.facts())
                .collect(Collectors.toList());
    }

    private static List<Milestone> of(PermitBuilder permit, Kind kind) {
        return RULES.of(permit(permit), AlertSettings.DEFAULT, LeadTime.NONE).stream()
                .filter(one -> one.kind() == kind)
                .toList();
    }

    private static List<LocalDate> on(PermitBuilder permit, Kind kind) {
        return of(permit, kind).stream().map(Milestone::on).toList();
    }

    static Permit permit(PermitBuilder permit) {
        return Permit.first(TENANT, EmployerId.next(NOW), new ClientReference("p-1"), permit.given(), NOW);
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}
