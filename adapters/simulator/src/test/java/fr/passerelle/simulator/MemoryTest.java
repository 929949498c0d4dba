package fr.passerelle.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void findsItsFilesAndItsClockAgain() throws Exception {
        Map<String, Object> settings =
                Map.of("simulator.memory", folder.resolve("portal.json").toString());
        String file;
        Instant stopped;
        try (Simulator first = Simulator.start(0, settings)) {
            first.clock().advance(Duration.ofDays(40));
            file = post(first.uri().resolve("/simulateur/demandes"), "{\"par_defaut\": true}");
            stopped = first.clock().instant();
        }

        try (Simulator second = Simulator.start(0, settings)) {
            String next = post(second.uri().resolve("/simulateur/demandes"), "{\"par_defaut\": true}");

            assertThat(second.clock().instant()).isAfterOrEqualTo(stopped);
            assertThat(file).contains("D-").contains("0000001");
            assertThat(next).contains("0000002");
        }
    }

    private static String post(URI uri, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
