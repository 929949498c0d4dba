package fr.passerelle.api.local;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client asks of {@link LocalIssuer}, once it has proved who it is. */
record TokenRequest(String client, String scope) {
    static final String CLIENT_CREDENTIALS = "client_credentials";

    private static final String BASIC = "Basic ";
    private static final String FORM = "application/x-www-form-urlencoded";

    /**
     * Reads a request for a token (RFC 6749 §2.3.1, §4.4.2).
     *
     * @throws Refused when no token is given
     */
    static TokenRequest of(HttpHeaders headers, String form, int longest) {
        String type = headers.get("Content-Type", "").toLowerCase(Locale.ROOT);
        if (!type.startsWith(FORM) || form.length() > longest) {
            throw invalid("send a form: " + FORM);
        }
        Map<String, List<String>> parameters = new QueryStringDecoder(form, StandardCharsets.UTF_8, false).parameters();
        if (parameters.values().stream().anyMatch(values -> values.size() > 1)) {
            throw invalid("a parameter comes twice");
        }
        String client = client(headers, parameters);
        return new TokenRequest(client, scope(parameters));
    }

    private static String client(HttpHeaders headers, Map<String, List<String>> parameters) {
        List<String> credentials = credentials(headers.get("Authorization"), parameters);
        if (!credentials.getLast().equals(LocalIssuer.CLIENTS.get(credentials.getFirst()))) {
            throw new Refused(401, "invalid_client", "unknown client, or not its secret");
        }
        return credentials.getFirst();
    }

    private static List<String> credentials(@Nullable String header, Map<String, List<String>> parameters) {
        String id = only(parameters, "client_id");
        String secret = only(parameters, "client_secret");
        if (header == null) {
            return List.of(id, secret);
        }
        if (!secret.isEmpty()) {
            throw invalid("authenticate in one way");
        }
        return basic(header);
    }

    private static List<String> basic(String header) {
        if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            throw new Refused(401, "invalid_client", "authenticate by client_secret_basic or client_secret_post");
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
            String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            return List.of(decode(parts[0]), parts.length < 2 ? "" : decode(parts[1]));
        } catch (IllegalArgumentException e) {
            throw new Refused(401, "invalid_client", "the header Authorization is malformed");
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String scope(Map<String, List<String>> parameters) {
        if (!CLIENT_CREDENTIALS.equals(only(parameters, "grant_type"))) {
            throw new Refused(400, "unsupported_grant_type", "grant_type is " + CLIENT_CREDENTIALS);
        }
        String asked = only(parameters, "scope").strip();
        if (asked.isEmpty()) {
            return LocalIssuer.ALL_SCOPES;
        }
        if (!Set.of(LocalIssuer.ALL_SCOPES.split(" ", -1)).containsAll(List.of(asked.split(" +", -1)))) {
            throw new Refused(400, "invalid_scope", "scopes are: " + LocalIssuer.ALL_SCOPES);
        }
        return asked;
    }

    private static String only(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of("")).getFirst();
    }

    private static Refused invalid(String description) {
        return new Refused(400, "invalid_request", description);
    }

    /** No token (RFC 6749 §5.2). */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final String error;
        private final String description;

        Refused(int status, String error, String description) {
            super(error, null, false, false);
            this.status = status;
            this.error = error;
            this.description = description;
        }

        int status() {
            return status;
        }

        String error() {
            return error;
        }

        String description() {
            return description;
        }
    }
}
