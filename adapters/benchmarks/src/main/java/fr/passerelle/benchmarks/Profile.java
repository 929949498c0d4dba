package fr.passerelle.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What share of the samples of JFR stands in, or below, which part of a server. Parts overlap: a mapper that reads a row counts
 * for JSON and for the database.
 */
final class Profile {
    private static final Map<String, Pattern> PARTS = parts();

    private Profile() {}

    private static Map<String, Pattern> parts() {
        Map<String, Pattern> parts = new LinkedHashMap<>();
        parts.put(
                "HTTP (Netty or Tomcat)",
                Pattern.compile("netty\\.(handler|http)|reactor\\.netty|catalina|coyote|tomcat"));
        parts.put("Spring web", Pattern.compile("springframework\\.(web|http)\\."));
        parts.put("Spring Security", Pattern.compile("springframework\\.security"));
        parts.put("signature of the token", Pattern.compile("nimbus|java\\.security\\.Signature|sun\\.security\\.rsa"));
        parts.put("observations and traces", Pattern.compile("micrometer|opentelemetry|observation"));
        parts.put("logging", Pattern.compile("logback|slf4j"));
        parts.put("JSON", Pattern.compile("jackson"));
        parts.put("driver and pool", Pattern.compile("io\\.r2dbc|org\\.postgresql|zaxxer"));
        parts.put("Spring JDBC", Pattern.compile("springframework\\.jdbc"));
        parts.put("Reactor", Pattern.compile("reactor\\.core"));
        parts.put("our storage", Pattern.compile("passerelle\\.(persistence|twin\\.Statements)"));
        parts.put("our calls", Pattern.compile("passerelle\\.(api|twin\\.FilingController)"));
        parts.put("our rules", Pattern.compile("passerelle\\.(requests|parties|law|tasks|documents|journal)\\."));
        return parts;
    }

    /** A line for each part, of what {@code jfr print} says of the samples. */
    static List<String> of(String printed) {
        String[] samples = printed.split("jdk\\.ExecutionSample");
        int count = Math.max(1, samples.length - 1);
        List<String> lines = new ArrayList<>(List.of("samples: " + (samples.length - 1)));
        PARTS.forEach((name, pattern) -> {
            int hits = 0;
            for (int i = 1; i < samples.length; i++) {
                hits += pattern.matcher(samples[i]).find() ? 1 : 0;
            }
            lines.add(String.format(Locale.ROOT, "%-24s %3d %%", name, 100 * hits / count));
        });
        return lines;
    }
}
