package fr.passerelle.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.samples.SampleApi;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class ConditionsTest extends SampleApi {
    private static final String KEY = "Idempotency-Key";
    private static final String BODY = "{\"client_reference\": \"R1\", \"kind\": \"company\"}";

    @Test
    void takesAKeyQuotedOrBare() {
        Map<?, ?> quoted = keyed(copy(BODY, "\"abc-1\""));
        Map<?, ?> bare = keyed(copy(BODY, "abc-1"));

        assertThat(quoted.get("key")).isEqualTo("abc-1");
        assertThat(bare).isEqualTo(quoted);
        assertThat(keyed(copy(BODY, "x".repeat(255))).get("key")).isEqualTo("x".repeat(255));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"", "\"abc", "abc\"", "a b", "\"a b\"", "é", "\"a\"b\""})
    void refusesOtherKeys(String key) {
        expect(copy(BODY, key), 400, "invalid_idempotency_key");
    }

    @Test
    void refusesAKeyThatIsTooLong() {
        expect(copy(BODY, "x".repeat(256)), 400, "invalid_idempotency_key");
    }

    @Test
    void refusesTwoKeys() {
        expect(copy(BODY, "a", "b"), 400, "invalid_idempotency_key");
    }

    @Test
    void asksForAKey() {
        expect(copy(BODY), 400, "missing_idempotency_key");
        expect(post("/v1/samples/1/touch"), 400, "missing_idempotency_key");
    }

    @Test
    void leavesAnOptionalKeyOut() {
        assertThat(keyed(post("/v1/samples/1/poke")).get("key")).isEqualTo("none");
        assertThat(keyed(post("/v1/samples/1/poke", "k")).get("key")).isEqualTo("k");
    }

    @Test
    void fingerprintsTheCallAndItsCanonicalBody() {
        Object fingerprint = keyed(copy(BODY, "k")).get("fingerprint");

        assertThat(keyed(copy(" {\"kind\":\"company\",  \"client_reference\":\"R1\"}\n", "k"))
                        .get("fingerprint"))
                .isEqualTo(fingerprint);
        assertThat(keyed(copy(BODY.replace("R1", "R2"), "k")).get("fingerprint"))
                .isNotEqualTo(fingerprint);
        assertThat(String.valueOf(fingerprint)).matches("[0-9a-f]{64}");
        assertThat(keyed(send("/v1/samples/2/copy", BODY, "k")).get("fingerprint"))
                .isNotEqualTo(fingerprint);
    }

    @Test
    void fingerprintsACallWithoutBody() {
        Object without = keyed(post("/v1/samples/1/touch", "k")).get("fingerprint");
        Object empty = keyed(send("/v1/samples/1/touch", "", "k")).get("fingerprint");

        assertThat(empty).isEqualTo(without);
        assertThat(keyed(send("/v1/samples/1/touch", BODY, "k")).get("fingerprint"))
                .isNotEqualTo(without);
    }

    @Test
    void namesTheBodyRatherThanWaitForItsFingerprint() {
        expect(copy("{", "k"), 400, "malformed_json");
        expect(copy("{}", "k"), 422, "invalid_body");
    }

    @Test
    void readsTheVersionOfIfMatch() {
        change("\"7\"").expectStatus().isOk().expectHeader().valueEquals(HttpHeaders.ETAG, "\"8\"");
        change("\"999999999999999999\"").expectStatus().isOk();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"7", "W/\"7\"", "*", "\"\"", "\"a\"", "\"-1\"", "\"7\", \"8\"", "\"9999999999999999999\"", ""})
    void refusesOtherTags(String tag) {
        expect(change(tag), 400, "invalid_parameter");
    }

    @Test
    void asksForIfMatch() {
        expect(change(), 428, "if_match_required");
        expect(change("\"1\"", "\"2\""), 400, "invalid_parameter");
    }

    private ResponseSpec change(String... tags) {
        return authorised()
                .put()
                .uri("/v1/samples/1")
                .header(HttpHeaders.IF_MATCH, tags)
                .exchange();
    }

    private ResponseSpec copy(String body, String... keys) {
        return send("/v1/samples/1/copy", body, keys);
    }

    private ResponseSpec send(String uri, String body, String... keys) {
        return authorised()
                .post()
                .uri(uri)
                .contentType(MediaType.APPLICATION_JSON)
                .header(KEY, keys)
                .bodyValue(body)
                .exchange();
    }

    private ResponseSpec post(String uri, String... keys) {
        return authorised().post().uri(uri).header(KEY, keys).exchange();
    }

    private static Map<?, ?> keyed(ResponseSpec answer) {
        Map<?, ?> keyed = answer.expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        assertThat(keyed).isNotNull();
        return keyed == null ? Map.of() : keyed;
    }

    private static void expect(ResponseSpec answer, int status, String code) {
        answer.expectStatus().isEqualTo(status).expectBody().jsonPath("$.code").isEqualTo(code);
    }
}
