package fr.passerelle.api.journal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The preference {@code wait} of RFC 7240, section 4.3: how long a caller would wait for an answer. */
final class Preference {
    static final String HEADER = "Prefer";
    static final String APPLIED = "Preference-Applied";
    static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final Pattern WAIT =
            Pattern.compile("wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(;.*)?", Pattern.CASE_INSENSITIVE);

    private Preference() {}

    /** The first that the headers name, no longer than {@link #LONGEST_WAIT}. What is not a preference is none. */
    static Optional<Duration> waitOf(List<String> headers) {
        return headers.stream()
                .flatMap(header -> Pattern.compile(",").splitAsStream(header))
                .map(String::strip)
                .map(WAIT::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(found -> Duration.ofSeconds(Long.parseLong(found.group(1))))
                .map(wished -> wished.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wished)
                .filter(Duration::isPositive);
    }

    static String applied(Duration wait) {
        return "wait=" + wait.toSeconds();
    }
}
