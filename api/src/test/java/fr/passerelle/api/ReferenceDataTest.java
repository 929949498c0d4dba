package fr.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The tables that codes are chosen from. {@link Api} compares each answer with the contract. */
class ReferenceDataTest {
    private static final String TABLES = "/v1/reference/";
    private final Api api = ApiUnderTest.demo();

    static Stream<String> tables() {
        return ApiUnderTest.CONTRACT
                .document()
                .at("/components/schemas/ReferenceTable/enum")
                .valueStream()
                .map(JsonNode::asString);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void answersEveryTableOfTheContractWhole(String table) {
        List<JsonNode> all = all(table);

        boolean isShipped = get(TABLES + table).json().path("provided").asBoolean();
        assertThat(all.isEmpty()).isEqualTo(!isShipped);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rome", "fap", "fap-rome", "pcs-ese"})
    void saysThatATableIsLeftToTheOperator(String table) {
        assertThat(get(TABLES + table).json().path("provided").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "countries, algerie, DZ",
        "countries, ALGÉRIE, DZ",
        "countries, algeria, DZ",
        "countries, cote d, CI",
        "departments, reunion, 974",
        "request-types, asylum, demandeur_asile",
        "titles, ALGERIEN_10, ''",
        "collective-agreements, boulangerie, 0843"
    })
    void findsByCodeAndLabelWhateverCaseAndAccents(String table, String text, String code) {
        List<String> codes = codes(get(TABLES + table + "?q=" + encoded(text)));

        assertThat(codes.contains(code)).isEqualTo(!code.isEmpty());
    }

    @Test
    void answersWhatIsInForceOnADay() {
        JsonNode all =
                get(TABLES + "minimum-wages?q=SMIC_HOURLY&limit=200").json().path("items");
        JsonNode then =
                get(TABLES + "minimum-wages?q=SMIC_HOURLY&on=2024-12-01").json().path("items");

        assertThat(then.size()).isBetween(1, all.size() - 1);
        assertThat(then.valueStream()
                        .filter(entry -> entry.path("details")
                                .path("territory")
                                .asString()
                                .equals("GENERAL")))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.path("valid_from").asString()).isEqualTo("2024-11-01");
                    assertThat(entry.path("details").path("amount").asString()).isEqualTo("11.88");
                });
    }

    @Test
    void pagesByCursor() {
        List<JsonNode> all = all("countries");

        assertThat(all).hasSizeGreaterThan(240);
        assertThat(all.stream().map(entry -> entry.path("code").asString())).doesNotHaveDuplicates();
    }

    @Test
    void sendsATableOnce() {
        Answer first = get(TABLES + "countries?limit=3");
        String tag = first.header("ETag");

        Answer again = api.call("GET", TABLES + "countries?limit=3", Map.of("If-None-Match", tag), new byte[0]);
        Answer another = api.call("GET", TABLES + "titles", Map.of("If-None-Match", tag), new byte[0]);

        again.expect(304);
        assertThat(again.text()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(tag);
        assertThat(first.header("Cache-Control")).isEqualTo("max-age=3600, private");
        another.expect(200);
    }

    @Test
    void knowsNoOtherTable() {
        api.get(TABLES + "platforms").expect(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "on=2026-02-30",
                "on=yesterday",
                "q=",
                "limit=0",
                "cursor=abc",
                "updated_since=2026-01-01T00:00:00Z"
            })
    void refusesWhatItCannotRead(String query) {
        api.get(TABLES + "countries?" + query).expect(400);
    }

    @Test
    void refusesTheCursorOfAnotherTable() {
        String cursor =
                get(TABLES + "countries?limit=3").json().path("next_cursor").asString();

        api.get(TABLES + "departments?limit=3&cursor=" + cursor).expect(400);
    }

    private List<JsonNode> all(String table) {
        List<JsonNode> entries = new ArrayList<>();
        String query = "?limit=70";
        for (@Nullable String next = ""; next != null; ) {
            JsonNode page = get(TABLES + table + query + next).json();
            page.path("items").forEach(entries::add);
            next = page.has("next_cursor")
                    ? "&cursor=" + page.path("next_cursor").asString()
                    : null;
        }
        return entries;
    }

    private Answer get(String path) {
        Answer answer = api.get(path);
        answer.expect(200);
        return answer;
    }

    private static List<String> codes(Answer answer) {
        return answer.json()
                .path("items")
                .valueStream()
                .map(entry -> entry.path("code").asString())
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
