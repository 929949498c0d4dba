package fr.passerelle.requests;

import static fr.passerelle.testing.Examples.TODAY;
import static fr.passerelle.testing.Examples.aContent;
import static fr.passerelle.testing.Examples.aDocument;
import static fr.passerelle.testing.Examples.aWorker;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.documents.Document;
import fr.passerelle.ids.RequestId;
import fr.passerelle.law.Certainty;
import fr.passerelle.parties.Worker;
import fr.passerelle.parties.Worker.Identifier.Kind;
import fr.passerelle.platform.FilingForm.ContractType;
import fr.passerelle.requests.Completeness.Gap;
import fr.passerelle.testing.ContentBuilder;
import fr.passerelle.testing.Examples;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CompletenessTest {
    private static final Worker.Profile WORKER = aWorker().profile();

    @Test
    void isReachedByAContentWithAllItsFields() {
        Completeness completeness = completeness(aContent());

        assertThat(completeness.isComplete()).isTrue();
        assertThat(completeness.missing()).isEmpty();
    }

    static Stream<Arguments> fields() {
        return Stream.of(
                lacking("/siret", content -> content.at(null)),
                lacking("/signatory", content -> content.signedBy(null)),
                lacking("/job", content -> content.job(null)),
                lacking("/contract/type", content -> content.contract(null)),
                lacking("/contract/start", content -> content.starting(null)),
                lacking("/contract/weekly_hours", content -> content.weeklyHours(null)),
                lacking("/contract/gross_monthly_pay", content -> content.grossMonthlyPay(null)),
                lacking("/workplaces", ContentBuilder::withoutWorkplace),
                lacking("/residence_at_filing", content -> content.residingInFrance(null)),
                lacking("/previous_authorisation", content -> content.renewing(null)),
                lacking("/contract/end", content -> content.contract(ContractType.FIXED_TERM)),
                lacking("/contract/end", content -> content.contract(ContractType.SEASONAL)),
                lacking("/housing", content -> content.type(RequestType.SAISONNIER)));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void namesTheFieldThatIsMissing(String pointer, UnaryOperator<ContentBuilder> without) {
        assertThat(completeness(without.apply(aContent())).missing())
                .filteredOn(gap -> gap.document() == null)
                .containsExactly(new Gap("field_missing", pointer, null, null, null, Certainty.COMPUTED));
    }

    @Test
    void namesAllFieldsOfAContractThatIsMissing() {
        assertThat(completeness(aContent().withoutContract()).missing())
                .extracting(Gap::pointer)
                .containsExactly(
                        "/contract/type", "/contract/start", "/contract/weekly_hours", "/contract/gross_monthly_pay");
    }

    static Stream<ContentBuilder> completeContents() {
        return Stream.of(
                aContent().contract(ContractType.FIXED_TERM).ending(LocalDate.of(2026, 12, 31)),
                aContent().contract(ContractType.APPRENTICESHIP),
                aContent().withoutWorkplace().itinerant(),
                aContent().renewing("AT-2025-1"),
                aContent()
                        .type(RequestType.SAISONNIER)
                        .contract(ContractType.SEASONAL)
                        .ending(LocalDate.of(2026, 9, 30))
                        .housed());
    }

    @ParameterizedTest
    @MethodSource("completeContents")
    void asksForFieldsWhereTheyAreNeededAlone(ContentBuilder content) {
        assertThat(completeness(content).missing())
                .filteredOn(gap -> gap.document() == null)
                .isEmpty();
    }

    @Test
    void blocksOnADocumentThatATextRequires() {
        Completeness completeness = completeness(aContent().residingInFrance(false));

        assertThat(completeness.isComplete()).isFalse();
        assertThat(completeness.missing()).extracting(Gap::code).containsExactly("document_missing");
        assertThat(completeness.missing())
                .extracting(gap -> String.valueOf(gap.document()))
                .containsExactly("id_passport_pages");
    }

    @Test
    void isContentWithADocumentThatIsThere() {
        Document passport =
                aDocument(RequestId.next(Examples.NOW), "id_passport_pages").document();

        Completeness completeness =
                Completeness.of(aContent().residingInFrance(false).build(), WORKER, List.of(passport), TODAY);

        assertThat(completeness.isComplete()).isTrue();
    }

    @Test
    void warnsOfDocumentsThatNoTextRequires() {
        Completeness completeness = completeness(aContent());

        assertThat(completeness.warnings())
                .extracting(Gap::code)
                .contains("document_expected:social_contrib_cert", "document_expected:permit_copy");
        assertThat(completeness.warnings())
                .allSatisfy(gap -> assertThat(gap.certainty()).isNotEqualTo(Certainty.COMPUTED));
    }

    @Test
    void asksForNoDocumentsBeforeTheResidenceIsKnown() {
        Completeness completeness = completeness(aContent().residingInFrance(null));

        assertThat(completeness.missing()).allMatch(gap -> gap.document() == null);
        assertThat(completeness.warnings()).isEmpty();
    }

    @Test
    void doubtsAPersonAbroadWithoutAPassport() {
        Worker.Profile without = aWorker().without(Kind.PASSPORT).profile();

        assertThat(doubts(aContent().residingInFrance(false), without)).contains("passport_missing");
        assertThat(doubts(aContent().residingInFrance(true), without)).doesNotContain("passport_missing");
        assertThat(doubts(aContent().residingInFrance(false), WORKER)).doesNotContain("passport_missing");
    }

    @Test
    void doubtsAPersonInFranceWithoutAForeignerNumber() {
        Worker.Profile without = aWorker().without(Kind.FOREIGNER_NUMBER).profile();

        assertThat(doubts(aContent().residingInFrance(true), without)).contains("foreigner_number_missing");
        assertThat(doubts(aContent().residingInFrance(false), without)).doesNotContain("foreigner_number_missing");
        assertThat(doubts(aContent().residingInFrance(true), WORKER)).doesNotContain("foreigner_number_missing");
    }

    @ParameterizedTest
    @CsvSource({"1990, true", "1990-04, true", "1990-04-12, false"})
    void doubtsABirthDateThatIsNotKnownToTheDay(String date, boolean doubted) {
        List<String> doubts = doubts(aContent(), aWorker().born(date).profile());

        assertThat(doubts.contains("birth_date_partial")).isEqualTo(doubted);
    }

    @ParameterizedTest
    @CsvSource({"2026-03-01, true", "2026-03-02, false", "2026-03-03, false"})
    void doubtsAStartInThePast(LocalDate start, boolean doubted) {
        List<String> doubts = doubts(aContent().starting(start), WORKER);

        assertThat(doubts.contains("start_in_the_past")).isEqualTo(doubted);
    }

    @ParameterizedTest
    @EnumSource
    void knowsTheDocumentsOfEveryType(RequestType type) {
        assertThat(completeness(aContent().type(type)).warnings())
                .extracting(Gap::document)
                .isNotEmpty();
    }

    private static Completeness completeness(ContentBuilder content) {
        return Completeness.of(content.build(), WORKER, List.of(), TODAY);
    }

    private static List<String> doubts(ContentBuilder content, Worker.Profile worker) {
        return Completeness.of(content.build(), worker, List.of(), TODAY).warnings().stream()
                .map(Gap::code)
                .toList();
    }

    private static Arguments lacking(String pointer, UnaryOperator<ContentBuilder> without) {
        return Arguments.of(pointer, without);
    }
}
