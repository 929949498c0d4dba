package fr.passerelle.anef;

import fr.passerelle.platform.Session;
import fr.passerelle.platform.Upload;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * One request to the portal, ready to be sent: its body is bytes already, so that nothing can fail between the first
 * byte and the last but the network.
 *
 * @param path with variables in braces
 * @param query names of those variables that go into the query
 */
record PortalRequest(
        Operation operation,
        HttpMethod method,
        String path,
        Map<String, String> variables,
        Map<String, String> query,
        Map<String, String> headers,
        byte @Nullable [] body) {
    private static final String COOKIE = "PORTAIL_SESSION=";
    private static final String FILE_NAME = "X-Nom-Fichier";

    static PortalRequest of(Operation operation, HttpMethod method, String path) {
        return new PortalRequest(
                operation,
                method,
                path,
                Map.of(),
                Map.of(),
                Map.of(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE),
                null);
    }

    PortalRequest in(Session session) {
        return header(HttpHeaders.COOKIE, COOKIE + session.token());
    }

    PortalRequest where(String variable, Object value) {
        return new PortalRequest(
                operation, method, path, and(variables, variable, value.toString()), query, headers, body);
    }

    /** Narrows by a member of the query; not at all without a value. */
    PortalRequest narrowedBy(String name, @Nullable String value) {
        return value == null
                ? this
                : new PortalRequest(operation, method, path, variables, and(query, name, value), headers, body);
    }

    PortalRequest accepting(MediaType type) {
        return header(HttpHeaders.ACCEPT, type.toString());
    }

    PortalRequest json(Object value) {
        return header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
                .with(Wire.write(value));
    }

    PortalRequest pdf(Upload document) {
        return where("code", document.code())
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_PDF_VALUE)
                .header(FILE_NAME, UriUtils.encode(document.fileName(), StandardCharsets.UTF_8))
                .with(document.content());
    }

    URI uri(URI base) {
        UriComponentsBuilder uri =
                UriComponentsBuilder.fromUriString(base.toString().replaceFirst("/+$", "") + path);
        query.keySet().forEach(name -> uri.queryParam(name, "{" + name + "}"));
        Map<String, String> values = new LinkedHashMap<>(variables);
        values.putAll(query);
        return uri.encode().buildAndExpand(values).toUri();
    }

    private PortalRequest header(String name, String value) {
        return new PortalRequest(operation, method, path, variables, query, and(headers, name, value), body);
    }

    private PortalRequest with(byte[] content) {
        return new PortalRequest(operation, method, path, variables, query, headers, content);
    }

    private static Map<String, String> and(Map<String, String> map, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }

    /** Personal data and secrets. */
    @Override
    public String toString() {
        return "PortalRequest[" + operation + "]";
    }
}
