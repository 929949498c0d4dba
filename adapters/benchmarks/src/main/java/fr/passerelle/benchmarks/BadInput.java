package fr.passerelle.benchmarks;

import static java.util.Map.entry;

import fr.passerelle.badinput.BadCall;
import fr.passerelle.badinput.BadCalls;
import fr.passerelle.badinput.StoredRows;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is wrong with a call, the answer is one problem document of a client's fault, and nothing is stored. */
final class BadInput implements Proof {
    private static final String REQUESTS = "/v1/authorisation-requests";
    private static final Path CONTRACT = Path.of("openapi/openapi.yaml");
    private static final Path PDF = Path.of("openapi/examples/document.pdf");
    private static final String PROBLEM = "application/problem+json";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public String name() {
        return "bad-input";
    }

    @Override
    public String claim() {
        return "every bad call of every operation gets one problem document and stores nothing";
    }

    /** What a call met, beside the call. */
    private record Met(BadCall call, int status, String type, String text) {
        boolean isProblem() {
            return type.equals(PROBLEM) && problem().path("status").asInt(0) == status;
        }

        /** One document and nothing behind it. */
        private JsonNode problem() {
            try {
                return JsonMapper.shared().readTree(text);
            } catch (JacksonException e) {
                return JsonMapper.shared().missingNode();
            }
        }

        boolean isHtml() {
            return type.contains("html") || text.startsWith("<");
        }

        boolean isExpected() {
            Set<String> named = problem()
                    .path("errors")
                    .valueStream()
                    .map(error -> error.path("pointer").asString("none"))
                    .collect(Collectors.toSet());
            return call.statuses().contains(status) && named.containsAll(call.pointers());
        }
    }

    /** A receiver on this machine may be posted to. */
    @Override
    public Layout layout() {
        return Layout.SINGLE.with(WebhookStand.SETTINGS);
    }

    @Override
    public void run(Stand stand, Figures figures, boolean isFull) throws Exception {
        Map<String, String> ids = new HashMap<>(settled(stand));
        try (Sink sink = Sink.start()) {
            ids.putAll(WebhookStand.quietEndpoint(stand.client(), sink));
        }
        List<BadCall> calls = BadCalls.of(contract(), ids, Files.readAllBytes(PDF));
        Set<String> before = StoredRows.signs(stand.database()::query);
        List<Met> met = calls.stream().map(call -> met(stand, call)).toList();
        Set<String> after = StoredRows.signs(stand.database()::query);
        figures.show(
                "operations", calls.stream().map(BadCall::operation).distinct().count());
        figures.show("calls", calls.size());
        figures.expect(
                "problems_4xx",
                met.stream()
                        .filter(one -> one.isProblem() && one.status() >= 400 && one.status() < 500)
                        .count(),
                calls.size());
        figures.expect(
                "server_errors", met.stream().filter(one -> one.status() >= 500).count(), 0);
        figures.expect("html", met.stream().filter(Met::isHtml).count(), 0);
        figures.expect(
                "non_problem_answers",
                met.stream().filter(one -> !one.isProblem()).count(),
                0);
        figures.expect(
                "faults_not_named",
                met.stream().filter(one -> !one.isExpected()).count(),
                0);
        Set<String> changed = StoredRows.changed(before, after);
        figures.expect("stored_rows_changed", changed.size(), 0);
        figures.require("changed: " + changed, changed.isEmpty());
        met.stream()
                .filter(one -> !one.isExpected() || !one.isProblem())
                .forEach(one -> figures.require(one.call() + ": " + one.status() + " " + one.text(), false));
    }

    private static JsonNode contract() throws IOException {
        try (Reader reader = Files.newBufferedReader(CONTRACT)) {
            return JsonMapper.shared().valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(reader));
        }
    }

    /** One thing of each kind, so that each call finds what it goes to. */
    private static Map<String, String> settled(Stand stand) throws InterruptedException {
        Client client = stand.client();
        People.settleEmployer(client, 1);
        String draft = drafted(client, 1, "Boulangère");
        String asked = submitted(client, 2, "Boulangère [scenario:complements-once]");
        String granted = submitted(client, 3, "Boulangère [scenario:granted]");
        reach(client, asked, "filed");
        reach(client, granted, "filed");
        stand.platform().post("/simulateur/horloge", "{\"avancer\": \"P12D\"}").ok();
        reach(client, asked, "information_requested");
        reach(client, granted, "granted");
        String permit = People.settlePermit(client, 1, 1);
        return Map.ofEntries(
                entry("employer", People.employer(1)),
                entry("permit", permit),
                entry("permit_id", permit),
                entry("place", "0"),
                entry("alert_id", first(client, "/v1/alerts")),
                entry("worker", People.worker(1)),
                entry("mandate_id", first(client, "/v1/employers/" + People.employer(1) + "/mandates")),
                entry("request_id", draft),
                entry("answerComplement.request_id", asked),
                entry("putComplementDocument.request_id", asked),
                entry("authorisation_id", first(client, "/v1/work-authorisations")),
                entry("task_id", first(client, "/v1/tasks")),
                entry("document_type", "id_passport_pages"),
                entry("number", "1"),
                entry("code", "stale"),
                entry("table", "countries"));
    }

    private static String drafted(Client client, int worker, String title) {
        People.settleWorker(client, 1, worker);
        String request = client.post(REQUESTS, People.request(1, worker, "BI-" + worker, title))
                .ok()
                .text("id");
        client.putPdf(REQUESTS + "/" + request + "/documents/id_passport_pages").ok();
        return request;
    }

    private static String submitted(Client client, int worker, String title) {
        String request = drafted(client, worker, title);
        client.post(REQUESTS + "/" + request + "/submission", "{}").ok();
        return request;
    }

    private static void reach(Client client, String request, String state) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String path = REQUESTS + "/" + request;
        while (!client.get(path).ok().text("state").equals(state)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        path + " is not " + state + ": " + client.get(path).body());
            }
            Thread.sleep(200);
        }
    }

    private static String first(Client client, String list) {
        return client.get(list).ok().body().path("items").path(0).path("id").asString();
    }

    private Met met(Stand stand, BadCall call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(stand.url() + call.path()))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + stand.token())
                .method(
                        call.method(),
                        call.body().length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach(request::header);
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
            String type = answer.headers().firstValue("Content-Type").orElse("none");
            return new Met(call, answer.statusCode(), type, new String(answer.body(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new Met(call, 0, "none", "no answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
