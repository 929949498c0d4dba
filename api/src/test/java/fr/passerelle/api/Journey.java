package fr.passerelle.api;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** One request of one employer, from its beginning. */
record Journey(Api api, String employer, String request) {
    static final String REQUESTS = "/v1/authorisation-requests";

    private static final Path EXAMPLES = Path.of("..", "openapi", "examples");
    private static final int MOST_OVERTAKEN = 5;
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** An employer that can file, and a draft that is ready, whose file will go through a scenario of the simulator. */
    static Journey prepared(String scenario) {
        return prepared(ApiUnderTest.demo(), scenario);
    }

    static Journey prepared(Api api, String scenario) {
        Journey journey = drafted(api, scenario);
        journey.api.putPdf(journey.path("/documents/id_passport_pages"), pdf()).expect(201);
        return journey;
    }

    static Journey drafted(String scenario) {
        return drafted(ApiUnderTest.demo(), scenario);
    }

    static Journey drafted(Api api, String scenario) {
        String number = letters(NUMBERS.incrementAndGet());
        String employer = employer(api, "boulangerie-" + number);
        api.put("/v1/employers/" + employer + "/workers/w-1", example("worker").replace("NDIAYE", "NDIAYE" + number))
                .expect(201);
        String draft = example("request")
                .replace("R-2027-001", "R-" + number)
                .replace("\"boulangerie\"", "\"" + employer + "\"")
                .replace("Boulangère", "Boulangère [scenario:" + scenario + "]");
        return new Journey(api, employer, api.post(REQUESTS, draft).expect(201).member("id"));
    }

    static String employer(Api api, String reference) {
        String path = "/v1/employers/" + reference;
        api.put(path, example("employer")).expect(201);
        String mandate =
                api.post(path + "/mandates", example("mandate")).expect(201).member("id");
        api.putPdf(path + "/mandates/" + mandate + "/document", pdf()).expect(200);
        api.put(
                        path + "/platform-account",
                        "{\"login\": \"%s@example.org\", \"password\": \"secret\"}".formatted(reference))
                .expect(201);
        return reference;
    }

    Journey submitted() {
        api.post(path("/submission"), "{}").expect(202);
        return this;
    }

    /** Sent again when a worker was faster, as the contract asks. */
    Answer withdrawn() {
        Answer answer = withdrawing();
        for (int again = 0; again < MOST_OVERTAKEN && answer.status() == 412; again++) {
            answer = withdrawing();
        }
        return answer;
    }

    private Answer withdrawing() {
        return api.post(path("/withdrawal"), "{\"reason\": \"La personne a renoncé.\"}");
    }

    /** Waits, in real time, until the request has reached a state. */
    Journey reaches(String state) {
        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> read().member("state"), state::equals);
        return this;
    }

    /** Lets the clock of the platform and of the service run ahead. */
    Journey later(Duration time) {
        api.system().simulator().clock().advance(time);
        return this;
    }

    Answer read() {
        return api.get(path("")).expect(200);
    }

    JsonNode requirements() {
        return api.get(path("/requirements")).expect(200).json();
    }

    String path(String below) {
        return REQUESTS + "/" + request + below;
    }

    static String example(String name) {
        try {
            return Files.readString(EXAMPLES.resolve(name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] pdf() {
        try {
            return Files.readAllBytes(EXAMPLES.resolve("document.pdf"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A number in letters, for names of people hold no digits. */
    static String letters(int number) {
        return Integer.toString(number + 100)
                .chars()
                .mapToObj(digit -> Character.toString(digit - '0' + 'A'))
                .collect(Collectors.joining());
    }

    /** A permit of a title that is over, so that there are warnings about it. */
    static String permit() {
        return """
            {"worker": "w-1",
             "title": {"code": "VPF_SOINS", "valid_from": "2025-01-01", "valid_to": "2025-12-31"},
             "employment": {"type": "permanent", "start": "2024-01-08"}}\
            """;
    }
}
