package fr.passerelle.api;

import fr.passerelle.api.UnsafeSettings.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.aot.AotDetector;
import org.springframework.core.env.Environment;

/**
 * The settings that only an operator can give: they have no default. All that are lacking are named at once, with those that
 * come too late.
 */
public final class RequiredSettings {
    private static final Map<String, String> REMEDIES = remedies();
    /** It decides whether there is an exporter at all, and so cannot be given to parts that were chosen before. */
    private static final String TRACES = "management.opentelemetry.tracing.export.otlp.endpoint";

    private RequiredSettings() {}

    private static Map<String, String> remedies() {
        Map<String, String> remedies = new LinkedHashMap<>();
        remedies.put("passerelle.database.host", "the host of PostgreSQL");
        remedies.put("passerelle.database.service.user", "the login of the service, a member of passerelle_app");
        remedies.put("passerelle.database.service.password", "its password");
        remedies.put("passerelle.database.owner.user", "the login that owns the tables and runs the migrations");
        remedies.put("passerelle.database.owner.password", "its password");
        remedies.put("passerelle.platform.base-url", "the address of the platform");
        remedies.put("passerelle.security.issuer", "the issuer of tokens, as its tokens name it");
        remedies.put("passerelle.security.jwks-uri", "the address of its keys");
        remedies.put("passerelle.security.audience", "how its tokens name this service");
        remedies.put("passerelle.secrets.key", "32 bytes in base 64. Make them with: openssl rand -base64 32");
        return remedies;
    }

    static void require(Environment environment) {
        require(environment, "");
    }

    /** For what asks nothing of the platform and serves nobody: how the service enters its database. */
    public static void requireDatabase(Environment environment) {
        require(environment, "passerelle.database.host");
        require(environment, "passerelle.database.service");
    }

    private static void require(Environment environment, String beginning) {
        List<Refusal> refusals = new ArrayList<>();
        REMEDIES.keySet().stream()
                .filter(name -> name.startsWith(beginning))
                .filter(name -> environment.getProperty(name, "").isBlank())
                .map(RequiredSettings::missing)
                .forEach(refusals::add);
        if (AotDetector.useGeneratedArtifacts() && environment.containsProperty(TRACES)) {
            refusals.add(new Refusal(
                    TRACES + " comes too late: the parts of the service were chosen when its folder was made.",
                    "Set -Dspring.aot.enabled=false in java.options; the service then starts more slowly."));
        }
        if (!refusals.isEmpty()) {
            throw new UnsafeSettings(refusals);
        }
    }

    private static Refusal missing(String name) {
        return new Refusal(name + " is not set.", "Set " + name + ": " + REMEDIES.get(name));
    }
}
