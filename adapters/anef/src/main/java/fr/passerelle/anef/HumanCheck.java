package fr.passerelle.anef;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Whether a page at the log in wants to see a human. A page that merely looks like the log in, or like maintenance, must not stop
 * an employer's account: it takes the mark of a service for such checks, or of a field for a one-time code.
 */
final class HumanCheck {
    private static final List<String> MARKS = List.of("captcha", "data-sitekey", "one-time-code");

    private HumanCheck() {}

    static boolean isAskedBy(PortalAnswer answer) {
        String page = new String(answer.body(), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        return answer.isPage() && MARKS.stream().anyMatch(page::contains);
    }
}
