package fr.passerelle.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.passerelle.law.LawTables.UnusableTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LawTablesTest {
    private static final String WAGES = "item,territory,valid_from,amount,unit,certainty,text,source\n";

    @TempDir
    Path folder;

    @Test
    void takesTheOperatorsFileInPlaceOfTheOneThatShips() throws IOException {
        put("minimum-wage.csv", WAGES + "SMIC_HOURLY,GENERAL,2027-01-01,12.60,EUR,SOURCED,décret,page\n");

        LawTables tables = LawTables.with(folder);

        assertThat(tables.rows("minimum-wage"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("amount", "12.60"));
        assertThat(tables.rows("deadlines")).isEqualTo(LawTables.shipped().rows("deadlines"));
        assertThat(tables.provided()).containsExactly("minimum-wage");
    }

    @Test
    void refusesAFileThatIsNoTable() throws IOException {
        put("minimum-wages.csv", WAGES);

        assertThatThrownBy(() -> LawTables.with(folder))
                .isInstanceOf(UnusableTable.class)
                .hasMessageContaining("minimum-wages.csv is no table of the law")
                .hasMessageContaining("minimum-wage.csv");
    }

    @Test
    void refusesATableThatLacksAColumn() throws IOException {
        put("minimum-wage.csv", "item,amount\nSMIC_HOURLY,12.60\n");

        assertThatThrownBy(() -> LawTables.with(folder))
                .isInstanceOf(UnusableTable.class)
                .hasMessageContaining("valid_from");
    }

    @Test
    void refusesARowThatIsCutShort() throws IOException {
        put("minimum-wage.csv", WAGES + "SMIC_HOURLY,GENERAL\n");

        assertThatThrownBy(() -> LawTables.with(folder))
                .isInstanceOf(UnusableTable.class)
                .hasMessageContaining("a row of 2 cells");
    }

    @Test
    void refusesATableThatTheRulesKnowByName() throws IOException {
        put("deadlines.csv", "code\nDAT_SILENCE_REFUSAL\n");

        assertThatThrownBy(() -> LawTables.with(folder))
                .isInstanceOf(UnusableTable.class)
                .hasMessageContaining("deadlines.csv is no table of the law that may be provided");
    }

    @Test
    void refusesAMistypedCertainty() throws IOException {
        put("minimum-wage.csv", WAGES + "SMIC_HOURLY,GENERAL,2027-01-01,12.60,EUR,SOURCE,décret,page\n");

        assertThatThrownBy(() -> LawTables.with(folder))
                .isInstanceOf(UnusableTable.class)
                .hasMessageContaining("\"SOURCE\" is no certainty");
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        put("minimum-wage.csv", "");

        assertThatThrownBy(() -> LawTables.with(folder)).isInstanceOf(UnusableTable.class);
    }

    @Test
    void passesOverWhatAMountedVolumeBringsAlong() throws IOException {
        Files.createDirectory(folder.resolve("..data"));

        assertThat(LawTables.with(folder).provided()).isEmpty();
    }

    private void put(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
