package fr.passerelle.api.production;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What runs in production: the jar taken apart, the options of Java, and the cache that a training run leaves behind. Java takes
 * the cache only with the jars, at the times, from which it was made.
 */
record ProductionFolder(Path path) {
    static final String JAR = "passerelle.jar";
    static final String OPTIONS = "java.options";
    private static final String CLASS_PATH = JAR + File.pathSeparator + "lib/*";
    private static final String PROCESSOR = "org.springframework.boot.SpringApplicationAotProcessor";
    private static final String CACHE = "-XX:AOTCache=";
    private static final String TRAIN = "-XX:AOTCacheOutput=";

    /** Java ends, and then makes the cache of what it has noted. */
    private static final long LONGEST_END_MINUTES = 10;

    /** Takes a jar apart into a folder that is made anew. */
    static ProductionFolder of(Path path, Path jar, Path options) throws IOException, InterruptedException {
        ProductionFolder folder = new ProductionFolder(path);
        folder.empty();
        List<String> extract =
                List.of("extract", "--force", "--destination", path.toString(), "--application-filename", JAR);
        Process process = new ProcessBuilder(command(List.of("-Djarmode=tools", "-jar", jar.toString()), extract))
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(jar + " was not taken apart");
        }
        Files.copy(options, path.resolve(OPTIONS), StandardCopyOption.REPLACE_EXISTING);
        return folder;
    }

    private void empty() throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file :
                        files.sorted((one, other) -> other.compareTo(one)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /**
     * Lets Spring choose now which parts the service has, and adds the code that puts them together to the jar: at a start
     * nothing is searched for then. It asks for the settings that have no default, but neither keeps them nor connects to anything.
     */
    void choosePartsOf(String application, Path work, List<String> settings) throws IOException, InterruptedException {
        Path sources = work.resolve("sources");
        Path resources = work.resolve("resources");
        Path classes = work.resolve("classes");
        run(Stream.of(
                        Stream.of("java", "-cp", CLASS_PATH, PROCESSOR, application),
                        Stream.of(sources, resources, classes).map(Path::toString),
                        Stream.of("fr.passerelle", "passerelle-api"),
                        settings.stream())
                .flatMap(part -> part));
        try (Stream<Path> files = Files.walk(sources)) {
            run(Stream.concat(
                    Stream.of("javac", "-parameters", "-nowarn", "-cp", CLASS_PATH, "-d", classes.toString()),
                    files.map(Path::toString).filter(file -> file.endsWith(".java"))));
        }
        run(Stream.of(
                "jar", "--update", "--file", JAR, "-C", classes.toString(), ".", "-C", resources.toString(), "."));
    }

    /** Runs a tool of the JDK in the folder. */
    private void run(Stream<String> command) throws IOException, InterruptedException {
        List<String> tool = new ArrayList<>(command.toList());
        tool.set(0, jdk(tool.getFirst()));
        Process process =
                new ProcessBuilder(tool).directory(path.toFile()).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(tool.getFirst() + " failed");
        }
    }

    /** Reproducible builds date all jars alike, and Java knows by time and size whether a cache is that of a jar. */
    void dateJars() throws IOException {
        FileTime now = FileTime.from(Instant.now());
        try (Stream<Path> files = Files.walk(path)) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                Files.setLastModifiedTime(jar, now);
            }
        }
    }

    /** Starts it as production does, but that it notes what goes into the cache. */
    Process train(Path log, List<String> arguments) throws IOException {
        List<String> options =
                Stream.concat(trainingOptions(), Stream.of("-jar", JAR)).toList();
        return new ProcessBuilder(command(options, arguments))
                .directory(path.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Ends a training run; the cache is there when this returns. */
    void keep(Process training, Path log) throws IOException, InterruptedException {
        training.destroy();
        if (!training.waitFor(LONGEST_END_MINUTES, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the training run does not end, see " + log);
        }
        if (!Files.exists(cache())) {
            throw new IllegalStateException("the training run left no cache behind, see " + log);
        }
    }

    Path cache() throws IOException {
        return path.resolve(options()
                .filter(option -> option.startsWith(CACHE))
                .findFirst()
                .orElseThrow()
                .substring(CACHE.length()));
    }

    private Stream<String> trainingOptions() throws IOException {
        return options().map(option -> option.replace(CACHE, TRAIN));
    }

    private Stream<String> options() throws IOException {
        return Files.readAllLines(path.resolve(OPTIONS)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"));
    }

    private static List<String> command(List<String> options, List<String> arguments) {
        return Stream.of(List.of(jdk("java")), options, arguments)
                .flatMap(List::stream)
                .toList();
    }

    private static String jdk(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }
}
