package fr.passerelle.law.needs;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.law.LawTables;
import fr.passerelle.law.needs.AdministrativeFine.Circumstance;
import fr.passerelle.law.needs.LabourMarket.Permit;
import fr.passerelle.law.needs.LabourMarket.Purpose;
import fr.passerelle.law.needs.LabourMarket.Waiver;
import fr.passerelle.law.needs.Routing.Filer;
import fr.passerelle.law.needs.Routing.Operation;
import fr.passerelle.testing.OperatorTables;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The public cases on who files and where, on the labour-market test, the tax and the fine. */
class NeedsCasesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private final LawTables shipped = LawTables.shipped();
    private final MinimumWage wages = new MinimumWage(shipped);

    @Test
    @Tag("PC-014")
    @Tag("R5221-1")
    void theClientFilesForAnEmployeeOfACompanyAbroad() {
        Routing.Answer answer = new Routing(shipped)
                .of(new Routing.Facts(TODAY, Operation.POSTING_TO_CLIENT, Known.NO, "69", true, "33", false, false));

        assertThat(answer.filer()).isEqualTo(Filer.CLIENT);
        assertThat(answer.prefect().department()).isEqualTo("69");
    }

    @Test
    @Tag("PC-039")
    @Tag("R5221-21")
    void aWellPaidJobOfAJobSeekingGraduateNeedsNoTest() {
        Pay.Answer pay =
                new Pay(wages).of(new Pay.Facts(new BigDecimal("2900"), new BigDecimal(35), "69", TODAY, false));

        LabourMarket.Answer answer = new LabourMarket(new Shortages(shipped))
                .of(new LabourMarket.Facts(
                        TODAY,
                        Purpose.ORDINARY,
                        Known.NO,
                        "M2Z90",
                        null,
                        "84",
                        Known.YES,
                        Permit.JOB_SEARCH,
                        pay.aboveThreshold(),
                        true,
                        null,
                        null,
                        null,
                        null));

        assertThat(pay.threshold()).extracting(MinimumWage.Amount::euros).isEqualTo(new BigDecimal("2800.53"));
        assertThat(answer.opposable()).isEqualTo(Known.NO);
        assertThat(answer.waiver()).isEqualTo(Waiver.JOB_SEARCH_PERMIT);
    }

    @ParameterizedTest
    @CsvSource({"2800.52, NO", "2800.53, NO", "2800.54, YES"})
    @Tag("PC-039")
    @Tag("D5221-21-1")
    void thePayMustBeAboveTheThresholdAndNotAtIt(BigDecimal euros, Known above) {
        assertThat(new Pay(wages)
                        .of(new Pay.Facts(euros, new BigDecimal(35), "69", TODAY, false))
                        .aboveThreshold())
                .isEqualTo(above);
    }

    @Test
    @Tag("PC-040")
    @Tag("R5221-20")
    void anOfferOfThreeWeeksIsUsableFromTheDayAfterUntilSixMonthsFromItsFirst(@TempDir Path folder) throws IOException {
        Publication offer = new Publication(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 21));
        LabourMarket rule = new LabourMarket(new Shortages(OperatorTables.withCompleteList(folder, "84", "T2A60")));

        LabourMarket.Answer answer = rule.of(new LabourMarket.Facts(
                LocalDate.of(2026, 10, 22),
                Purpose.ORDINARY,
                Known.NO,
                "M2Z90",
                null,
                "84",
                Known.NO,
                Permit.UNKNOWN,
                Known.NO,
                null,
                null,
                null,
                null,
                offer));

        assertThat(answer.opposable()).isEqualTo(Known.YES);
        assertThat(answer.standing()).isEqualTo(Publication.Standing.USABLE);
        assertThat(offer.earliestFiling()).isEqualTo("2026-10-22");
        assertThat(offer.usableUntil()).isEqualTo("2027-04-01");
    }

    @Test
    @Tag("PC-047")
    @Tag("CESEDA-L436-10")
    void aPrivateIndividualPaysNoTax() {
        assertThat(EmployerTax.of(true).exempt()).isEqualTo(Known.YES);
        assertThat(EmployerTax.of(false).exempt()).isEqualTo(Known.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"2, FIRST, 43500.00", "1, FIRST, 21750.00", "1, REPEATED, 65250.00", "1, WAGES_PAID, 8700.00"})
    @Tag("PC-049")
    @Tag("L8253-1")
    void theFineIsCountedForEachWorker(int workers, Circumstance circumstance, BigDecimal most) {
        assertThat(AdministrativeFine.most(workers, circumstance, TODAY, wages)).contains(most);
    }

    @Test
    @Tag("PC-049")
    @Tag("L8253-1")
    void theFineIsUnknownWhileTheMinimumGarantiIs() {
        assertThat(AdministrativeFine.most(1, Circumstance.FIRST, LocalDate.of(2026, 3, 1), wages))
                .isEmpty();
    }

    @Test
    @Tag("PC-051")
    @Tag("R5221-15")
    void anEmployerInRennesIsExaminedInBethune() {
        assertThat(platform(Operation.ORDINARY, Known.YES, "35")).isEqualTo("BETHUNE_62");
    }

    @Test
    @Tag("PC-052")
    @Tag("R5221-16")
    void aVineyardInTheGirondeIsExaminedInAvignon() {
        assertThat(platform(Operation.SEASONAL, Known.NO, "33")).isEqualTo("AVIGNON_84");
    }

    private String platform(Operation operation, Known livesInFrance, String department) {
        return String.valueOf(new Routing(shipped)
                .of(new Routing.Facts(TODAY, operation, livesInFrance, department, true, department, false, false))
                .platform()
                .code());
    }
}
