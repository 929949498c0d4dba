package fr.passerelle.law;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.requests.RequestType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTablesTest {
    private final ReferenceTables tables = new ReferenceTables(LawTables.shipped());

    @TempDir
    private Path folder;

    @Test
    void hasEachTypeOfRequest() {
        assertThat(codes(table("request-types").entries()))
                .containsExactlyElementsOf(
                        Stream.of(RequestType.values()).map(RequestType::code).toList());
    }

    @Test
    void hasOneEntryForEachTypeOfDocument() {
        List<ReferenceEntry> entries = table("document-types").entries();

        assertThat(codes(entries)).doesNotHaveDuplicates().contains("id_passport_pages");
        assertThat(entries).allSatisfy(entry -> assertThat(entry.details()).containsKey("cases"));
    }

    @Test
    void letsAMinimumWageEndWhereTheNextOfItsTerritoryBegins() {
        List<ReferenceEntry> hourly = table("minimum-wages").entries().stream()
                .filter(entry -> entry.code().equals("SMIC_HOURLY"))
                .filter(entry -> "GENERAL".equals(entry.details().get("territory")))
                .toList();

        for (int i = 1; i < hourly.size(); i++) {
            LocalDate begins = hourly.get(i).validFrom();
            assertThat(begins).isNotNull();
            assertThat(hourly.get(i - 1).validTo()).isEqualTo(begins.minusDays(1));
        }
        assertThat(hourly.getLast().validTo()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "TITLE, 2026-05-31, false",
        "TITLE, 2026-06-01, true",
        "TITLE, 2026-06-30, true",
        "TITLE, 2026-07-01, false"
    })
    void isInForceFromTheFirstDayToTheLast(String code, LocalDate day, boolean isInForce) {
        ReferenceEntry entry = new ReferenceEntry(
                code, null, null, LocalDate.of(2026, 6, 1), LocalDate.of(2026, 6, 30), "", Certainty.TEXT, Map.of());

        assertThat(entry.isInForceOn(day)).isEqualTo(isInForce);
    }

    @Test
    void namesDeadlinesAsRequestsDo() {
        List<String> codes = codes(table("deadlines").entries());

        assertThat(codes)
                .contains("dat_silence_refusal", "reasons_request")
                .allMatch(code -> code.equals(code.toLowerCase(Locale.ROOT)));
        assertThat(codes(table("deadlines").find(Optional.of("RECOURS GRACIEUX"), Optional.empty())))
                .containsExactly("admin_appeal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deadlines", "document-types", "minimum-wages", "request-types", "countries"})
    void hasLabelsInBothLanguages(String name) {
        assertThat(table(name).entries()).isNotEmpty().allSatisfy(entry -> {
            assertThat(entry.french()).as(entry.code()).isNotBlank();
            assertThat(entry.english()).as(entry.code()).isNotBlank();
        });
    }

    @Test
    void leavesToTheOperatorWhatDoesNotShip() {
        ReferenceTable rome = table("rome");

        assertThat(rome.provided()).isFalse();
        assertThat(rome.entries()).isEmpty();
    }

    @Test
    void takesTheOperatorsFile() throws IOException {
        Files.writeString(folder.resolve("rome.csv"), "rome_code,label_fr\nA1416,\"Polyculture, élevage\"\n");

        ReferenceTables withFile = new ReferenceTables(LawTables.with(folder));
        ReferenceTable rome = withFile.named("rome").orElseThrow();

        assertThat(rome.provided()).isTrue();
        assertThat(codes(rome.find(Optional.of("ELEVAGE"), Optional.empty()))).containsExactly("A1416");
        assertThat(rome.digest()).isNotEqualTo(table("rome").digest());
        assertThat(withFile.named("countries").orElseThrow().digest())
                .isEqualTo(table("countries").digest());
    }

    private ReferenceTable table(String name) {
        return tables.named(name).orElseThrow();
    }

    private static List<String> codes(List<ReferenceEntry> entries) {
        return entries.stream().map(ReferenceEntry::code).toList();
    }
}
