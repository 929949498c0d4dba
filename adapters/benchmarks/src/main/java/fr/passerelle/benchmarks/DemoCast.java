package fr.passerelle.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Who takes part in the demo: three HR systems, each with its employers, and what they do. */
final class DemoCast {
    static final int EMPLOYERS = 12;
    private static final List<String> SYSTEMS = List.of("paie-en-ligne", "rh-du-nord", "groupe-martin");
    private static final String REQUESTS = "/v1/authorisation-requests";

    private final List<Client> systems;
    private final Client platform;
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();

    DemoCast(Stand stand) {
        this.systems = SYSTEMS.stream().map(stand::client).toList();
        this.platform = stand.platform();
    }

    private Client systemOf(int employer) {
        return systems.get(employer % systems.size());
    }

    private static int employerOf(int request) {
        return request % EMPLOYERS;
    }

    void settle(int requests) {
        IntStream.range(0, EMPLOYERS)
                .parallel()
                .forEach(employer -> People.settleEmployer(systemOf(employer), employer));
        IntStream.range(0, requests)
                .parallel()
                .forEach(number -> People.settleWorker(systemOf(employerOf(number)), employerOf(number), number));
    }

    void file(int number, String title) {
        int employer = employerOf(number);
        Client system = systemOf(employer);
        String id = system.post(REQUESTS, People.request(employer, number, "DEMO-" + number, title))
                .ok()
                .text("id");
        system.putPdf(REQUESTS + "/" + id + "/documents/id_passport_pages").ok();
        answers.put(id, system.post(REQUESTS + "/" + id + "/submission", "{}").status());
    }

    /** How many submissions were answered 202, whatever the platform did. */
    long accepted() {
        return answers.values().stream().filter(status -> status == 202).count();
    }

    void lock(int employer) {
        platform.put("/simulateur/comptes/" + People.login(employer), "{\"verrouille\": true}")
                .ok();
    }

    /**
     * What a human of the employer does on the portal, and then says.
     *
     * @return whether somebody was asked to
     */
    boolean unlock(int employer) {
        Client system = systemOf(employer);
        List<JsonNode> asked = items(system, "/v1/tasks?kind=account_locked");
        if (!asked.isEmpty()) {
            platform.put("/simulateur/comptes/" + People.login(employer), "{\"verrouille\": false}")
                    .ok();
        }
        asked.forEach(task -> system.post(
                        "/v1/tasks/" + task.path("id").asString("") + "/resolution",
                        "{\"outcome\": \"account_unlocked\", \"by\": \"claire.delattre\"}")
                .ok());
        return !asked.isEmpty();
    }

    /** All requests, as their HR systems see them. */
    List<JsonNode> requests() {
        return all(REQUESTS + "?limit=200");
    }

    /** What waits for a human. */
    List<JsonNode> tasks() {
        return all("/v1/tasks?limit=200");
    }

    /** How often the journals tell of something. */
    long events(String type) {
        return all("/v1/events?limit=1000&types=" + type).size();
    }

    /** Every attempt to file, whosever it is. */
    List<JsonNode> attempts() {
        return systems.stream()
                .flatMap(system -> items(system, REQUESTS + "?limit=200").stream()
                        .flatMap(request ->
                                items(
                                        system,
                                        REQUESTS + "/" + request.path("id").asString("") + "/attempts")
                                        .stream()))
                .toList();
    }

    private List<JsonNode> all(String path) {
        return systems.stream().flatMap(system -> items(system, path).stream()).toList();
    }

    private static List<JsonNode> items(Client system, String path) {
        Stream<JsonNode> items = system.get(path).ok().body().path("items").valueStream();
        return items.toList();
    }
}
