package fr.passerelle.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the portal over HTTP, and sees to it that every answer names the simulator and is as the contract says. */
final class Browser {
    static final byte[] PDF = "%PDF-1.4\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI base;
    private String cookie = "PORTAIL_SESSION=none";

    Browser(URI base) {
        this.base = base;
    }

    record Reply(int status, HttpResponse<byte[]> response) {
        JsonNode json() {
            return JSON.readTree(response.body());
        }

        String text(String pointer) {
            return json().at(pointer).asString("");
        }

        String code() {
            return text("/code");
        }

        String latin() {
            return new String(response.body(), StandardCharsets.ISO_8859_1);
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Browser logIn(String login, String password) {
        Reply reply =
                post("/portail/session", "{\"identifiant\":\"%s\",\"mot_de_passe\":\"%s\"}".formatted(login, password));
        assertThat(reply.status()).isEqualTo(201);
        cookie = reply.header("Set-Cookie").replaceFirst(";.*", "");
        return this;
    }

    String createDraft(Filing filing) {
        Reply reply = post("/portail/brouillons", filing.json());
        assertThat(reply.status()).isEqualTo(201);
        return reply.text("/numero_brouillon");
    }

    Reply submit(String draft) {
        return post("/portail/brouillons/" + draft + "/depot", Filing.DECLARATION);
    }

    String file(Filing filing) {
        Reply reply = submit(createDraft(filing));
        assertThat(reply.status()).isEqualTo(201);
        return reply.text("/numero_depot");
    }

    Reply get(String path) {
        return send(request(path).GET());
    }

    Reply delete(String path) {
        return send(request(path).DELETE());
    }

    Reply post(String path, String json) {
        return post(path, json, Map.of());
    }

    Reply post(String path, String json, Map<String, String> headers) {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
        headers.forEach(request::header);
        return send(request.POST(BodyPublishers.ofString(json)));
    }

    Reply put(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    Reply attach(String path, byte[] content) {
        return attach(path, "application/pdf", "piece.pdf", content);
    }

    Reply attach(String path, String type, String name, byte[] content) {
        return send(request(path)
                .header("Content-Type", type)
                .header("X-Nom-Fichier", name)
                .PUT(BodyPublishers.ofByteArray(content)));
    }

    String cookie() {
        return cookie;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).header("Cookie", cookie);
    }

    private Reply send(HttpRequest.Builder request) {
        try {
            HttpRequest sent = request.build();
            HttpResponse<byte[]> response = HTTP.send(sent, BodyHandlers.ofByteArray());
            assertThat(response.headers().firstValue("X-Passerelle-Simulator")).hasValue(Simulator.version());
            Contract.check(sent.method(), sent.uri().getPath(), response.statusCode(), response.body());
            return new Reply(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
