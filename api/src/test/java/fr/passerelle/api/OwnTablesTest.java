package fr.passerelle.api;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.passerelle.law.LawTables;
import fr.passerelle.law.right.WorkRight;
import fr.passerelle.requests.Requirements;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnTablesTest {
    private static final String WAGES = "item,territory,valid_from,amount,unit,certainty,text,source\n";

    @Test
    void areNoneWithoutAFolder() {
        assertThat(OwnTables.read(" ").provided()).isEmpty();
    }

    @Test
    void standInPlaceOfThoseThatShip(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("minimum-wage.csv"), WAGES + "SMIC_HOURLY,GENERAL,2027-01-01,12.60,EUR,TEXT,décret,x\n");

        LawTables tables = OwnTables.read(folder.toString());

        assertThat(tables.provided()).containsExactly("minimum-wage");
        assertThat(OwnTables.used(tables, Requirements::new)).isNotNull();
    }

    @Test
    void refuseTheStartWhereTheyCannotBeUsed(@TempDir Path folder) throws IOException {
        assertThatExceptionOfType(UnsafeSettings.class)
                .isThrownBy(() -> OwnTables.read(folder.resolve("nowhere").toString()))
                .withMessageContaining("passerelle.law.tables")
                .withMessageContaining("nowhere");

        Files.writeString(folder.resolve("minimum-wage.csv"), "item,amount\nSMIC_HOURLY,12.60\n");
        assertThatExceptionOfType(UnsafeSettings.class)
                .isThrownBy(() -> OwnTables.read(folder.toString()))
                .withMessageContaining("valid_from");
    }

    @Test
    void refuseTheStartWhereACellCannotBeRead(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("minimum-wage.csv"), WAGES + "SMIC_HOURLY,GENERAL,01/01/2027,12.60,EUR,TEXT,décret,x\n");
        LawTables tables = OwnTables.read(folder.toString());

        assertThatExceptionOfType(UnsafeSettings.class)
                .isThrownBy(() -> OwnTables.used(tables, Requirements::new))
                .withMessageContaining("minimum-wage.csv")
                .withMessageContaining("01/01/2027");
    }

    @Test
    void refuseTheStartWhereAnyRuleCannotReadThem(@TempDir Path folder) throws IOException {
        List<String> titles = shipped("residence-titles.csv");
        Files.writeString(
                folder.resolve("residence-titles.csv"),
                titles.getFirst() + "\n" + titles.get(1).replace("DAT_REQUIRED", "DAT_WANTED") + "\n");
        LawTables tables = OwnTables.read(folder.toString());

        assertThatExceptionOfType(UnsafeSettings.class)
                .isThrownBy(() -> OwnTables.used(tables, WorkRight::new))
                .withMessageContaining("residence-titles.csv")
                .withMessageContaining("DAT_WANTED");
    }

    private static List<String> shipped(String name) throws IOException {
        try (InputStream table = requireNonNull(LawTables.class.getResourceAsStream(name))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
