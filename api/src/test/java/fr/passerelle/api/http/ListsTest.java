package fr.passerelle.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.passerelle.samples.SampleApi;
import fr.passerelle.samples.SampleIssuer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

class ListsTest extends SampleApi {

    @Test
    void walksTheWholeListByItsCursors() {
        List<Integer> seen = new ArrayList<>();
        String next = "/v1/samples?limit=100&state=a&state=b";
        while (next != null) {
            EntityExchangeResult<Map<?, ?>> page = page(next);
            numbers(page).forEach(seen::add);
            next = link(page);
        }

        assertThat(seen).hasSize(230).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void endsWithoutCursor() {
        EntityExchangeResult<Map<?, ?>> page = page("/v1/samples?limit=200&cursor=" + cursor("/v1/samples?limit=200"));

        assertThat(numbers(page)).hasSize(30);
        assertThat(String.valueOf(page.getResponseBody())).doesNotContain("next_cursor");
        assertThat(page.getResponseHeaders().containsHeader(HttpHeaders.LINK)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'', 50", "?limit=1, 1", "?limit=200, 200", "?limit=201, 200", "?limit=999999999999999999, 200"})
    void capsTheLimit(String query, int expected) {
        assertThat(numbers(page("/v1/samples" + query))).hasSize(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "ten", "", "1.0", "9999999999999999999", " 1"})
    void refusesOtherLimits(String limit) {
        assertThat(refusal("/v1/samples?limit={limit}", limit)).containsExactly("out_of_range limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-11-23", "2026-13-23T00:00:00Z", "+1000000000-01-01T00:00:00Z", ""})
    void refusesOtherInstants(String since) {
        assertThat(refusal("/v1/samples?updated_since={since}", since)).containsExactly("wrong_form updated_since");
    }

    @Test
    void readsTheInstant() {
        Map<?, ?> body = page("/v1/samples?updated_since=2026-11-23T10:00:00%2B01:00&limit=1")
                .getResponseBody();

        assertThat(String.valueOf(body)).contains("2026-11-23T09:00:00Z");
    }

    @Test
    void refusesAChangedCursor() {
        String good = cursor("/v1/samples?limit=10");

        for (int i = 0; i < good.length() - 1; i++) {
            char other = good.charAt(i) == 'A' ? 'B' : 'A';
            assertCursorRefused("/v1/samples?cursor=" + good.substring(0, i) + other + good.substring(i + 1), "demo");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "' or 1=1 --", "%00", "é"})
    void refusesWhatIsNoCursor(String cursor) {
        client.get()
                .uri("/v1/samples?cursor={cursor}", cursor)
                .headers(headers -> headers.setBearerAuth(SampleIssuer.token("requests:read")))
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void refusesTheCursorOfAnotherTenantOrList() {
        String good = cursor("/v1/samples?limit=10&state=a");

        assertThat(numbers(page("/v1/samples?state=a&limit=3&cursor=" + good))).containsExactly(10, 11, 12);
        assertCursorRefused("/v1/samples?state=a&cursor=" + good, "other");
        assertCursorRefused("/v1/samples?state=b&cursor=" + good, "demo");
        assertCursorRefused("/v1/samples?cursor=" + good, "demo");
    }

    @Test
    void refusesUnknownParameters() {
        assertThat(refusal("/v1/samples?sort=name&Limit=3&limit=3"))
                .containsExactlyInAnyOrder("unknown_parameter sort", "unknown_parameter Limit");
        assertThat(refusal("/v1/samples/1?x=1")).containsExactly("unknown_parameter x");
        assertThat(refusal("/v1/samples?%3Cscript%3E=1&255081416802538=1"))
                .containsExactly("unknown_parameter null", "unknown_parameter null");
    }

    @Test
    void refusesAParameterGivenTwice() {
        assertThat(refusal("/v1/samples?limit=1&limit=2")).containsExactly("repeated limit");
    }

    @Test
    void refusesAnEmptyValue() {
        assertThat(refusal("/v1/samples?state=")).containsExactly("wrong_form state");
        assertThat(refusal("/v1/samples?state")).containsExactly("wrong_form state");
    }

    @Test
    void refusesTextsThatNoTextMayHold() {
        assertThat(refusal("/v1/samples?state={state}", "a\0b")).containsExactly("nul_character state");
        assertThat(refusal("/v1/samples/{sample}", "2 55 08 14 168 025 38"))
                .containsExactly("social_security_number_refused sample");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/samples/a%00b",
                "/v1/samples/a%0Ab",
                "/v1/samples/%ff",
                "/v1/samples?state=%ED%A0%80",
                "/v1/samples/../x",
                "/v1/samples?a%00=1"
            })
    void refusesControlCharactersInAddresses(String uri) {
        authorised()
                .get()
                .uri(URI.create("http://127.0.0.1:" + port + uri))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RH/2026/1", "a//b", "a;b=c", "50%", "a.b", "a\\b", "é ü", "a?b#c", "%2F", "a+b"})
    void takesAnyReferenceInThePath(String reference) {
        authorised()
                .get()
                .uri("/v1/samples/{sample}", reference)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.client_reference")
                .isEqualTo(reference);
    }

    private void assertCursorRefused(String uri, String client) {
        this.client
                .get()
                .uri(uri)
                .headers(headers -> headers.setBearerAuth(SampleIssuer.tokenOf(client, "requests:read")))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("invalid_cursor");
    }

    private EntityExchangeResult<Map<?, ?>> page(String uri) {
        return authorised()
                .get()
                .uri(URI.create("http://127.0.0.1:" + port + uri))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(new ParameterizedTypeReference<Map<?, ?>>() {})
                .returnResult();
    }

    private String cursor(String uri) {
        Map<?, ?> body = page(uri).getResponseBody();
        return String.valueOf(body == null ? null : body.get("next_cursor"));
    }

    private static @Nullable String link(EntityExchangeResult<Map<?, ?>> page) {
        String link = page.getResponseHeaders().getFirst(HttpHeaders.LINK);
        return link == null ? null : link.substring(1, link.indexOf(">; rel=\"next\""));
    }

    private List<String> refusal(String uri, Object... variables) {
        List<String> errors = new ArrayList<>();
        authorised()
                .get()
                .uri(uri, variables)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("invalid_parameter")
                .jsonPath("$.errors")
                .value(List.class, found -> found.forEach(error -> errors.add(text((Map<?, ?>) error))));
        return errors;
    }

    private static String text(Map<?, ?> error) {
        return error.get("code") + " " + error.get("parameter");
    }

    private static List<Integer> numbers(EntityExchangeResult<Map<?, ?>> page) {
        return JsonPath.read(Objects.requireNonNull(page.getResponseBody()), "$.items[*].number");
    }
}
