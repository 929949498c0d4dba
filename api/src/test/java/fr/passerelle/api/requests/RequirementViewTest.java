package fr.passerelle.api.requests;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.api.http.Sentences;
import fr.passerelle.documents.DocumentType;
import fr.passerelle.law.Certainty;
import fr.passerelle.requests.Completeness.Gap;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequirementViewTest {
    private static RequirementView seen(
            String code,
            @Nullable String pointer,
            @Nullable String document,
            Map<String, String> values,
            Locale language) {
        DocumentType type = document == null ? null : new DocumentType(document);
        Gap gap = new Gap(code, pointer, type, List.of(), null, Certainty.TEXT, values);
        return RequirementView.missing(List.of(gap), language).getFirst();
    }

    @Test
    void namesADocumentInWords() {
        assertThat(seen("document_missing", null, "id_passport_pages", Map.of(), Locale.FRENCH)
                        .detail())
                .isEqualTo("Il manque une pièce obligatoire : pages du passeport ou carte d’identité (état civil et"
                        + " validité).");
        assertThat(seen("document_missing", null, "payslips", Map.of(), Locale.ENGLISH)
                        .remedy())
                .isEqualTo("Upload as PDF: payslips.");
        assertThat(seen("document_missing", null, "piece_xyz", Map.of(), Locale.FRENCH)
                        .remedy())
                .isEqualTo("Déposez en PDF : piece_xyz.");
    }

    @Test
    void namesAFieldInWordsAndPointsToIt() {
        RequirementView seen = seen("field_missing", "/contract/end", null, Map.of(), Locale.FRENCH);

        assertThat(seen.detail()).isEqualTo("Le formulaire du portail demande la fin du contrat.");
        assertThat(seen.pointer()).isEqualTo("/contract/end");
    }

    @Test
    void writesADayAsPeopleDo() {
        RequirementView seen = seen("offer_too_early", "/offer", null, Map.of("earliest", "2026-11-20"), Locale.FRENCH);

        assertThat(seen.remedy()).isEqualTo("Déposez à partir du 20 novembre 2026.");
    }

    @ParameterizedTest
    @CsvSource({
        "fr, 2026-11-01, 1er novembre 2026",
        "fr, 2026-11-11, 11 novembre 2026",
        "en, 2026-11-01, 1 November 2026"
    })
    void knowsTheFirstOfAMonth(Locale language, LocalDate day, String written) {
        assertThat(Sentences.day(language, day)).isEqualTo(written);
    }
}
