package fr.passerelle.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/** What people see instead of an answer: the pages of the portal's front, and those of the relays before it. */
final class Pages {
    private static final String PAGE = """
        <!DOCTYPE html>
        <html lang="fr"><head><meta charset="utf-8"><title>%1$s</title></head>
        <body><h1>%1$s</h1>%2$s</body></html>
        """;

    private Pages() {}

    static Answer maintenance() {
        return page(200, "Site en maintenance", "<p>Le service est momentanément indisponible.</p>");
    }

    static Answer login() {
        return page(200, "Connexion", """
            <form method="post" action="/portail/session"><label>Identifiant <input name="identifiant"></label>\
            <label>Mot de passe <input name="mot_de_passe" type="password"></label></form>\
            """);
    }

    /** With the class by which the usual services for such checks are known. */
    static Answer captcha() {
        return page(200, "Vérification de sécurité", """
            <p>Confirmez que vous n'êtes pas un robot.</p><form><div class="captcha" data-sitekey="exemple"></div>\
            <input name="captcha_reponse"></form>\
            """);
    }

    static Answer unavailable() {
        return page(503, "Service indisponible", "");
    }

    static Answer badGateway() {
        return page(502, "Bad Gateway", "");
    }

    static Answer gatewayTimeout() {
        return page(504, "Gateway Timeout", "");
    }

    static Answer overload() {
        return page(429, "Trop de requêtes", "");
    }

    static Answer overload(String retryAfter) {
        return overload().with(HttpHeaders.RETRY_AFTER, retryAfter);
    }

    private static Answer page(int status, String title, String content) {
        return new Answer(
                status,
                Map.of(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8"),
                PAGE.formatted(title, content).getBytes(StandardCharsets.UTF_8));
    }
}
