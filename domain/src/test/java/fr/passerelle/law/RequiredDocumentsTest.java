package fr.passerelle.law;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.documents.DocumentType;
import fr.passerelle.law.RequiredDocuments.Condition;
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
    private static final RequiredDocuments TABLE = new RequiredDocuments(LawTables.shipped());
    private static final DocumentType PUBLICATION = new DocumentType("offer_publication_proof");

    @ParameterizedTest
    @EnumSource
    void areKnownForEveryCase(DocumentCase documentCase) {
        assertThat(TABLE.of(documentCase, TODAY)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void areOfTypesThatARequestTakes(DocumentCase documentCase) {
        assertThat(TABLE.of(documentCase, TODAY)).allMatch(row -> row.type().belongsToRequests());
    }

    @ParameterizedTest
    @EnumSource
    void areNamedOnceOnADay(DocumentCase documentCase) {
        assertThat(TABLE.of(documentCase, TODAY)).extracting(Row::type).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void sayUnderWhichConditionTheyAreNeeded(DocumentCase documentCase) {
        assertThat(TABLE.of(documentCase, TODAY))
                .allSatisfy(row -> assertThat(row.basis()).isNotEmpty())
                .filteredOn(row -> row.decidedBy() != Condition.ALWAYS)
                .allSatisfy(row -> assertThat(row.condition()).isNotBlank());
    }

    @Test
    void namesTheTextAndTheDaySinceWhichItSaysSo() {
        Row offer = TABLE.of(DocumentCase.INTRODUCTION, TODAY).stream()
                .filter(row -> row.type().code().equals("offer_copy"))
                .findFirst()
                .orElseThrow();

        assertThat(offer.basis())
                .containsExactly(new Basis(
                        "Arrêté du 1er avril 2021, art. 1 2° a)", "JORFTEXT000043317454", LocalDate.of(2025, 1, 12)));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-08-31, 2027-02-27, false",
        "2026-08-31, 2027-02-28, true",
        "2026-08-31, 2027-03-01, true",
        "2026-05-15, 2026-11-14, false",
        "2026-05-15, 2026-11-15, true",
        "2027-08-29, 2028-02-28, false",
        "2027-08-29, 2028-02-29, true"
    })
    void isTooOldFromTheDaySixMonthsAfter(LocalDate document, LocalDate filing, boolean tooOld) {
        Row certificate = TABLE.of(DocumentCase.RESIDENT, TODAY).stream()
                .filter(row -> row.type().code().equals("social_contrib_cert"))
                .findFirst()
                .orElseThrow();

        assertThat(certificate.isTooOld(document, filing)).isEqualTo(tooOld);
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
        List<Row> publication = TABLE.of(DocumentCase.INTRODUCTION, day).stream()
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
