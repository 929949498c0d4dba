package fr.passerelle.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.util.UriUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One call as it arrived, with its whole body. */
record Call(ServerRequest request, byte[] body) {
    static final String SESSION_COOKIE = "PORTAIL_SESSION";

    private static final int LARGEST_JSON = 256 * 1024;

    @Nullable
    String session() {
        HttpCookie cookie = request.cookies().getFirst(SESSION_COOKIE);
        return cookie == null ? null : cookie.getValue();
    }

    String path(String variable) {
        return request.pathVariable(variable);
    }

    /** The number in the path, or one that nothing bears. */
    int number(String variable) {
        try {
            return Integer.parseInt(path(variable));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    Optional<String> query(String name) {
        return request.queryParam(name).filter(value -> !value.isBlank());
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(request.headers().firstHeader(name));
    }

    /** An object, or for an empty body one without members. */
    Outcome<JsonNode> json() {
        if (body.length > LARGEST_JSON) {
            return Outcome.refused(Refusal.REQUETE_TROP_LOURDE);
        }
        try {
            JsonNode json = body.length == 0 ? Wire.JSON.createObjectNode() : Wire.JSON.readTree(body);
            return json.isObject() ? Outcome.done(json) : Outcome.refused(Refusal.REQUETE_INVALIDE);
        } catch (JacksonException e) {
            return Outcome.refused(Refusal.REQUETE_INVALIDE);
        }
    }

    /** What the header wishes upon this call, or upon the filing that it is about. */
    Outcome<Optional<Fate>> fate() {
        Optional<String> code = header("X-Scenario");
        Optional<Fate> fate = code.flatMap(Fate::of);
        return code.isPresent() && fate.isEmpty()
                ? Outcome.refused(Refusal.REQUETE_INVALIDE, "X-Scenario", "Connus : " + Fate.codes())
                : Outcome.done(fate);
    }

    /** The attached document. Its name comes percent-encoded, as a header holds no accents. */
    Outcome<Piece> piece(long limit) {
        String code = path("code");
        String name = header("X-Nom-Fichier").map(Call::decoded).orElse(code + ".pdf");
        return Piece.of(code, contentType(), name, body, limit);
    }

    private MediaType contentType() {
        try {
            return request.headers().contentType().orElse(MediaType.ALL);
        } catch (IllegalArgumentException e) {
            return MediaType.ALL;
        }
    }

    private static String decoded(String text) {
        try {
            return UriUtils.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    @Override
    public String toString() {
        return "Call[" + body.length + " bytes]";
    }
}
