package fr.passerelle.benchmarks;

import fr.passerelle.parties.BirthDate;
import fr.passerelle.parties.ForeignerNumber;
import fr.passerelle.parties.PersonName;
import fr.passerelle.parties.Siret;
import fr.passerelle.platform.DraftNumber;
import fr.passerelle.platform.Person;
import fr.passerelle.platform.Submission;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The portal's answer to a submission that went well, as it came: what every mutation begins with. */
record GoodReceipt(int status, Map<String, String> headers, String body) {
    private static final String SIRET = "73282932000074";
    private static final String REFERENCE = "PSR-2026-FALSE-1";
    private static final String FORM = """
        {"siret": "%s", "reference_libre": "%s", "type_demande": "salarie",
         "salarie": {"nom": "Nguyễn", "prenoms": ["Ánh"], "date_naissance": "1994-07-03", "numero_etranger": "9912345678"},
         "contrat": {"intitule": "Boulangère", "debut": "2027-03-01"}}\
        """.formatted(SIRET, REFERENCE);
    private static final String LOG_IN = """
        {"identifiant": "rh@receipts.example", "mot_de_passe": "secret"}\
        """;
    private static final String DECLARATION = """
        {"declaration_honneur": true, "signataire": "Claire Delattre"}\
        """;

    GoodReceipt {
        headers = new LinkedHashMap<>(headers);
    }

    /** Files at the simulator, by hand. */
    static GoodReceipt from(String portal) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String cookie = send(http, portal + "/portail/session", "", LOG_IN)
                    .headers()
                    .firstValue("Set-Cookie")
                    .orElseThrow()
                    .replaceFirst(";.*", "");
            String draft = JsonMapper.shared()
                    .readTree(send(http, portal + "/portail/brouillons", cookie, FORM)
                            .body())
                    .path("numero_brouillon")
                    .stringValue();
            HttpResponse<String> receipt =
                    send(http, portal + "/portail/brouillons/" + draft + "/depot", cookie, DECLARATION);
            Map<String, String> headers = new LinkedHashMap<>();
            receipt.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
            headers.remove("content-length");
            return new GoodReceipt(receipt.statusCode(), headers, receipt.body());
        }
    }

    private static HttpResponse<String> send(HttpClient http, String url, String cookie, String json)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .header("Cookie", cookie)
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    JsonNode json() {
        return JsonMapper.shared().readTree(body);
    }

    /** What we know of the filing, whatever the answer says. */
    Submission submission() {
        DraftNumber draft = new DraftNumber(json().path("numero_brouillon").stringValue());
        Person person = new Person(
                new PersonName("Nguyễn", null, List.of("Ánh")),
                BirthDate.parse("1994-07-03"),
                ForeignerNumber.parse("9912345678"));
        return new Submission(
                draft, "Claire Delattre", new Submission.Expected(draft, REFERENCE, Siret.parse(SIRET), person));
    }

    GoodReceipt saying(String other) {
        return new GoodReceipt(status, headers, other);
    }

    GoodReceipt answering(int other) {
        return new GoodReceipt(other, headers, body);
    }

    GoodReceipt with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new GoodReceipt(status, more, body);
    }

    GoodReceipt without(String header) {
        Map<String, String> less = new LinkedHashMap<>(headers);
        less.remove(header);
        return new GoodReceipt(status, less, body);
    }

    byte[] bytes() {
        return bytes(body.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes(byte[] content) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Created\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("content-length: ").append(content.length).append("\r\n\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(content);
        return bytes.toByteArray();
    }
}
