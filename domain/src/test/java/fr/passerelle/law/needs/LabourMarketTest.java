package fr.passerelle.law.needs;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.law.Certainty;
import fr.passerelle.law.LawTables;
import fr.passerelle.law.needs.LabourMarket.Facts;
import fr.passerelle.law.needs.LabourMarket.Permit;
import fr.passerelle.law.needs.LabourMarket.Purpose;
import fr.passerelle.law.needs.LabourMarket.Waiver;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("R5221-21")
class LabourMarketTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private final LabourMarket rule = new LabourMarket(new Shortages(LawTables.shipped()));

    @ParameterizedTest
    @CsvSource(
            value = {
                "JOB_SEARCH, true, YES, NO",
                "JOB_SEARCH, true, NO, UNKNOWN",
                "JOB_SEARCH, false, YES, UNKNOWN",
                "JOB_SEARCH, NULL, YES, UNKNOWN",
                "OTHER, true, YES, UNKNOWN"
            },
            nullValues = "NULL")
    void isWaivedForAJobSearchPermitWithARelatedAndWellPaidJob(
            Permit permit, Boolean related, Known aboveThreshold, Known opposable) {
        LabourMarket.Answer answer = rule.of(graduate(permit, aboveThreshold, related, null, null));

        assertThat(answer.opposable()).isEqualTo(opposable);
        assertThat(answer.waiver()).isEqualTo(opposable == Known.NO ? Waiver.JOB_SEARCH_PERMIT : null);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "2026-06-30, true, NO",
                "2026-01-01, true, NO",
                "2025-12-31, true, UNKNOWN",
                "2025-11-22, true, UNKNOWN",
                "2026-11-23, true, NO",
                "2026-11-24, true, UNKNOWN",
                "2026-06-30, NULL, UNKNOWN",
                "NULL, true, UNKNOWN"
            },
            nullValues = "NULL")
    void isWaivedForAGraduateOfTheYear(LocalDate diploma, Boolean master, Known opposable) {
        assertThat(rule.of(graduate(Permit.STUDENT, Known.YES, true, diploma, master))
                        .opposable())
                .isEqualTo(opposable);
    }

    @Test
    void asksForTheFactsThatWouldTell() {
        assertThat(rule.of(graduate(Permit.STUDENT, Known.YES, null, null, null))
                        .asks())
                .contains(
                        "/circumstances/job_related_to_studies",
                        "/circumstances/diploma_obtained_on",
                        "/circumstances/diploma_of_master_level");
    }

    @ParameterizedTest
    @CsvSource({
        "TRAINING, YES, YES, TRAINING_CONTRACT",
        "TRAINING, UNKNOWN, YES, NULL",
        "TRAINING, YES, NO, NULL",
        "RENEWAL, YES, YES, RENEWAL",
        "RENEWAL, UNKNOWN, YES, NULL",
        "RENEWAL, NO, YES, NULL",
        "POSTING, NO, NO, NULL",
        "ORDINARY, NO, NO, NULL"
    })
    @Tag("R5221-35")
    @Tag("L5221-5")
    void dependsOnThePurpose(Purpose purpose, Known isOfItsKind, Known livesInFrance, String waiver) {
        LabourMarket.Answer answer = rule.of(facts(purpose, isOfItsKind, livesInFrance, null));

        assertThat(String.valueOf(answer.waiver())).isEqualToIgnoringCase(waiver);
        assertThat(answer.opposable()).isEqualTo("NULL".equals(waiver) ? Known.UNKNOWN : Known.NO);
        assertThat(answer.certainty()).isEqualTo("NULL".equals(waiver) ? Certainty.UNVERIFIED : Certainty.TEXT);
    }

    @Test
    void asksWhatARenewalAndATrainingContractAreOf() {
        assertThat(rule.of(facts(Purpose.RENEWAL, Known.UNKNOWN, Known.YES, null))
                        .asks())
                .contains("/circumstances/same_job_and_area");
        assertThat(rule.of(facts(Purpose.TRAINING, Known.UNKNOWN, Known.YES, null))
                        .asks())
                .contains("/contract/end");
    }

    @Test
    @Tag("R5221-22")
    void isNotSurelyWaivedByCareAlone() {
        LabourMarket.Answer answer = rule.of(facts(Purpose.ORDINARY, Known.NO, Known.YES, true));

        assertThat(answer.opposable()).isEqualTo(Known.UNKNOWN);
        assertThat(answer.waiver()).isNull();
    }

    private static Facts facts(
            Purpose purpose, Known isOfItsKind, Known livesInFrance, @Nullable Boolean childWelfareCare) {
        return new Facts(
                TODAY,
                purpose,
                isOfItsKind,
                null,
                null,
                "84",
                livesInFrance,
                Permit.OTHER,
                Known.NO,
                null,
                null,
                null,
                childWelfareCare,
                null);
    }

    private static Facts graduate(
            Permit permit,
            Known aboveThreshold,
            @Nullable Boolean related,
            @Nullable LocalDate diploma,
            @Nullable Boolean master) {
        return new Facts(
                TODAY,
                Purpose.ORDINARY,
                Known.NO,
                "M2Z90",
                null,
                "84",
                Known.YES,
                permit,
                aboveThreshold,
                related,
                diploma,
                master,
                null,
                null);
    }
}
