package fr.passerelle.api.production;

import java.io.IOException;
import java.net.ConnectException;
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
import java.util.Base64;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks of a service what its callers ask most, so that the cache knows the methods that matter. Any answer but a success ends
 * the build: a cache of refusals would be worth little.
 */
final class TrainingClient {
    private static final int EMPLOYERS = 20;
    private static final int REQUESTS_EACH = 3;
    private static final int READS_EACH = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final String REQUESTS = "/v1/authorisation-requests";
    private static final Path EXAMPLES = Path.of("..", "openapi", "examples");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String service;
    private final String management;
    private final String issuer;
    private final BooleanSupplier serviceRuns;

    TrainingClient(String service, String management, String issuer, BooleanSupplier serviceRuns) {
        this.service = service;
        this.management = management;
        this.issuer = issuer;
        this.serviceRuns = serviceRuns;
    }

    void awaitReady() throws IOException, InterruptedException {
        HttpRequest readiness = HttpRequest.newBuilder(URI.create(management + "/actuator/health/readiness"))
                .build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isOk(readiness)) {
            pauseBefore(end, "the service is not ready");
        }
    }

    /** Requests of several employers, from the employer to the decision. */
    void fileRequests() throws IOException, InterruptedException {
        String token = token();
        String last = "";
        for (int employer = 0; employer < EMPLOYERS; employer++) {
            String reference = "employer-" + employer;
            putEmployer(token, reference);
            for (int request = 0; request < REQUESTS_EACH; request++) {
                last = file(token, reference, employer * REQUESTS_EACH + request);
            }
        }
        awaitGrant(token, REQUESTS + "/" + last);
        isOk(HttpRequest.newBuilder(URI.create(management + "/actuator/prometheus"))
                .build());
    }

    private String token() throws IOException, InterruptedException {
        String credentials = Base64.getEncoder().encodeToString("demo:demo-secret".getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer + "/oauth2/token"))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        return member(succeeded(request), "access_token");
    }

    private void putEmployer(String token, String reference) throws IOException, InterruptedException {
        String path = "/v1/employers/" + reference;
        send(token, "PUT", path, example("employer"));
        String mandate = member(send(token, "POST", path + "/mandates", example("mandate")), "id");
        sendPdf(token, path + "/mandates/" + mandate + "/document");
        send(
                token,
                "PUT",
                path + "/platform-account",
                "{\"login\": \"%s@example.org\", \"password\": \"secret\"}".formatted(reference));
    }

    private String file(String token, String employer, int number) throws IOException, InterruptedException {
        String worker = "w-" + number;
        send(
                token,
                "PUT",
                "/v1/employers/" + employer + "/workers/" + worker,
                example("worker").replace("NDIAYE", "NDIAYE" + letters(number)));
        String draft = example("request")
                .replace("R-2027-001", "R-" + number)
                .replace("\"boulangerie\"", "\"" + employer + "\"")
                .replace("\"w-1\"", "\"" + worker + "\"");
        String id = member(send(token, "POST", REQUESTS, draft), "id");
        String path = REQUESTS + "/" + id;
        sendPdf(token, path + "/documents/id_passport_pages");
        send(token, "POST", path + "/submission", "{}");
        for (int read = 0; read < READS_EACH; read++) {
            get(token, path);
            get(token, REQUESTS + "?limit=20");
            get(token, "/v1/events?after=0&limit=20");
        }
        return id;
    }

    private void awaitGrant(String token, String path) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!member(get(token, path), "state").equals("granted")) {
            pauseBefore(end, "what was filed is not granted");
        }
        get(token, path + "/receipt");
        get(token, "/v1/work-authorisations");
    }

    private void pauseBefore(long end, String otherwise) throws InterruptedException {
        if (!serviceRuns.getAsBoolean() || System.nanoTime() > end) {
            throw new IllegalStateException(otherwise);
        }
        Thread.sleep(PAUSE);
    }

    private String get(String token, String path) throws IOException, InterruptedException {
        return succeeded(to(token, path).GET().build());
    }

    private String send(String token, String method, String path, String json)
            throws IOException, InterruptedException {
        return succeeded(to(token, path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .method(method, BodyPublishers.ofString(json))
                .build());
    }

    private void sendPdf(String token, String path) throws IOException, InterruptedException {
        succeeded(to(token, path)
                .header("Content-Type", "application/pdf")
                .PUT(BodyPublishers.ofFile(EXAMPLES.resolve("document.pdf")))
                .build());
    }

    private HttpRequest.Builder to(String token, String path) {
        return HttpRequest.newBuilder(URI.create(service + path)).header("Authorization", "Bearer " + token);
    }

    private String succeeded(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(
                    "%s %s: %d %s".formatted(request.method(), request.uri(), answer.statusCode(), answer.body()));
        }
        return answer.body();
    }

    private boolean isOk(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (ConnectException e) {
            return false;
        }
    }

    private static String member(String json, String name) {
        return JSON.readTree(json).path(name).asString();
    }

    private static String example(String name) throws IOException {
        return Files.readString(EXAMPLES.resolve(name + ".json"));
    }

    /** A number in letters, for names of people hold no digits. */
    private static String letters(int number) {
        return Integer.toString(number + 100)
                .chars()
                .mapToObj(digit -> Character.toString(digit - '0' + 'A'))
                .collect(Collectors.joining());
    }
}
