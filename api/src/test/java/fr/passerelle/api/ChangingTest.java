package fr.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What may be changed, when it may no longer, and what a repetition does. */
class ChangingTest {
    private static final String REASON = "{\"reason\": \"Renoncement.\"}";
    private static final int MOST_OVERTAKEN = 5;
    private static final byte[] NOTHING = new byte[0];

    private final Api api = ApiUnderTest.demo();

    @Test
    void changesWhatIsAtTheVersionThatWasRead() {
        Journey draft = Journey.prepared("granted");
        String employer = "/v1/employers/" + draft.employer();
        String worker = employer + "/workers/w-1";
        String renamed =
                Journey.example("employer").replaceFirst("\"legal_name\": \"[^\"]*\"", "\"legal_name\": \"X\"");
        String moved = Journey.example("worker").replace("NDIAYE", "SARR");

        assertThat(change("PUT", employer, "\"99\"", renamed).expect(412).member("code"))
                .isEqualTo("stale");
        change("PUT", employer, tag(employer), renamed).expect(200);
        change("PUT", worker, "\"99\"", moved).expect(412);
        change("PUT", worker, tag(worker), moved).expect(200);
    }

    @Test
    void replacesADraftAtTheVersionThatWasRead() {
        Journey draft = Journey.drafted("granted");
        String content = content(draft, "Boulangère");

        change("PUT", draft.path(""), "", content).expect(428);
        change("PUT", draft.path(""), "\"99\"", content).expect(412);
        change("PUT", draft.path(""), tag(draft.path("")), content).expect(200);
        post(draft.path("/submission"), "{}", UUID.randomUUID().toString(), "\"99\"")
                .expect(412);
    }

    @Test
    void revokesAMandateAtTheVersionThatWasRead() {
        Journey draft = Journey.drafted("granted");
        String mandate = mandate(draft);

        change("POST", mandate + "/revocation", "", "{}").expect(428);
        change("POST", mandate + "/revocation", "\"99\"", "{}").expect(412);
        assertThat(change("POST", mandate + "/revocation", tag(mandate), "{}")
                        .expect(200)
                        .member("state"))
                .isEqualTo("revoked");
        api.putPdf(mandate + "/document", Journey.pdf()).expect(409);
    }

    @Test
    void putsDocumentsUntilTheRequestIsSubmitted() {
        Journey draft = Journey.prepared("silent");
        String document = draft.path("/documents/id_passport_pages");

        api.putPdf(document, Journey.pdf()).expect(200);
        api.call("DELETE", document, Map.of(), NOTHING).expect(204);
        api.putPdf(document, Journey.pdf()).expect(201);
        draft.submitted().reaches("filed");
        api.putPdf(document, Journey.pdf()).expect(409);
        api.call("DELETE", document, Map.of(), NOTHING).expect(409);
        assertNoLongerReplaced(draft);
        api.post(draft.path("/submission"), "{}").expect(409);
    }

    @Test
    void linksAndUnlinksTheAccount() {
        String account = "/v1/employers/" + Journey.drafted("granted").employer() + "/platform-account";

        api.put(account, "{\"login\": \"other@example.org\", \"password\": \"secret\"}")
                .expect(200);
        api.call("DELETE", account, Map.of(), NOTHING).expect(204);
        api.get(account).expect(404);
    }

    @Test
    void replacesADocumentOfAComplement() {
        Journey asked = Journey.prepared("complements-once").submitted().reaches("filed");
        asked.later(Duration.ofMinutes(150)).reaches("information_requested");
        String piece = api.get(asked.path("/complements"))
                .expect(200)
                .json()
                .path("items")
                .path(0)
                .path("pieces")
                .path(0)
                .path("code")
                .asString();
        String document = asked.path("/complements/1/documents/" + piece);

        api.putPdf(document, Journey.pdf()).expect(201);
        api.putPdf(document, Journey.pdf()).expect(200);
        api.post(asked.path("/complements"), "{\"number\": 7}").expect(409);
        api.post(asked.path("/complements"), "{\"number\": 1}").expect(202);
        api.post(asked.path("/complements"), "{\"number\": 1}").expect(409);
    }

    @Test
    void withdrawsOnceBeforeAnythingWasSent() {
        Journey draft = Journey.drafted("granted");

        assertThat(api.post(draft.path("/withdrawal"), REASON).expect(200).member("state"))
                .isEqualTo("withdrawn");
        api.post(draft.path("/withdrawal"), REASON).expect(409);
    }

    @Test
    void settlesATaskOnce() {
        Journey filed = Journey.prepared("silent").submitted().reaches("filed");
        filed.withdrawn().expect(202);
        String id = api.get("/v1/tasks?request=" + filed.request())
                .expect(200)
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        String task = "/v1/tasks/" + id;
        String word = "{\"outcome\": \"%s\", \"by\": \"u-1\"}"
                .formatted(api.get(task)
                        .expect(200)
                        .json()
                        .path("allowed_outcomes")
                        .path(0)
                        .asString());
        String key = UUID.randomUUID().toString();

        api.post(task + "/resolution", "{\"outcome\": \"adopt\", \"by\": \"u-1\"}")
                .expect(422);
        post(task + "/resolution", word, key).expect(200);
        assertReplayed(post(task + "/resolution", word, key).expect(200));
        api.post(task + "/resolution", word.replace("u-1", "u-2")).expect(409);
        assertThat(api.get("/v1/tasks?request=" + filed.request()).json().path("items"))
                .isEmpty();
        assertThat(api.get("/v1/tasks?state=resolved&request=" + filed.request())
                        .json()
                        .path("items"))
                .hasSize(1);
        api.get("/v1/tasks?updated_since=2026-01-01T00:00:00Z").expect(400);
    }

    @Test
    void adoptsAFileOnce() {
        String employer = Journey.employer(api, "adopting-once");
        String deposit = Api.simulator("/simulateur/demandes", "{\"par_defaut\": true}")
                .path("numero_depot")
                .asString();
        String body = "{\"employer\": \"%s\", \"deposit_number\": \"%s\", \"type\": \"salarie\"}"
                .formatted(employer, deposit);

        String adopted =
                api.post(Journey.REQUESTS + "/adoptions", body).expect(202).member("id");

        Answer again = api.post(Journey.REQUESTS + "/adoptions", body).expect(409);
        assertThat(again.json().path("original").path("id").asString()).isEqualTo(adopted);
    }

    @Test
    void doesACallOfOneKeyOnce() {
        Journey draft = Journey.prepared("silent");
        String mandates = "/v1/employers/" + draft.employer() + "/mandates";
        String mandate = Journey.example("mandate");
        String another = mandate.replaceFirst("\"signed_by\": \"[^\"]*\"", "\"signed_by\": \"X\"");

        assertOnce(mandates, mandate, another, 201);
        assertOnce(draft.path("/submission"), "{}", "{\"acting_user\": \"u-9\"}", 202);
        draft.reaches("filed");
        assertOnce(draft.path("/withdrawal"), REASON, "{\"reason\": \"Autre.\"}", 202);
    }

    @Test
    void namesTheOriginalOfADuplicate() {
        Journey draft = Journey.drafted("granted");

        Answer duplicate =
                api.post(Journey.REQUESTS, content(draft, "Boulangère").replace("\"R-", "\"S-"));

        assertThat(duplicate.expect(409).json().path("original").path("id").asString())
                .isEqualTo(draft.request());
    }

    /** A worker that is at it makes new versions. */
    private void assertNoLongerReplaced(Journey filed) {
        String path = filed.path("");
        await().until(
                        () -> change("PUT", path, tag(path), content(filed, "Boulangère"))
                                .status(),
                        status -> status == 409);
    }

    private void assertOnce(String path, String body, String another, int status) {
        String key = UUID.randomUUID().toString();
        Answer first = post(path, body, key).expect(status);
        Answer again = post(path, body, key).expect(status);

        assertReplayed(again);
        assertThat(again.member("id")).isEqualTo(first.member("id"));
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(post(path, another, key).expect(422).member("code")).isEqualTo("idempotency_key_reused");
    }

    private static void assertReplayed(Answer answer) {
        assertThat(answer.header("Idempotency-Replayed")).isEqualTo("true");
    }

    /** The draft again, with the reference and parties that it has. */
    private String content(Journey draft, String title) {
        Answer read = draft.read();
        return Journey.example("request")
                .replace("R-2027-001", read.member("client_reference"))
                .replace("\"boulangerie\"", "\"" + draft.employer() + "\"")
                .replace("Boulangère", title);
    }

    private String mandate(Journey draft) {
        String mandates = "/v1/employers/" + draft.employer() + "/mandates";
        return mandates + "/"
                + api.get(mandates)
                        .expect(200)
                        .json()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asString();
    }

    private String tag(String path) {
        return api.get(path).expect(200).header("ETag");
    }

    private Answer change(String method, String path, String tag, String body) {
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
        if (!tag.isEmpty()) {
            headers.put("If-Match", tag);
        }
        return api.call(method, path, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Sent again when a worker was faster, as the contract asks. */
    private Answer post(String path, String body, String key) {
        Answer answer = post(path, body, key, "");
        for (int again = 0; again < MOST_OVERTAKEN && answer.status() == 412; again++) {
            answer = post(path, body, key, "");
        }
        return answer;
    }

    private Answer post(String path, String body, String key, String tag) {
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json", "Idempotency-Key", key));
        if (!tag.isEmpty()) {
            headers.put("If-Match", tag);
        }
        return api.call("POST", path, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
