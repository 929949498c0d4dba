package fr.passerelle.law;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.documents.DocumentType;
import fr.passerelle.law.RequiredDocuments.DocumentCase;
import fr.passerelle.law.RequiredDocuments.Row;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("JORFTEXT000043317454")
class RequiredDocumentsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final DocumentType PUBLICATION = new DocumentType("offer_publication_proof");

    @ParameterizedTest
    @EnumSource
    void areKnownForEveryCase(DocumentCase documentCase) {
        assertThat(RequiredDocuments.of(documentCase, TODAY)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void areOfTypesThatARequestTakes(DocumentCase documentCase) {
        assertThat(RequiredDocuments.of(documentCase, TODAY))
                .allMatch(row -> row.type().belongsToRequests());
    }

    @ParameterizedTest
    @EnumSource
    void areNamedOnceOnADay(DocumentCase documentCase) {
        assertThat(RequiredDocuments.of(documentCase, TODAY))
                .extracting(Row::type)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void blockOnlyWhenTheyAreAlwaysRequiredByATextThatWasRead(DocumentCase documentCase) {
        assertThat(RequiredDocuments.of(documentCase, TODAY))
                .filteredOn(Row::blocks)
                .allMatch(row ->
                        row.always() && (row.certainty() == Certainty.TEXT || row.certainty() == Certainty.SOURCED));
    }

    @ParameterizedTest
    @EnumSource
    void sayUnderWhichConditionTheyAreNeeded(DocumentCase documentCase) {
        assertThat(RequiredDocuments.of(documentCase, TODAY))
                .allSatisfy(row -> assertThat(row.basis()).contains("JORFTEXT000043317454"))
                .filteredOn(row -> !row.always())
                .allSatisfy(row -> assertThat(row.condition()).isNotBlank());
    }

    @Test
    void blockAnIntroductionWithoutThePassport() {
        List<Row> blocking = RequiredDocuments.of(DocumentCase.INTRODUCTION, TODAY).stream()
                .filter(Row::blocks)
                .toList();

        assertThat(blocking).extracting(row -> row.type().code()).containsExactly("id_passport_pages");
    }

    @ParameterizedTest
    @CsvSource({
        "2021-04-02, 0, false",
        "2021-04-03, 1, false",
        "2025-01-11, 1, false",
        "2025-01-12, 1, true",
        "2026-03-02, 1, true"
    })
    void changeOnTheDayOnWhichTheArreteChanged(LocalDate day, int rows, boolean withinSixMonths) {
        List<Row> publication = RequiredDocuments.of(DocumentCase.INTRODUCTION, day).stream()
                .filter(row -> row.type().equals(PUBLICATION))
                .toList();

        assertThat(publication).hasSize(rows);
        assertThat(publication.stream().anyMatch(row -> row.label().contains("six mois")))
                .isEqualTo(withinSixMonths);
    }

    @ParameterizedTest
    @CsvSource({
        "TEXT, TEXT",
        "sourced, SOURCED",
        "PRACTICE, PRACTICE",
        "SECONDARY (known), UNVERIFIED",
        "DERIVED, UNVERIFIED",
        "UNVERIFIED, UNVERIFIED",
        "'', UNVERIFIED"
    })
    void takeWhatIsNeitherTextNorSourcedForUnverified(String cell, Certainty certainty) {
        assertThat(Certainty.ofTable(cell)).isEqualTo(certainty);
    }

    @ParameterizedTest
    @CsvSource({"TEXT, true", "SOURCED, true", "COMPUTED, false", "PRACTICE, false", "UNVERIFIED, false"})
    void blockOnTextsAndSourcesAlone(Certainty certainty, boolean mayBlock) {
        assertThat(certainty.mayBlock()).isEqualTo(mayBlock);
    }
}
