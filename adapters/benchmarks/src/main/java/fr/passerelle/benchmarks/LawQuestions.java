package fr.passerelle.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The public cases as questions on work right, a line each, in the words of the contract. */
final class LawQuestions {
    private LawQuestions() {}

    static List<String> all() throws IOException {
        try (InputStream file = Objects.requireNonNull(LawQuestions.class.getResourceAsStream("law-cases.ndjson"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
