package fr.passerelle.api;

import fr.passerelle.api.UnsafeSettings.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.Environment;

/** The settings that only an operator can give: they have no default. All that are lacking are named at once. */
public final class RequiredSettings {
    private static final Map<String, String> REMEDIES = remedies();

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
        List<Refusal> missing = REMEDIES.keySet().stream()
                .filter(name -> name.startsWith(beginning))
                .filter(name -> environment.getProperty(name, "").isBlank())
                .map(RequiredSettings::missing)
                .toList();
        if (!missing.isEmpty()) {
            throw new UnsafeSettings(missing);
        }
    }

    private static Refusal missing(String name) {
        return new Refusal(name + " is not set.", "Set " + name + ": " + REMEDIES.get(name));
    }
}
