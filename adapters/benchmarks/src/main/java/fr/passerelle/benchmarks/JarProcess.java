package fr.passerelle.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A packaged jar that runs as a process of ours. */
final class JarProcess implements AutoCloseable {
    private static final int LONGEST_LINE = 1000;

    private final Process process;
    private final Path log;

    private JarProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts the one executable jar of a module.
     *
     * @param log takes what it prints
     */
    static JarProcess start(Path module, Path log, List<String> options, List<String> arguments) throws IOException {
        return start(List.of("-jar", jar(module).toString()), log, options, arguments);
    }

    /**
     * Starts something else that Java runs.
     *
     * @param what names it on the command line of Java
     * @param log takes what it prints, after what is there from an earlier start
     */
    static JarProcess start(List<String> what, Path log, List<String> options, List<String> arguments)
            throws IOException {
        return startIn(Path.of(""), what, log, options, arguments);
    }

    /** Starts something that Java runs in another folder than the harness. */
    static JarProcess startIn(Path folder, List<String> what, Path log, List<String> options, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(what);
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(folder.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new JarProcess(process, log);
    }

    /** The one executable jar of a module. */
    static Path jar(Path module) throws IOException {
        try (Stream<Path> files = Files.list(module.resolve("target"))) {
            return files.filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(module + " is not packaged"));
        }
    }

    /**
     * Waits until it answers 200.
     *
     * @throws IllegalStateException with the end of its log, when it has ended by itself or does not answer in time
     */
    void awaitOk(String url, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!answersOk(url)) {
            requireAlive();
            if (System.nanoTime() > end) {
                throw new IllegalStateException(url + " did not answer within " + patience);
            }
            Thread.sleep(200);
        }
    }

    /** Whether it says so at once. */
    static boolean answersOk(String url) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** How it ended by itself; empty when it still runs after a while. */
    OptionalInt status(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
                ? OptionalInt.of(process.exitValue())
                : OptionalInt.empty();
    }

    long pid() {
        return process.pid();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: nothing of it is told to the process. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM: it ends by itself, as an orchestrator asks it to. */
    void terminate() {
        process.destroy();
    }

    /** SIGSTOP: it stands still, and the kernel keeps its connections open. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT: it goes on as if no time had passed. */
    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** Whether a signal has frozen it: by itself it would not know. */
    boolean isFrozen() {
        try {
            String status = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
            return status.charAt(status.lastIndexOf(')') + 2) == 'T';
        } catch (IOException e) {
            return false;
        }
    }

    String printed() throws IOException {
        return Files.readString(log);
    }

    private void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("a process ended by itself:\n" + endOfLog());
        }
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.subList(Math.max(0, lines.size() - 20), lines.size()).stream()
                    .map(line -> line.substring(0, Math.min(line.length(), LONGEST_LINE)))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
