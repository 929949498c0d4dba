package fr.passerelle.law.needs;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.law.LawTables;
import fr.passerelle.law.needs.Shortages.Reason;
import fr.passerelle.law.needs.Shortages.Value;
import fr.passerelle.testing.OperatorTables;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("CESEDA-L414-13")
class ShortagesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private final Shortages shipped = new Shortages(LawTables.shipped());

    @ParameterizedTest
    @CsvSource({
        "A0Z40, 11, 2026-11-23, LISTED_WITHOUT_CERTAINTY",
        "A0X40, 11, 2026-11-23, OTHER_NOMENCLATURE",
        "M2Z90, 11, 2026-11-23, LIST_INCOMPLETE",
        "M2Z90, 01, 2026-11-23, LIST_INCOMPLETE",
        "M2Z90, 06, 2026-11-23, NO_LIST",
        "M2Z90, 84, 2020-01-01, NO_LIST"
    })
    void isNeverGuessedFromWhatShips(String fap, String region, LocalDate day, Reason reason) {
        Shortages.Answer answer = shipped.of(fap, null, region, day);

        assertThat(answer.value()).isEqualTo(Value.UNKNOWN);
        assertThat(answer.reason()).isEqualTo(reason);
        assertThat(answer.certainty().mayBlock()).isFalse();
    }

    @Test
    void asksForWhatItIsKeyedBy() {
        assertThat(shipped.of(null, "G1602", "84", TODAY).asks()).containsExactly("/job/fap");
        assertThat(shipped.of("S1Z40", null, null, TODAY).asks()).containsExactly("/workplaces");
    }

    @ParameterizedTest
    @CsvSource({
        "2027-05-31, S1Z40, SHORTAGE",
        "2027-06-01, S1Z40, NOT_SHORTAGE",
        "2027-06-02, S1Z40, NOT_SHORTAGE",
        "2027-05-31, T2A60, NOT_SHORTAGE",
        "2027-06-01, T2A60, SHORTAGE",
        "2025-05-22, S1Z40, UNKNOWN"
    })
    void takesANewListFromAFileAlone(LocalDate day, String fap, Value value, @TempDir Path folder) throws IOException {
        Shortages shortages = new Shortages(OperatorTables.withNewList(folder, "84", "S1Z40", "T2A60"));

        assertThat(shortages.of(fap, null, "84", day).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "G1602, SHORTAGE, LISTED",
        "G1605, NOT_SHORTAGE, NOT_LISTED",
        "G1603, UNKNOWN, FAMILIES_DISAGREE",
        "M1805, UNKNOWN, OCCUPATION_UNKNOWN"
    })
    void findsTheFamiliesOfARomeCodeInTheOperatorsMapping(String rome, Value value, Reason reason, @TempDir Path folder)
            throws IOException {
        OperatorTables.write(
                folder, "fap-rome", "fap_code,rome_code\nS1Z40,G1602\nT4Z60,G1605\nS1Z40,G1603\nT4Z60,G1603\n");
        Shortages shortages = new Shortages(OperatorTables.withCompleteList(folder, "84", "S1Z40"));

        Shortages.Answer answer = shortages.of(null, rome, "84", TODAY);

        assertThat(answer.value()).isEqualTo(value);
        assertThat(answer.reason()).isEqualTo(reason);
    }
}
