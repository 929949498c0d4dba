package fr.passerelle.sender.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A line of a list: an address, and what it is. */
public record Listed(String text, String what) {

    /** None of them may ever be posted to. */
    public static List<Listed> hostileUrls() {
        return lines("hostile-urls.tsv")
                .map(line -> new Listed(line[0], line[1]))
                .toList();
    }

    /** Nothing speaks against any of them. */
    public static List<Listed> goodUrls() {
        return lines("good-urls.tsv").map(line -> new Listed(line[0], line[1])).toList();
    }

    /** Empty when Java itself takes it for none. */
    public Optional<URI> uri() {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    static Stream<String[]> lines(String file) {
        try (InputStream in = Listed.class.getResourceAsStream(file)) {
            String all = new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
            return all.lines().map(line -> line.split("\t", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return text + " (" + what + ")";
    }
}
