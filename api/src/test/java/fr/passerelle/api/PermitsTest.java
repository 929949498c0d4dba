package fr.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Permits from the outside: what a nightly copy, a person of HR and the run of the pay do with them. */
class PermitsTest {
    private static final byte[] NOTHING = new byte[0];

    private final Api api = ApiUnderTest.demo();
    private final Api thin = Api.withScopes("demo", "permits:read permits:write");
    private final String employer = "permits-" + UUID.randomUUID();
    private final LocalDate today = LocalDate.ofInstant(
            Instant.parse(api.get("/v1/permits/summary").expect(200).member("as_of")), ZoneId.of("Europe/Paris"));

    @BeforeEach
    void begin() {
        api.put("/v1/employers/" + employer, Journey.example("employer")).expect(201);
    }

    private String at(String reference) {
        return "/v1/employers/" + employer + "/permits/" + reference;
    }

    private static String permit(String worker, LocalDate until) {
        return """
            {"worker": "%s", "nationality": "MA",
             "title": {"code": "VPF_SOINS", "number": "9912345678", "valid_from": "%s", "valid_to": "%s"},
             "employment": {"type": "permanent", "start": "2024-01-08", "department": "75", "matches_title": true}}\
            """.formatted(worker, until.minusYears(1).plusDays(1), until);
    }

    private JsonNode put(String reference, LocalDate until) {
        return api.put(at(reference), permit("w-" + reference, until))
                .expect(201)
                .json();
    }

    @Test
    void keepsWhatTheClientSaysAndWhatFollows() {
        JsonNode made = put("p-1", today.plusDays(20));
        String path = "/v1/permits/" + made.path("id").asString();

        assertThat(made.at("/work_right/may_work").asString()).isEqualTo("yes");
        assertThat(made.at("/work_right/until").asString())
                .isEqualTo(today.plusDays(20).toString());
        assertThat(made.path("alerts")).isNotEmpty();
        assertThat(made.at("/title/number").asString()).isEqualTo("9912345678");
        assertThat(api.get(path).expect(200).json()).isEqualTo(made);
        assertThat(api.get(at("p-1")).expect(200).json()).isEqualTo(made);
        assertThat(thin.get(path).expect(200).text()).doesNotContain("9912345678");
        api.get("/v1/permits/prm_01m7w3f9h8e00bxb6ssakrqtvy").expect(404);
        Api.of("other").get(path).expect(404);
    }

    @Test
    void makesNothingOfTheSameAgainAndRefusesAnOldVersion() {
        put("p-1", today.plusDays(200));

        Answer again = api.put(at("p-1"), permit("w-p-1", today.plusDays(200))).expect(200);
        Answer changed = api.put(at("p-1"), permit("w-2", today.plusDays(200))).expect(200);

        assertThat(again.header("ETag")).isEqualTo("\"1\"");
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        api.call(
                        "PUT",
                        at("p-1"),
                        Map.of("Content-Type", "application/json", "If-Match", "\"1\""),
                        permit("w-3", today).getBytes(StandardCharsets.UTF_8))
                .expect(412);
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        JsonNode problem = api.put(at("p-1"), """
            {"nationality": "XX", "title": {"valid_from": "2027-01-02", "valid_to": "2027-01-01", "department": "99"},
             "papers": [{}]}\
            """).expect(422).json();

        assertThat(problem.path("errors")
                        .valueStream()
                        .map(error -> error.path("pointer").asString()))
                .contains("/worker", "/nationality", "/title/valid_to", "/title/department", "/papers/0/kind");
        api.put(at("p-1"), "{\"worker\": \"w\", \"title\": {\"code\": \"UNHEARD_OF\"}}")
                .expect(422);
        api.put(at("p-1"), "{\"worker\": \"w\", \"unheard_of\": 1}").expect(422);
        api.put("/v1/employers/" + employer + "/permits/p-1?alerts=often", permit("w", today))
                .expect(400);
    }

    @Test
    void keepsWhatWasAddedWhateverIsSentAfterwards() {
        String id = put("p-1", today.minusDays(10)).path("id").asString();
        String papers = "/v1/permits/" + id + "/papers";
        String paper = """
            {"paper": {"kind": "renewal_receipt", "number": "R-1", "valid_from": "%s", "valid_to": "%s", "work_mention": true},
             "by": "rh-7"}\
            """.formatted(today.minusDays(5), today.plusDays(80));

        JsonNode added = api.post(papers, paper).expect(200).json();
        api.post(papers, paper).expect(200);
        JsonNode after = api.put(at("p-1"), permit("w-9", today.minusDays(10)))
                .expect(200)
                .json();

        assertThat(added.at("/work_right/may_work").asString()).isEqualTo("yes");
        assertThat(after.at("/added/papers")).hasSize(1);
        assertThat(after.at("/work_right/may_work").asString()).isEqualTo("yes");
        call("DELETE", papers + "/0", "").expect(428);
        call("DELETE", papers + "/1", "\"3\"").expect(404);
        call("POST", papers, "\"1\"", paper).expect(412);
        call("DELETE", papers + "/0", "\"1\"").expect(412);
        JsonNode without = call("DELETE", papers + "/0", "\"3\"").expect(200).json();
        assertThat(without.at("/work_right/may_work").asString()).isEqualTo("no");
    }

    @Test
    void notesARenewalAndTakesItBack() {
        String id = put("p-1", today.plusDays(50)).path("id").asString();
        String renewal = "/v1/permits/" + id + "/renewal";

        call("PUT", renewal, "\"7\"", "{\"by\": \"rh-7\"}").expect(412);
        JsonNode noted = api.put(renewal, "{\"filed_on\": \"" + today + "\", \"by\": \"rh-7\"}")
                .expect(200)
                .json();
        JsonNode taken = api.put(renewal, "{\"by\": \"rh-7\"}").expect(200).json();

        assertThat(noted.at("/added/renewal/filed_on").asString()).isEqualTo(today.toString());
        assertThat(taken.at("/added/renewal").isMissingNode()).isTrue();
    }

    @Test
    void listsByWhatIsAskedFor() {
        put("p-1", today.plusDays(20));
        put("p-2", today.plusDays(300));
        put("p-3", today.minusDays(3));

        assertThat(references("")).containsExactly("p-1", "p-2", "p-3");
        assertThat(references("&expiring_within=60")).containsExactly("p-1", "p-3");
        assertThat(references("&work_right=no")).containsExactly("p-3");
        assertThat(references("&worker=w-p-2")).containsExactly("p-2");
        assertThat(references("&deadline_before=" + today.plusDays(30)))
                .contains("p-1")
                .doesNotContain("p-2");
        JsonNode page =
                api.get("/v1/permits?limit=2&employer=" + employer).expect(200).json();
        assertThat(page.path("items")).hasSize(2);
        assertThat(references("&limit=2&cursor=" + page.path("next_cursor").asString()))
                .containsExactly("p-3");
    }

    private List<String> references(String query) {
        return api.get("/v1/permits?employer=" + employer + query)
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .map(permit -> permit.path("reference").asString())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"work_right=perhaps", "expiring_within=-1", "expiring_within=x", "deadline_before=x"})
    void refusesAFilterThatIsNone(String query) {
        api.get("/v1/permits?" + query).expect(400);
    }

    @Test
    void keepsATombstone() {
        put("p-1", today.plusDays(20));

        call("DELETE", at("p-1"), "\"7\"").expect(412);
        call("DELETE", at("p-1"), "").expect(204);
        call("DELETE", at("p-1"), "").expect(204);

        JsonNode tombstone = api.get(at("p-1")).expect(200).json();
        assertThat(tombstone.has("deleted_at")).isTrue();
        assertThat(tombstone.path("alerts")).isEmpty();
        assertThat(references("")).isEmpty();
        assertThat(references("&updated_since=2020-01-01T00:00:00Z")).containsExactly("p-1");
    }

    @Test
    void answersForADayAndForesees() {
        String id = put("p-1", today.plusDays(20)).path("id").asString();

        JsonNode now = api.get("/v1/permits/" + id + "/work-right").expect(200).json();
        JsonNode later = api.get("/v1/permits/" + id + "/work-right?at=" + today.plusDays(21))
                .expect(200)
                .json();

        assertThat(now.at("/right/may_work").asString()).isEqualTo("yes");
        assertThat(now.at("/right/basis")).isNotEmpty();
        assertThat(now.path("forecast")).hasSize(2);
        assertThat(later.at("/right/may_work").asString()).isEqualTo("no");
        api.get("/v1/permits/" + id + "/work-right?at=x").expect(400);
    }

    @Test
    void gatesTheRunOfThePay() {
        put("p-1", today.plusDays(200));
        put("p-2", today.plusDays(5));

        List<JsonNode> all = period("");
        List<JsonNode> notYes = period(", \"only\": \"not_yes\"");
        List<JsonNode> named = period(", \"workers\": [\"w-p-1\", \"nobody\"]");

        assertThat(all).extracting(line -> line.path("worker").asString()).containsExactly("w-p-1", "w-p-2");
        assertThat(all).extracting(line -> line.path("may_work").asBoolean()).containsExactly(true, false);
        assertThat(all.getLast().at("/spells/1/right/may_work").asString()).isEqualTo("no");
        assertThat(notYes).extracting(line -> line.path("worker").asString()).containsExactly("w-p-2");
        assertThat(named)
                .extracting(line -> line.at("/spells/0/right/may_work").asString())
                .containsExactly("yes", "unknown");
    }

    private List<JsonNode> period(String more) {
        String question = "{\"employer\": \"%s\", \"from\": \"%s\", \"to\": \"%s\"%s}"
                .formatted(employer, today, today.plusDays(30), more);
        return api.post("/v1/work-right/period", question)
                .expect(200)
                .text()
                .lines()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    @Test
    void refusesAPeriodThatIsNone() {
        api.post(
                        "/v1/work-right/period",
                        "{\"employer\": \"" + employer + "\", \"from\": \"2027-01-02\", \"to\": \"2027-01-01\"}")
                .expect(422);
        api.post(
                        "/v1/work-right/period",
                        "{\"employer\": \"unheard-of\", \"from\": \"2027-01-01\", \"to\": \"2027-01-02\"}")
                .expect(404);
    }

    @Test
    void counts() {
        put("p-1", today.plusDays(20));
        put("p-2", today.minusDays(3));

        JsonNode summary =
                api.get("/v1/permits/summary?employer=" + employer).expect(200).json();

        assertThat(summary.path("permits").asInt()).isEqualTo(2);
        assertThat(summary.path("counts")
                        .valueStream()
                        .map(count -> count.path("risk").asString()))
                .containsExactlyInAnyOrder("ends_soon", "no_right");
        api.get("/v1/permits/summary?employer=unheard-of").expect(400);
    }

    @Test
    void showsWarningsAndWhoHasSeenToThem() {
        String permit = put("p-1", today.plusDays(20)).path("id").asString();
        JsonNode alert = api.get("/v1/alerts?permit=" + permit + "&employer=" + employer)
                .expect(200)
                .json()
                .at("/items/0");
        String path = "/v1/alerts/" + alert.path("id").asString();

        assertThat(api.get(path).expect(200).json()).isEqualTo(alert);
        JsonNode seen = api.put(path + "/acknowledgement", "{\"by\": \"rh-7\", \"note\": \"Rendez-vous pris.\"}")
                .expect(200)
                .json();

        assertThat(seen.at("/acknowledgement/by").asString()).isEqualTo("rh-7");
        String kind = "&kind=" + alert.path("kind").asString();
        assertThat(api.get("/v1/alerts?permit=" + permit + kind).json().path("items"))
                .isEmpty();
        assertThat(api.get("/v1/alerts?state=all&permit=" + permit + kind)
                        .json()
                        .path("items"))
                .hasSize(1);
        Api.of("other").get(path).expect(404);
        api.get("/v1/alerts?kind=unheard_of").expect(400);
        api.get("/v1/alerts?permit=x").expect(400);
        api.put(path + "/acknowledgement", "{}").expect(422);
    }

    @Test
    void letsAnEmployerChooseWhenToBeWarned() {
        String settings = "/v1/employers/" + employer + "/alert-settings";
        assertThat(api.get(settings).expect(200).json().path("version").asInt()).isZero();

        JsonNode chosen = api.put(settings, "{\"expiring_days\": [90, 45], \"digest\": \"weekly\"}")
                .expect(200)
                .json();

        assertThat(chosen.path("expiring_days").toString()).isEqualTo("[45,90]");
        assertThat(chosen.path("gap_days").toString()).isEqualTo("[30,90]");
        assertThat(api.get(settings).expect(200).json()).isEqualTo(chosen);
        call("PUT", settings, "\"7\"", "{}").expect(412);
        api.put(settings, "{\"gap_days\": [0]}").expect(422);
    }

    private Answer call(String method, String path, String version) {
        return call(method, path, version, "");
    }

    private Answer call(String method, String path, String version, String body) {
        Map<String, String> headers = new HashMap<>();
        if (!version.isEmpty()) {
            headers.put("If-Match", version);
        }
        if (!body.isEmpty()) {
            headers.put("Content-Type", "application/json");
        }
        return api.call(method, path, headers, body.isEmpty() ? NOTHING : body.getBytes(StandardCharsets.UTF_8));
    }
}
