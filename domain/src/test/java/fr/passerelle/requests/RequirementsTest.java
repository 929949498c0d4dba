package fr.passerelle.requests;

import static fr.passerelle.testing.Examples.TODAY;
import static fr.passerelle.testing.Examples.aContent;
import static fr.passerelle.testing.Examples.aDocument;
import static fr.passerelle.testing.Examples.aRequest;
import static fr.passerelle.testing.Examples.aWorker;
import static fr.passerelle.testing.Examples.anEmployer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fr.passerelle.documents.Document;
import fr.passerelle.ids.RequestId;
import fr.passerelle.law.Certainty;
import fr.passerelle.law.LawTables;
import fr.passerelle.parties.Worker;
import fr.passerelle.parties.Worker.Identifier;
import fr.passerelle.parties.Worker.Identifier.Kind;
import fr.passerelle.platform.FilingForm.ContractType;
import fr.passerelle.platform.FilingForm.Job;
import fr.passerelle.requests.Completeness.Gap;
import fr.passerelle.testing.ContentBuilder;
import fr.passerelle.testing.Examples;
import fr.passerelle.testing.OperatorTables;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RequirementsTest {
    private static final Requirements SHIPPED = new Requirements(LawTables.shipped());
    private static final Worker WORKER = aWorker().build();

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
                lacking("/previous_authorisation", content -> content.type(RequestType.RENOUVELLEMENT_AT)),
                lacking(
                        "/contract/end",
                        content ->
                                content.type(RequestType.TRAVAILLEUR_TEMPORAIRE).contract(ContractType.FIXED_TERM)),
                lacking(
                        "/contract/end",
                        content ->
                                content.type(RequestType.TRAVAILLEUR_TEMPORAIRE).contract(ContractType.POSTING)),
                lacking(
                        "/contract/end",
                        content -> content.type(RequestType.SAISONNIER)
                                .contract(ContractType.SEASONAL)
                                .housed()),
                lacking(
                        "/housing",
                        content -> content.type(RequestType.SAISONNIER)
                                .contract(ContractType.SEASONAL)
                                .ending(LocalDate.of(2026, 9, 30))));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void namesTheFieldThatIsMissing(String pointer, UnaryOperator<ContentBuilder> without) {
        assertThat(completeness(without.apply(aContent())).missing())
                .filteredOn(gap -> gap.document() == null)
                .extracting(Gap::code, Gap::pointer)
                .containsExactly(tuple("field_missing", pointer));
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
                aContent()
                        .type(RequestType.TRAVAILLEUR_TEMPORAIRE)
                        .contract(ContractType.FIXED_TERM)
                        .ending(LocalDate.of(2026, 12, 31)),
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

        Completeness completeness = completeness(aContent().residingInFrance(false), WORKER, List.of(passport));

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
        Worker without = aWorker().without(Kind.PASSPORT).build();

        assertThat(doubts(aContent().residingInFrance(false), without)).contains("passport_missing");
        assertThat(doubts(aContent().residingInFrance(true), without)).doesNotContain("passport_missing");
        assertThat(doubts(aContent().residingInFrance(false), WORKER)).doesNotContain("passport_missing");
    }

    @Test
    void doubtsAPersonInFranceWithoutAForeignerNumber() {
        Worker without = aWorker().without(Kind.FOREIGNER_NUMBER).build();

        assertThat(doubts(aContent().residingInFrance(true), without)).contains("foreigner_number_missing");
        assertThat(doubts(aContent().residingInFrance(false), without)).doesNotContain("foreigner_number_missing");
        assertThat(doubts(aContent().residingInFrance(true), WORKER)).doesNotContain("foreigner_number_missing");
    }

    @ParameterizedTest
    @CsvSource({"1990, true", "1990-04, true", "1990-04-12, false"})
    void doubtsABirthDateThatIsNotKnownToTheDay(String date, boolean doubted) {
        List<String> doubts = doubts(aContent(), aWorker().born(date).build());

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

    static Stream<Arguments> contradictions() {
        return Stream.of(
                Arguments.of(RequestType.SALARIE, ContractType.FIXED_TERM, true),
                Arguments.of(RequestType.SALARIE, ContractType.SEASONAL, true),
                Arguments.of(RequestType.SALARIE, ContractType.APPRENTICESHIP, false),
                Arguments.of(RequestType.TRAVAILLEUR_TEMPORAIRE, ContractType.PERMANENT, true),
                Arguments.of(RequestType.TRAVAILLEUR_TEMPORAIRE, ContractType.POSTING, false),
                Arguments.of(RequestType.SAISONNIER, ContractType.PERMANENT, true),
                Arguments.of(RequestType.SAISONNIER, ContractType.FIXED_TERM, false),
                Arguments.of(RequestType.ALTERNANCE, ContractType.PERMANENT, true),
                Arguments.of(RequestType.DETACHE_PRESTATION, ContractType.PERMANENT, false));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    @Tag("CESEDA-L421-1")
    void holdsAContractAgainstTheType(RequestType type, ContractType contract, boolean blocks) {
        Completeness found = completeness(aContent().type(type).contract(contract));

        assertThat(codes(blocks ? found.missing() : found.warnings())).contains("contract_contradicts_type");
        assertThat(codes(blocks ? found.warnings() : found.missing())).doesNotContain("contract_contradicts_type");
    }

    @ParameterizedTest
    @CsvSource({
        "SALARIE, PERMANENT",
        "TRAVAILLEUR_TEMPORAIRE, FIXED_TERM",
        "SAISONNIER, SEASONAL",
        "ALTERNANCE, APPRENTICESHIP",
        "ALTERNANCE, PROFESSIONALISATION",
        "DETACHE_INTERIM, POSTING"
    })
    @Tag("CESEDA-L421-1")
    void acceptsTheContractOfTheType(RequestType type, ContractType contract) {
        assertThat(all(completeness(aContent().type(type).contract(contract))))
                .doesNotContain("contract_contradicts_type");
    }

    @ParameterizedTest
    @CsvSource({
        "2008-03-02, true",
        "2008-03-03, false",
        "2010-05-04, false",
        "2010-05-05, true",
        "2008, false",
        "2007, true"
    })
    @Tag("F2728")
    void holdsTheAgeAgainstTheRequestOfAMinor(String birth, boolean blocked) {
        Completeness found = completeness(
                aContent().type(RequestType.MINEUR_16_18), aWorker().born(birth).build(), List.of());

        assertThat(codes(found.missing()).contains("age_contradicts_type")).isEqualTo(blocked);
    }

    @Test
    void doubtsARequestForAnAlgerianStudentWhoIsNone() {
        assertThat(doubts(aContent().type(RequestType.ETUDIANT_ALGERIEN_APT), WORKER))
                .contains("not_algerian");
    }

    @ParameterizedTest
    @CsvSource({"2025-09-01, false", "2025-09-02, true", "2025-09-03, true", "2026-01-10, true"})
    @Tag("CESEDA-L554-1")
    void doubtsAnAsylumSeekerBeforeSixMonths(LocalDate since, boolean doubted) {
        Worker seeker = aWorker()
                .with(new Identifier(Kind.ASYLUM_CLAIM_CERTIFICATE, "7712345678", since, null, "FR", null))
                .build();

        List<String> doubts = doubts(aContent().type(RequestType.DEMANDEUR_ASILE), seeker);

        assertThat(doubts.contains("asylum_six_months")).isEqualTo(doubted);
        assertThat(doubts).doesNotContain("asylum_certificate_missing");
        assertThat(doubts(aContent().type(RequestType.DEMANDEUR_ASILE), WORKER)).contains("asylum_certificate_missing");
    }

    @Test
    @Tag("F2728")
    void refusesAChangeOfStatusFromASeasonalPermit() {
        Worker seasonal = aWorker()
                .with(new Identifier(Kind.RESIDENCE_PERMIT, "AB12", null, null, "FR", "Travailleur saisonnier"))
                .build();

        assertThat(codes(completeness(aContent(), seasonal, List.of()).missing()))
                .contains("seasonal_permit_cannot_change");
    }

    @ParameterizedTest
    @CsvSource({"2026-11-03, false", "2026-11-04, true"})
    @Tag("R5221-23")
    void doubtsASeasonOfMoreThanSixMonths(LocalDate end, boolean doubted) {
        List<String> doubts = doubts(
                aContent()
                        .type(RequestType.SAISONNIER)
                        .contract(ContractType.SEASONAL)
                        .ending(end)
                        .housed(),
                WORKER);

        assertThat(doubts.contains("seasonal_over_six_months")).isEqualTo(doubted);
    }

    @ParameterizedTest
    @CsvSource({"1849.07, true", "1849.08, false"})
    @Tag("R5221-20")
    void blocksOnAPayBelowAMinimumThatIsSure(String pay, boolean blocked) {
        Completeness found = completeness(aContent().withoutBenefits().grossMonthlyPay(pay));

        assertThat(codes(found.missing()).contains("pay_below_minimum")).isEqualTo(blocked);
    }

    @Test
    @Tag("R5221-20")
    void warnsOfAPayBelowAMinimumThatIsNotSure() {
        Completeness derived = completeness(
                aContent().withoutBenefits().starting(LocalDate.of(2026, 6, 1)).grossMonthlyPay("1500"));
        Completeness inKind = completeness(aContent().grossMonthlyPay("1500"));

        assertThat(List.of(derived, inKind)).allSatisfy(found -> {
            assertThat(codes(found.missing())).doesNotContain("pay_below_minimum");
            assertThat(codes(found.warnings())).contains("pay_below_minimum");
        });
    }

    @Test
    void asksForTheProofsOfARegulatedProfessionWhereItIsOne() {
        Job nurse = new Job("Infirmière", "J1506", "V1Z80", "431f", true);
        ContentBuilder abroad = aContent().residingInFrance(false);

        assertThat(lackingDocuments(completeness(abroad.job(nurse)))).contains("regulated_profession_proof");
        assertThat(all(completeness(aContent().residingInFrance(false))))
                .doesNotContain("document_expected:regulated_profession_proof");
    }

    @Test
    void doesNotAskForAPermitOfSomeoneAbroad() {
        ContentBuilder season = aContent().type(RequestType.SAISONNIER).contract(ContractType.SEASONAL);

        assertThat(all(completeness(season.residingInFrance(true)))).contains("document_expected:permit_copy");
        assertThat(all(completeness(season.residingInFrance(false)))).doesNotContain("document_expected:permit_copy");
    }

    @Test
    void saysThatTheDateOfACertificateMustBeLookedAt() {
        Document certificate =
                aDocument(RequestId.next(Examples.NOW), "social_contrib_cert").document();

        assertThat(codes(completeness(aContent(), WORKER, List.of(certificate)).warnings()))
                .contains("document_date_unchecked:social_contrib_cert");
        assertThat(codes(needs(SHIPPED, aContent(), WORKER, List.of(certificate), LocalDate.of(2026, 9, 2))
                        .completeness()
                        .warnings()))
                .contains("document_too_old:social_contrib_cert");
    }

    @Test
    void asksForTheOfferAndItsProofsWhereTheTestMaySurelyBeHeldAgainstIt(@TempDir Path folder) throws IOException {
        Requirements full = new Requirements(OperatorTables.withCompleteList(folder, "84", "T2A60"));
        ContentBuilder abroad = aContent().residingInFrance(false).unpublished();

        Completeness found = needs(full, abroad, WORKER, List.of(), TODAY).completeness();

        assertThat(codes(found.missing())).contains("offer_missing");
        assertThat(lackingDocuments(found)).contains("offer_copy", "offer_publication_proof", "candidates_statement");
    }

    @Test
    void asksForNoOfferWhereTheOccupationIsListed(@TempDir Path folder) throws IOException {
        Requirements full = new Requirements(OperatorTables.withCompleteList(folder, "84", "S1Z40"));

        Completeness found = needs(full, aContent().residingInFrance(false).unpublished(), WORKER, List.of(), TODAY)
                .completeness();

        assertThat(all(found)).noneMatch(code -> code.startsWith("offer_") || code.endsWith(":offer_copy"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-09, 2026-02-28, offer_too_short",
        "2026-02-10, 2026-03-10, offer_too_early",
        "2025-08-01, 2025-08-21, offer_too_old"
    })
    @Tag("R5221-20")
    void looksAtThePublicationOfTheOffer(LocalDate from, LocalDate to, String code, @TempDir Path folder)
            throws IOException {
        Requirements full = new Requirements(OperatorTables.withCompleteList(folder, "84", "T2A60"));
        ContentBuilder published = aContent().published(from, to);

        assertThat(codes(completeness(published).warnings())).contains(code);
        assertThat(codes(needs(full, published, WORKER, List.of(), TODAY)
                        .completeness()
                        .missing()))
                .contains(code);
    }

    private static List<String> codes(List<Gap> gaps) {
        return gaps.stream().map(Gap::code).toList();
    }

    private static List<String> all(Completeness found) {
        return Stream.concat(found.missing().stream(), found.warnings().stream())
                .map(Gap::code)
                .toList();
    }

    private static List<String> lackingDocuments(Completeness found) {
        return found.missing().stream()
                .filter(gap -> gap.document() != null)
                .map(gap -> String.valueOf(gap.document()))
                .toList();
    }

    private static Completeness completeness(ContentBuilder content) {
        return completeness(content, WORKER, List.of());
    }

    private static Completeness completeness(ContentBuilder content, Worker worker, List<Document> documents) {
        return needs(SHIPPED, content, worker, documents, TODAY).completeness();
    }

    private static Needs needs(
            Requirements requirements, ContentBuilder content, Worker worker, List<Document> documents, LocalDate day) {
        AuthorisationRequest request =
                aRequest().of(worker).content(_ -> content).build();
        return requirements.of(
                new Dossier(request, anEmployer().build(), worker, List.of(), null, documents, List.of(), List.of()),
                day);
    }

    private static List<String> doubts(ContentBuilder content, Worker worker) {
        return completeness(content, worker, List.of()).warnings().stream()
                .map(Gap::code)
                .toList();
    }

    private static Arguments lacking(String pointer, UnaryOperator<ContentBuilder> without) {
        return Arguments.of(pointer, without);
    }
}
