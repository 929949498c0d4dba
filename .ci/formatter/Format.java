import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Formats the Java sources below the working directory ({@code fix}), or fails when one of them is not formatted. */
class Format {
    private static final Set<String> SKIPPED = Set.of("target", "node_modules", ".git", ".local");

    private final Formatter formatter = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(Style.PALANTIR).build());

    void main(String[] arguments) throws IOException {
        boolean fix = List.of(arguments).equals(List.of("fix"));
        List<Path> unformatted = unformatted(sources(Path.of("")));
        if (fix) {
            unformatted.forEach(this::rewrite);
        }
        unformatted.forEach(source -> System.err.println((fix ? "Formatted " : "Not formatted: ") + source));
        if (!fix && !unformatted.isEmpty()) {
            System.err.println("Run .ci/format fix");
            System.exit(1);
        }
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> Stream.iterate(file, path -> path != null, Path::getParent)
                            .noneMatch(
                                    path -> SKIPPED.contains(path.getFileName().toString())))
                    .sorted()
                    .toList();
        }
    }

    private List<Path> unformatted(List<Path> sources) {
        return sources.parallelStream()
                .filter(source -> !formatted(source).equals(read(source)))
                .toList();
    }

    private void rewrite(Path source) {
        try {
            Files.writeString(source, formatted(source));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String formatted(Path source) {
        try {
            return formatter.formatSourceAndFixImports(read(source));
        } catch (FormatterException e) {
            throw new IllegalArgumentException(source + " cannot be parsed: " + e.getMessage(), e);
        }
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
