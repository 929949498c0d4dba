package fr.passerelle.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How an application starts from a folder.
 *
 * @param options of Java
 * @param cache which Java is told of in them; in the folder
 * @param readiness answers 200 once it serves
 */
record Startup(
        String name,
        Path folder,
        String jar,
        List<String> options,
        String cache,
        List<String> arguments,
        String readiness,
        Path log) {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    /** Between two looks: short beside what is measured, and long enough to leave the processor to it. */
    private static final Duration LOOK = Duration.ofMillis(10);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** A start that is over. */
    record Started(JarProcess process, Duration took) {}

    Startup withOption(String option) {
        List<String> more = Stream.concat(options.stream(), Stream.of(option)).toList();
        return new Startup(name, folder, jar, more, cache, arguments, readiness, log);
    }

    /** Starts it, from the birth of the process to the first 200; whoever starts it closes it. */
    Started start() throws IOException, InterruptedException {
        Files.deleteIfExists(log);
        long begin = System.nanoTime();
        JarProcess process = JarProcess.startIn(folder, List.of("-jar", jar), log, options, arguments);
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                process.close();
                throw new IllegalStateException(name + " did not start:\n" + process.printed());
            }
            Thread.sleep(LOOK);
        }
        return new Started(process, Duration.ofNanos(System.nanoTime() - begin));
    }

    private boolean isReady() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(readiness))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the process has the cache in its memory: Java goes on without one that does not fit. */
    boolean usesCache(JarProcess process) throws IOException {
        String path = folder.resolve(cache).toRealPath().toString();
        return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "maps"))
                .contains(path);
    }
}
