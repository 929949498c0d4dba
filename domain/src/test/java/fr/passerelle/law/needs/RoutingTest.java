package fr.passerelle.law.needs;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.law.Certainty;
import fr.passerelle.law.LawTables;
import fr.passerelle.law.needs.Routing.Facts;
import fr.passerelle.law.needs.Routing.Filer;
import fr.passerelle.law.needs.Routing.Operation;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("R5221-16")
class RoutingTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private final Routing rule = new Routing(LawTables.shipped());

    @ParameterizedTest
    @CsvSource({
        "ORDINARY, EMPLOYER",
        "SEASONAL, EMPLOYER",
        "POSTING_TO_CLIENT, CLIENT",
        "POSTING_WITHIN_GROUP, CLIENT",
        "POSTING_BY_AGENCY, USER_COMPANY",
        "LENDING, USER_COMPANY",
        "HOSTED_APPRENTICE, HOST_COMPANY"
    })
    @Tag("R5221-1")
    void saysWhoFiles(Operation operation, Filer filer) {
        assertThat(rule.of(facts(operation, Known.NO, false)).filer()).isEqualTo(filer);
    }

    @ParameterizedTest
    @CsvSource({
        "ORDINARY, YES, false, 35, C. trav. R. 5221-15",
        "ORDINARY, NO, false, 35, C. trav. R. 5221-16 1°",
        "ORDINARY, NO, true, 35, C. trav. R. 5221-16 1°",
        "POSTING_TO_CLIENT, NO, false, 35, C. trav. R. 5221-16 2°",
        "POSTING_TO_CLIENT, NO, true, 33, C. trav. R. 5221-16",
        "LENDING, NO, false, 33, C. trav. R. 5221-16"
    })
    void saysWhosePrefectDecides(
            Operation operation, Known livesInFrance, boolean itinerant, String department, String text) {
        Routing.Prefect prefect =
                rule.of(facts(operation, livesInFrance, itinerant)).prefect();

        assertThat(prefect.department()).isEqualTo(department);
        assertThat(prefect.certainty()).isEqualTo(Certainty.TEXT);
        assertThat(prefect.basis()).extracting(basis -> basis.text()).containsExactly(text);
    }

    @Test
    void asksWhereThePersonLives() {
        Routing.Prefect prefect =
                rule.of(facts(Operation.ORDINARY, Known.UNKNOWN, false)).prefect();

        assertThat(prefect.department()).isNull();
        assertThat(prefect.asks()).containsExactly("/residence_at_filing");
    }

    @Test
    void isNotSureOfTheSeatOfAnEmployerOfSeveralDepartments() {
        Routing.Answer answer =
                rule.of(new Facts(TODAY, Operation.ORDINARY, Known.YES, "35", false, "33", false, false));

        assertThat(answer.prefect().department()).isEqualTo("35");
        assertThat(answer.prefect().certainty()).isEqualTo(Certainty.UNVERIFIED);
        assertThat(answer.platform().certainty()).isEqualTo(Certainty.UNVERIFIED);
    }

    @Test
    @Tag("R5221-15-1")
    void sendsTheEmployersOfIterToTheirPrefect() {
        Routing.Answer answer = rule.of(new Facts(TODAY, Operation.ORDINARY, Known.NO, "35", true, "13", false, true));

        assertThat(answer.prefect().department()).isEqualTo("13");
        assertThat(answer.platform().code()).isEqualTo("PREFECT_13");
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "35, ORDINARY, BETHUNE_62, NULL, SOURCED",
                "976, ORDINARY, TULLE_19, NULL, SOURCED",
                "33, SEASONAL, AVIGNON_84, NULL, SOURCED",
                "13, ORDINARY, NULL, NULL, UNVERIFIED",
                "01, ORDINARY, NULL, CLERMONT_FERRAND_63, UNVERIFIED"
            },
            nullValues = "NULL")
    void namesThePlatformWhereItWasRead(
            String department, Operation operation, String code, String candidate, Certainty certainty) {
        Routing.Examiner platform = rule.of(
                        new Facts(TODAY, operation, Known.NO, department, true, department, false, false))
                .platform();

        assertThat(platform.code()).isEqualTo(code);
        assertThat(platform.candidate()).isEqualTo(candidate);
        assertThat(platform.certainty()).isEqualTo(certainty);
    }

    @ParameterizedTest
    @CsvSource({"2021-04-05, false", "2021-04-06, true", "2021-04-07, true"})
    void knowsThePlatformsFromTheDayTheyOpened(LocalDate day, boolean known) {
        assertThat(rule.of(new Facts(day, Operation.ORDINARY, Known.NO, "35", true, "35", false, false))
                                .platform()
                                .code()
                        != null)
                .isEqualTo(known);
    }

    private static Facts facts(Operation operation, Known livesInFrance, boolean itinerant) {
        return new Facts(TODAY, operation, livesInFrance, "35", true, "33", itinerant, false);
    }
}
