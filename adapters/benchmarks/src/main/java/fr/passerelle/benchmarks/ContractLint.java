package fr.passerelle.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The contract passes its linters, and the clients generated from it file a request. Needs Maven and Node 20.19 or later. */
final class ContractLint implements Proof {
    private static final Path FOLDER = Path.of("openapi/lint");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "contract-lint";
    }

    @Override
    public String claim() {
        return "the contract passes Spectral with OWASP's rules and Redocly's strict set; two generated clients file a"
                + " request";
    }

    @Override
    public void run(Stand stand, Figures figures, boolean isFull) throws Exception {
        figures.require("the contract has errors", succeeds("run.sh"));
        figures.require("the clients lack operations or do not compile", succeeds("clients.sh"));
        figures.expect("java_client_filed", filed(stand, java()), 1);
        figures.expect("typescript_client_filed", filed(stand, typescript()), 1);
    }

    private static boolean succeeds(String script) throws Exception {
        return Script.run(Map.of(), List.of(FOLDER.resolve(script).toString())).succeeded();
    }

    private static List<String> java() {
        Path made = FOLDER.resolve("target/java/target");
        String classPath = made.resolve("classes") + ":" + made.resolve("driver") + ":" + made.resolve("dependency/*");
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath, "FileOne");
    }

    private static List<String> typescript() {
        return List.of(
                "node", FOLDER.resolve("target/typescript/dist/file-one.js").toString());
    }

    /** Runs a generated client, and counts the requests of its that the service has filed a little later. */
    private static long filed(Stand stand, List<String> client) throws Exception {
        Map<String, String> environment = Map.of("PASSERELLE_URL", stand.url(), "PASSERELLE_TOKEN", stand.token());
        String request = Script.run(environment, client).figure("request");
        long end = System.nanoTime() + PATIENCE.toNanos();
        long filed = 0;
        while (filed == 0 && !request.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(200);
            filed = filings(stand.client(), request);
        }
        return filed;
    }

    private static long filings(Client client, String request) {
        return client.get("/v1/events?types=request.filed&limit=200")
                .ok()
                .body()
                .path("items")
                .valueStream()
                .filter(event -> event.toString().contains("\"" + request + "\""))
                .count();
    }
}
