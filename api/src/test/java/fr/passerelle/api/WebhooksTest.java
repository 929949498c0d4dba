package fr.passerelle.api;

import static fr.passerelle.api.Inbox.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** From what happens to the address that a client gave. */
class WebhooksTest {
    private static final String ENDPOINTS = "/v1/webhook-endpoints";
    private static final byte[] NOTHING = new byte[0];

    private final Api api = ApiUnderTest.demo();
    private final Inbox inbox = new Inbox();
    private String endpoint = "";

    @AfterEach
    void deleteTheEndpoint() {
        if (!endpoint.isEmpty() && api.get(endpoint).status() == 200) {
            api.call("DELETE", endpoint, Map.of(), NOTHING).expect(204);
        }
        inbox.close();
    }

    @Test
    void verifiesAnEndpointAndPushesWhatHappensToIt() throws GeneralSecurityException {
        verified("");
        String employer = happens();

        Inbox.Received pushed = inbox.await(about(employer));

        assertThat(inbox.all().getFirst().type()).isEqualTo("webhook_endpoint.verification");
        assertThat(pushed.id()).isEqualTo(pushed.json().path("id").asString());
        assertThat(pushed.signature()).isEqualTo("v1," + signed(pushed, secret()));
        assertThat(pulled(pushed)).isEqualTo(pushed.json());
        assertThat(delivered(pushed.id()).path("last_outcome").asString()).isEqualTo("204");
    }

    @Test
    void createsOnce() {
        Map<String, String> key = Map.of(
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                UUID.randomUUID().toString());
        byte[] body = bytes("{\"url\": \"" + inbox.url() + "\"}");

        Answer first = api.call("POST", ENDPOINTS, key, body).expect(201);
        Answer second = api.call("POST", ENDPOINTS, key, body).expect(201);
        endpoint = first.header("Location");

        assertThat(second.header("Location")).isEqualTo(endpoint);
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        api.call("POST", ENDPOINTS, key, bytes("{\"url\": \"" + inbox.url() + "x\"}"))
                .expect(422);
    }

    @Test
    void isListedAndChanged() {
        verified(", \"description\": \"Paie\"");
        assertThat(api.get(ENDPOINTS + "?limit=200").expect(200).text())
                .contains(endpoint.substring(endpoint.length() - 26));
        String tag = tag();

        put("{\"url\": \"" + inbox.url() + "\", \"event_types\": [\"task.opened\"]}", tag)
                .expect(200);
        put("{\"url\": \"" + inbox.url() + "\"}", tag).expect(412);
        api.put(endpoint, "{\"url\": \"" + inbox.url() + "\"}").expect(428);

        assertThat(api.get(endpoint)
                        .expect(200)
                        .json()
                        .path("event_types")
                        .get(0)
                        .asString())
                .isEqualTo("task.opened");
        assertThat(state()).isEqualTo("enabled");

        put("{\"url\": \"" + inbox.url() + "/elsewhere\"}", tag()).expect(200);
        awaitState("enabled");
        assertThat(inbox.all().stream().filter(message -> message.type().endsWith(".verification")))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "not an url, invalid_url",
        "ftp://127.0.0.1/in, url_not_https",
        "https://user:word@hooks.example.com/, url_with_user_info",
        "https://hooks.example.com/#top, url_with_fragment",
        "https://10.0.0.1/, url_not_public"
    })
    void refusesAnAddressThatIsNoneToPostTo(String url, String code) {
        Answer answer = api.post(ENDPOINTS, "{\"url\": \"" + url + "\"}").expect(422);

        assertThat(answer.json().path("errors").get(0).path("code").asString()).isEqualTo(code);
        assertThat(answer.json().path("errors").get(0).path("pointer").asString())
                .isEqualTo("/url");
    }

    @Test
    void saysAllThatIsWrongWithAnEndpoint() {
        Answer answer = api.post(
                        ENDPOINTS,
                        "{\"event_types\": [\"request.filed\", \"nothing.happened\", \"webhook_endpoint.test\"],"
                                + "\"employers\": [\"boulangerie\"]}")
                .expect(422);

        assertThat(answer.json()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("pointer").asString()))
                .containsExactlyInAnyOrder("/url", "/event_types/1", "/event_types/2", "/employers/0");
    }

    @Test
    void signsUnderBothSecretsWhileTheyAreReplaced() throws GeneralSecurityException {
        verified(", \"sign_with_key_pair\": true");
        String before = secret();
        String tag = tag();

        Answer rotated = rotate("{\"overlap_seconds\": 3600}", tag).expect(200);
        rotate("{}", tag).expect(412);
        api.post(endpoint + "/secret-rotation", "{}").expect(428);
        rotate("{\"overlap_seconds\": -1}", tag()).expect(422);
        String after = rotated.member("secret");
        Inbox.Received pushed = inbox.await(about(happens()));

        assertThat(after).isNotEqualTo(before).isEqualTo(secret());
        assertThat(pushed.signature().split(" "))
                .contains("v1," + signed(pushed, before), "v1," + signed(pushed, after))
                .hasSize(4)
                .filteredOn(signature -> signature.startsWith("v1a,"))
                .hasSize(2);
        assertThat(api.get(endpoint + "/keys").expect(200).json().path("keys")).hasSize(2);

        for (int i = 0; i < 3; i++) {
            rotate("{}", tag()).expect(200);
        }
        rotate("{}", tag()).expect(409);
    }

    @Test
    void sendsATestMessageAndSendsItAgain() {
        verified("");

        String test = api.call("POST", endpoint + "/test-event", Map.of(), NOTHING)
                .expect(202)
                .member("event_id");
        inbox.await(message -> message.id().equals(test));
        delivered(test);
        api.call("POST", endpoint + "/deliveries/" + test + "/resend", Map.of(), NOTHING)
                .expect(202);

        inbox.await(_ -> inbox.all().stream()
                        .filter(message -> message.id().equals(test))
                        .count()
                == 2);
        assertThat(api.get(endpoint + "/deliveries?type=webhook_endpoint.test&since=" + Instant.EPOCH.plusSeconds(1))
                        .expect(200)
                        .json()
                        .path("items"))
                .hasSize(1);
        api.get(endpoint + "/deliveries?state=lost").expect(400);
        api.get(endpoint + "/deliveries?since=yesterday").expect(400);
    }

    @Test
    void triesAgainWhatFailed() {
        verified("");
        inbox.answers(503);
        Inbox.Received failed = inbox.await(about(happens()));
        awaitHealth("in_trouble");
        inbox.answers(204);

        api.system().simulator().clock().advance(Duration.ofSeconds(10));

        assertThat(delivered(failed.id()).path("attempts").asInt()).isEqualTo(2);
        awaitHealth("healthy");
    }

    @Test
    void disablesWhatIsGoneAndCatchesUpWhenEnabled() {
        verified("");
        inbox.answers(410);
        inbox.await(about(happens()));
        awaitState("disabled");
        assertThat(api.get(endpoint).expect(200).member("disabled_reason")).isEqualTo("gone");
        String missed = happens();

        for (String action : new String[] {"/test-event", "/verification"}) {
            api.call("POST", endpoint + action, Map.of(), NOTHING).expect(409);
        }
        api.call("POST", endpoint + "/deliveries/evt_01m83r3ff8e009w9r6qm6ehz69/resend", Map.of(), NOTHING)
                .expect(409);
        recover("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z").expect(409);
        inbox.answers(204);
        api.post(endpoint + "/enablement", "{\"from\": \"where_it_stopped\"}").expect(200);

        inbox.await(about(missed));
        assertThat(api.get("/v1/events?limit=200&types=webhook_endpoint.disabled")
                        .expect(200)
                        .text())
                .contains("gone");
    }

    @Test
    void isStoppedAndResumedByItsClient() {
        verified("");
        api.call("POST", endpoint + "/verification", Map.of(), NOTHING).expect(202);

        assertThat(api.call("POST", endpoint + "/disablement", Map.of(), NOTHING)
                        .expect(200)
                        .member("disabled_reason"))
                .isEqualTo("requested");
        String missed = happens();
        api.post(endpoint + "/enablement", "{\"from\": \"sometimes\"}").expect(422);
        api.post(endpoint + "/enablement", "{\"from\": \"now\"}").expect(200);
        inbox.await(about(happens()));

        assertThat(inbox.all()).noneMatch(about(missed));
        Instant now = api.system().simulator().clock().instant();
        assertThat(recover(
                                now.minusSeconds(3600).toString(),
                                now.plusSeconds(60).toString())
                        .expect(202)
                        .json()
                        .path("messages")
                        .asLong())
                .isPositive();
        inbox.await(about(missed));
        recover("2026-01-01T00:00:00Z", "2026-06-01T00:00:00Z").expect(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/secret", "/keys", "/deliveries"})
    void isFoundByItsClientAlone(String below) {
        created("");

        Api.of("other").get(endpoint + below).expect(404);
        api.get(endpoint + below).expect(200);
    }

    @Test
    void isOneOfTwentyAtMost() {
        Api crowd = Api.of("other");
        int there = crowd.get(ENDPOINTS + "?limit=200")
                .expect(200)
                .json()
                .path("items")
                .size();
        for (int i = there; i < 20; i++) {
            crowd.post(ENDPOINTS, "{\"url\": \"" + inbox.url() + "\"}").expect(201);
        }

        Answer refused =
                crowd.post(ENDPOINTS, "{\"url\": \"" + inbox.url() + "\"}").expect(409);

        assertThat(refused.text()).contains("too_many_endpoints");
        crowd.get(ENDPOINTS + "?limit=200")
                .json()
                .path("items")
                .forEach(item -> crowd.call(
                                "DELETE", ENDPOINTS + "/" + item.path("id").asString(), Map.of(), NOTHING)
                        .expect(204));
    }

    private void created(String more) {
        endpoint = api.post(ENDPOINTS, "{\"url\": \"" + inbox.url() + "\"" + more + "}")
                .expect(201)
                .header("Location");
    }

    private void verified(String more) {
        created(more);
        awaitState("enabled");
    }

    private String state() {
        return api.get(endpoint).expect(200).member("state");
    }

    private void awaitState(String state) {
        soon(() -> state().equals(state));
    }

    private void awaitHealth(String condition) {
        soon(() -> api.get(endpoint)
                .expect(200)
                .json()
                .path("health")
                .path("condition")
                .asString()
                .equals(condition));
    }

    /** Something that happens: the reference of an employer that was created. */
    private String happens() {
        String reference = "hook-" + UUID.randomUUID();
        return api.put("/v1/employers/" + reference, Journey.example("employer"))
                .expect(201)
                .member("id");
    }

    private static Predicate<Inbox.Received> about(String employer) {
        return message -> message.json().path("subject").path("id").asString().equals(employer);
    }

    private JsonNode pulled(Inbox.Received pushed) {
        long position = pushed.json().path("position").asLong();
        return api.get("/v1/events?limit=1&after=" + (position - 1))
                .expect(200)
                .json()
                .path("items")
                .get(0);
    }

    private JsonNode delivered(String event) {
        soon(() -> delivery(event).path("state").asString().equals("delivered"));
        return delivery(event);
    }

    private JsonNode delivery(String event) {
        return api.get(endpoint + "/deliveries?limit=200")
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("event_id").asString().equals(event))
                .findFirst()
                .orElseGet(() -> tools.jackson.databind.node.JsonNodeFactory.instance.objectNode());
    }

    private String secret() {
        return api.get(endpoint + "/secret").expect(200).member("secret");
    }

    private String tag() {
        return api.get(endpoint).expect(200).header("ETag");
    }

    private Answer put(String json, String tag) {
        return api.call("PUT", endpoint, Map.of("Content-Type", "application/json", "If-Match", tag), bytes(json));
    }

    private Answer rotate(String json, String tag) {
        return api.call(
                "POST",
                endpoint + "/secret-rotation",
                Map.of("Content-Type", "application/json", "If-Match", tag),
                bytes(json));
    }

    private Answer recover(String since, String until) {
        return api.post(
                endpoint + "/recovery",
                "{\"since\": \"%s\", \"until\": \"%s\", \"only\": \"all\"}".formatted(since, until));
    }

    private static String signed(Inbox.Received message, String secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        String text = message.id() + "." + message.timestamp() + "." + message.body();
        return Base64.getEncoder().encodeToString(mac.doFinal(bytes(text)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
