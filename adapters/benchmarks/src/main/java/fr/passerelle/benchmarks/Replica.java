package fr.passerelle.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A service that can be killed, frozen and started again on the same ports. */
final class Replica implements AutoCloseable {
    /** On a machine that is busy with other things. */
    private static final Duration START = Duration.ofMinutes(4);

    private final String name;
    private final int port;
    private final int management;
    private volatile List<String> what;
    private final List<String> options;
    private final List<String> arguments;
    private final Path log;
    private final Path trap;
    private volatile JarProcess process;

    /**
     * Starts it; it serves a while later.
     *
     * @param what names it on the command line of Java
     * @param folder takes its log, and the file that sets its trap
     */
    Replica(
            String name,
            int port,
            int management,
            List<String> what,
            List<String> options,
            Map<String, String> settings,
            Path folder)
            throws IOException {
        this.name = name;
        this.port = port;
        this.management = management;
        this.what = what;
        this.log = folder.resolve(name + ".log");
        this.trap = folder.resolve(name + ".trap").toAbsolutePath();
        this.options = Stream.concat(options.stream(), Stream.of("-Dpasserelle.proof.trap=" + trap))
                .toList();
        this.arguments = Stream.concat(
                        Stream.of("--server.port=" + port, "--management.server.port=" + management),
                        settings.entrySet().stream().map(given -> "--" + given.getKey() + "=" + given.getValue()))
                .toList();
        Files.deleteIfExists(log);
        Files.deleteIfExists(claims());
        clearTrap();
        this.process = JarProcess.start(what, log, this.options, arguments);
    }

    String name() {
        return name;
    }

    String url() {
        return "http://localhost:" + port;
    }

    JarProcess process() {
        return process;
    }

    /** Starts it again after its end. */
    void start() throws IOException {
        if (process.isAlive()) {
            throw new IllegalStateException(name + " runs still");
        }
        clearTrap();
        process = JarProcess.start(what, log, options, arguments);
    }

    /**
     * Finds these resources as well from its next start on, such as the migration of a later version.
     *
     * @param resources a folder; this one must be named by its class path, as with traps
     */
    void findAlso(Path resources) {
        List<String> next = new ArrayList<>(what);
        next.set(1, next.get(1) + File.pathSeparator + resources);
        what = List.copyOf(next);
    }

    void awaitReady() throws InterruptedException {
        process.awaitOk(readiness(), START);
    }

    /** What a balancer asks. */
    String readiness() {
        return "http://localhost:" + management + "/actuator/health/readiness";
    }

    /**
     * Sets its trap, which springs once.
     *
     * @param point such as {@code S5.after}
     * @param what {@code kill} or {@code freeze}
     */
    void trapAt(String point, String what, int passage) throws IOException {
        Path next = trap.resolveSibling(trap.getFileName() + ".next");
        Files.writeString(next, point + " " + what + " " + passage);
        Files.move(next, trap, StandardCopyOption.REPLACE_EXISTING);
    }

    void clearTrap() throws IOException {
        Files.deleteIfExists(trap);
    }

    /** The claims on work that it made since it was first started. */
    Set<String> claimed() throws IOException {
        try {
            return Set.copyOf(Files.readAllLines(claims()));
        } catch (NoSuchFileException e) {
            return Set.of();
        }
    }

    private Path claims() {
        return trap.resolveSibling(trap.getFileName() + ".claims");
    }

    @Override
    public void close() {
        try {
            if (process.isFrozen()) {
                process.kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.close();
    }
}
