package fr.passerelle.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.passerelle.samples.SampleBody;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class StrictJsonTest {

    @Test
    void bindsEveryMember() {
        SampleBody body = bind("""
            {"client_reference": "R1", "kind": "private_individual", "birth_date": "1990-04-12",
             "seen_at": "2026-11-23T10:15:30+01:00", "headcount": 12, "bytes": 9007199254740993, "itinerant": false,
             "draft": true, "weekly_hours": "35.00", "nationalities": ["MA", "FR"],
             "establishments": [{"siret": "73282932000074"}], "seat": {"name": "Siège"}, "metadata": {"a": "é"}}
            """);

        assertThat(body)
                .isEqualTo(new SampleBody(
                        "R1",
                        SampleBody.LegalKind.PRIVATE_INDIVIDUAL,
                        LocalDate.of(1990, 4, 12),
                        Instant.parse("2026-11-23T09:15:30Z"),
                        12,
                        9007199254740993L,
                        false,
                        true,
                        new BigDecimal("35.00"),
                        List.of("MA", "FR"),
                        List.of(new SampleBody.Site("73282932000074", null)),
                        new SampleBody.Site(null, "Siège"),
                        Map.of("a", "é")));
    }

    @Test
    void takesNullForAbsent() {
        SampleBody body = bind("""
            {"client_reference": "R1", "kind": "company", "birth_date": null, "headcount": null, "seat": null,
             "establishments": null, "metadata": {"a": null, "b": "c"}}
            """);

        assertThat(body.birthDate()).isNull();
        assertThat(body.headcount()).isNull();
        assertThat(body.seat()).isNull();
        assertThat(body.establishments()).isNull();
        assertThat(body.metadata()).containsOnly(Map.entry("b", "c"));
        assertThat(body.draft()).isFalse();
    }

    @Test
    void reportsAllErrorsOfAllKindsAtOnce() {
        InvalidBody fault = refusal("""
            {"client_reference": 7, "kind": "firm", "birth_date": "1990-02-30", "seen_at": 12, "headcount": "12",
             "bytes": 1.5, "itinerant": "true", "draft": null, "weekly_hours": 35, "nationalities": ["A", 5, null, "D"],
             "establishments": [{"siret": "73282932000075", "tenant_id": 1}, "x", {}], "seat": "",
             "metadata": {"n": 1, "nir": "2 55 08 14 168 025 38", "n": "2"}, "state/x~": "filed"}
            """);

        assertThat(fault.errors())
                .extracting(error -> error.pointer() + " " + error.code())
                .containsExactlyInAnyOrder(
                        "/client_reference wrong_type",
                        "/kind unknown_value",
                        "/birth_date wrong_form",
                        "/seen_at wrong_type",
                        "/headcount wrong_type",
                        "/bytes wrong_type",
                        "/itinerant wrong_type",
                        "/draft wrong_type",
                        "/weekly_hours wrong_type",
                        "/nationalities too_many",
                        "/nationalities/1 wrong_type",
                        "/nationalities/2 null_element",
                        "/establishments/0/tenant_id unknown_member",
                        "/establishments/0/siret invalid_siret",
                        "/establishments/1 wrong_type",
                        "/establishments/2/siret required",
                        "/seat wrong_type",
                        "/metadata/n duplicate_member",
                        "/metadata/nir social_security_number_refused",
                        "/state~1x~0 unknown_member");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"weekly_hours": "1e3"}                      | /weekly_hours wrong_form
        {"weekly_hours": ""}                         | /weekly_hours wrong_form
        {"headcount": 2147483648}                    | /headcount wrong_form
        {"headcount": 1.0}                           | /headcount wrong_type
        {"headcount": true}                          | /headcount wrong_type
        {"headcount": [1]}                           | /headcount wrong_type
        {"birth_date": [1990, 4, 12]}                | /birth_date wrong_type
        {"birth_date": "12/04/1990"}                 | /birth_date wrong_form
        {"birth_date": "+12345-01-01"}               | /birth_date wrong_form
        {"birth_date": "1990-04-12T00:00:00"}        | /birth_date wrong_form
        {"seen_at": "2026-11-23"}                    | /seen_at wrong_form
        {"seen_at": "2026-11-23T10:15:30"}           | /seen_at wrong_form
        {"kind": "COMPANY"}                          | /kind unknown_value
        {"kind": 0}                                  | /kind wrong_type
        {"kind": ""}                                 | /kind unknown_value
        {"seat": []}                                 | /seat wrong_type
        {"seat": "73282932000074"}                   | /seat wrong_type
        {"establishments": {"siret": "1"}}           | /establishments wrong_type
        {"establishments": ""}                       | /establishments wrong_type
        {"nationalities": "MA"}                      | /nationalities wrong_type
        {"metadata": []}                             | /metadata wrong_type
        {"metadata": {"a": {"b": 1}}}                | /metadata/a wrong_type
        {"metadata": {"a~b/c": 1}}                   | /metadata/a~0b~1c wrong_type
        {"clientReference": "x"}                     | /clientReference unknown_member
        {"tenant_id": null}                          | /tenant_id unknown_member
        {"metadata": {"a": "x\\u0000"}}              | /metadata/a nul_character
        {"metadata": {"a\\u0000": "x"}}              | /metadata nul_character
        {"metadata": {"a": "\\ud800"}}               | /metadata/a lone_surrogate
        {"metadata": {"a": "\\udc00\\ud800"}}        | /metadata/a lone_surrogate
        {"metadata": {"255081416802538": "x"}}       | /metadata social_security_number_refused
        {"headcount": 255081416802538}               | /headcount social_security_number_refused
        """)
    void namesTheFaultAtItsPlace(String members, String expected) {
        String text = "{\"client_reference\": \"R1\", \"kind\": \"company\", " + members.substring(1);

        InvalidBody fault = refusal(text.replace("\"kind\": \"company\", \"kind\"", "\"kind\""));

        assertThat(fault.errors())
                .extracting(error -> error.pointer() + " " + error.code())
                .contains(expected);
    }

    @Test
    void repeatsNoNameThatAnAnswerMayNotHold() {
        InvalidBody fault = refusal("""
            {"255081416802538": 1, "a\\u0000b": 2, "c\\nd": 3, "metadata": {"e\\u0000f": 4, "%s": 5}}
            """.formatted("/".repeat(180)));

        assertThat(fault.errors()).extracting(FieldError::pointer).containsOnly("", "/metadata");
    }

    @Test
    void acceptsAWholeSurrogatePair() {
        assertThat(bind("{\"client_reference\": \"\\ud83d\\ude00\", \"kind\": \"company\"}")
                        .clientReference())
                .isEqualTo("\ud83d\ude00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"x\"", "5", "true", "null"})
    void refusesADocumentThatIsNoObject(String text) {
        assertThat(refusal(text).errors()).singleElement().matches(error -> "".equals(error.pointer()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\": }",
                "{'a': 1}",
                "{\"a\": 1,}",
                "{\"a\": NaN}",
                "{\"a\": 01}",
                "{\"a\": +1}",
                "{} {}",
                "{}x",
                "// x\n{}",
                "\ufeff{}",
                "{\"a\": \"\t\"}",
                "{\"a\": 1e99999999999}",
                "{\"a\": \"\\x\"}",
                "<html></html>"
            })
    void refusesWhatIsNotJson(String text) {
        assertMalformed(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesWhatIsNotUtf8() {
        assertMalformed("{\"a\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertMalformed("{\"a\": \"é\"}".getBytes(StandardCharsets.UTF_16));
        assertMalformed("{\"a\": \"é\"}".getBytes(StandardCharsets.UTF_16LE));
        assertMalformed(new byte[] {'"', (byte) 0xC0, (byte) 0xAF, '"'});
        assertMalformed(new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'});
    }

    @Test
    void refusesDepthBeyondThirtyTwo() {
        assertMalformed(("[".repeat(33) + "]".repeat(33)).getBytes(StandardCharsets.UTF_8));
        assertMalformed("{\"a\":".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        assertMalformed(("{\"a\": " + "9".repeat(100_000) + "}").getBytes(StandardCharsets.UTF_8));
        assertThat(JsonScan.read(("[".repeat(32) + "]".repeat(32)).getBytes(StandardCharsets.UTF_8), Errors.ofBody()))
                .isNotNull();
    }

    @Test
    void boundsTheNumberOfErrors() {
        InvalidBody fault = refusal("{\"nationalities\": [" + "null,".repeat(5_000) + "null]}");

        assertThat(fault.errors()).hasSize(100);
    }

    @Test
    void neverRepeatsWhatTheClientSent() {
        InvalidBody fault = refusal("{\"kind\": \"BENALI\", \"birth_date\": \"BENALI\", \"headcount\": \"BENALI\"}");

        assertThat(fault.errors()).noneMatch(error -> error.toString().contains("BENALI"));
    }

    @Test
    void digestsTheSameDocumentAlike() {
        byte[] first = BodyDigest.of(scan("{\"b\": [1, {\"y\": null, \"x\": \"é\"}], \"a\": 1.50}"));
        byte[] same = BodyDigest.of(scan(" {\"a\":1.50,\n\"b\":[1,{\"x\":\"\\u00e9\",\"y\":null}]} "));
        byte[] other = BodyDigest.of(scan("{\"b\": [{\"y\": null, \"x\": \"é\"}, 1], \"a\": 1.50}"));

        assertThat(same).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    private static void assertMalformed(byte[] bytes) {
        assertThatThrownBy(() -> JsonScan.read(bytes, Errors.ofBody()))
                .isInstanceOfSatisfying(
                        ApiProblem.class, problem -> assertThat(problem.code()).isEqualTo(ProblemCode.MALFORMED_JSON));
    }

    private static InvalidBody refusal(String text) {
        return catchThrowableOfType(InvalidBody.class, () -> bind(text));
    }

    private static SampleBody bind(String text) {
        Errors errors = Errors.ofBody();
        JsonNode document = JsonScan.read(text.getBytes(StandardCharsets.UTF_8), errors);
        return (SampleBody) JsonBodies.bind(document, WireJson.mapper().constructType(SampleBody.class), errors);
    }

    private static JsonNode scan(String text) {
        return JsonScan.read(text.getBytes(StandardCharsets.UTF_8), Errors.ofBody());
    }
}
