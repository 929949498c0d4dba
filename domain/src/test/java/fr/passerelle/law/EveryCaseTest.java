package fr.passerelle.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each public case has a test that bears its id as a tag. */
class EveryCaseTest {
    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"(PC-\\d{3})\"\\)");

    @Test
    void isATest() throws IOException {
        Set<String> cases = Csv.table("public-cases.csv").stream()
                .map(EveryCaseTest::id)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> tagged = tags();

        assertThat(tagged).isEqualTo(cases);
    }

    private static String id(Map<String, String> row) {
        return row.getOrDefault("case_id", "");
    }

    private static Set<String> tags() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .flatMap(file -> TAG.matcher(read(file)).results().map(EveryCaseTest::tagged))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String tagged(MatchResult tag) {
        return tag.group(1);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
