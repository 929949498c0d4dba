package fr.passerelle.badinput;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All bad calls of a contract. Each is wrong in one way and good in all others: it goes to what is there, so that the service
 * reads it to its fault.
 */
public final class BadCalls {
    private static final String JSON = "application/json";
    private static final String PDF = "application/pdf";
    private static final String NDJSON = "application/x-ndjson";
    private static final String TYPE = "Content-Type";
    private static final byte[] NOTHING = new byte[0];
    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;
    private static final Set<Integer> NOT_FOUND = Set.of(404);
    private static final Set<Integer> BAD_REQUEST = Set.of(400);
    private static final Set<Integer> UNSUPPORTED = Set.of(415);
    /** For a reference that the client makes up itself, nothing but its form can be wrong. */
    private static final Set<String> CREATING =
            Set.of("putEmployer {employer}", "putWorker {worker}", "putPermit {permit}");

    private final Schemas schemas;
    private final Map<String, String> ids;
    private final byte[] pdf;
    private final List<BadCall> calls = new ArrayList<>();

    private BadCalls(JsonNode contract, Map<String, String> ids, byte[] pdf) {
        this.schemas = new Schemas(contract);
        this.ids = ids;
        this.pdf = pdf;
    }

    /**
     * The bad calls of every operation.
     *
     * @param ids of things that are there, by the name of the path parameter; a name may be preceded by the operation for which
     *     alone it holds, as in {@code resolveTask.task_id}
     * @param pdf a good document
     */
    public static List<BadCall> of(JsonNode contract, Map<String, String> ids, byte[] pdf) {
        BadCalls all = new BadCalls(contract, ids, pdf);
        contract.path("paths")
                .forEachEntry((path, item) -> Stream.of("get", "put", "post", "delete")
                        .filter(item::has)
                        .forEach(method -> all.add(new Operation(method, path, item))));
        return List.copyOf(all.calls);
    }

    private record Operation(String method, String path, JsonNode item) {
        JsonNode node() {
            return item.path(method);
        }

        String id() {
            return node().path("operationId").asString();
        }

        boolean isOpen() {
            return node().path("security").isEmpty();
        }

        List<String> variables() {
            return Arrays.stream(path.split("/"))
                    .filter(step -> step.startsWith("{"))
                    .map(step -> step.substring(1, step.length() - 1))
                    .toList();
        }
    }

    private void add(Operation operation) {
        addBadBodies(operation);
        operation.variables().forEach(variable -> addBadIds(operation, variable));
        if (!operation.isOpen()) {
            addBadParameters(operation);
            addBadHeaders(operation);
        }
    }

    private void addBadBodies(Operation operation) {
        JsonNode content = body(operation).path("content");
        if (content.has(JSON)) {
            addJson(operation, content.path(JSON));
            addTypes(operation, content, good(content), PDF);
        } else if (content.has(PDF)) {
            addPdf(operation);
            addTypes(operation, content, pdf, JSON);
        }
    }

    private void addJson(Operation operation, JsonNode content) {
        ObjectNode good = (ObjectNode) example(content).deepCopy();
        for (BadBody body : BadBodies.of(schemas, content.path("schema"), good)) {
            add(operation, body.fault(), headers(operation), body.bytes(), body.statuses(), body.pointers());
        }
    }

    private void addPdf(Operation operation) {
        Set<Integer> refused = Set.of(400, 415, 422);
        addBody(operation, "empty", NOTHING, refused);
        addBody(operation, "JSON that calls itself PDF", "{}".getBytes(StandardCharsets.UTF_8), refused);
        addBody(operation, "half a PDF", Arrays.copyOf(pdf, pdf.length / 2), refused);
        addBody(operation, "a PDF's first bytes", Arrays.copyOf(pdf, 8), refused);
        addBody(operation, "10 MB", Arrays.copyOf(pdf, TEN_MEGABYTES), Set.of(413));
        String otherDigest = "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:";
        addHeader(operation, "Content-Digest", otherDigest, Set.of(400, 422));
        addHeader(operation, "Content-Digest", "sha-256=:x:", Set.of(400, 422));
        addHeader(operation, "Content-Disposition", "attachment; filename", BAD_REQUEST);
    }

    private void addBody(Operation operation, String fault, byte[] body, Set<Integer> statuses) {
        add(operation, fault, headers(operation), body, statuses, List.of());
    }

    private void addTypes(Operation operation, JsonNode content, byte[] good, String otherType) {
        List<String> types = List.of(
                otherType,
                "text/plain",
                "application/xml",
                "text/html",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/octet-stream",
                "application/problem+json",
                "application/x-ndjson",
                "application/json; charset=ISO-8859-1",
                "*/*",
                "nonsense");
        for (String type : types.stream().filter(type -> !content.has(type)).toList()) {
            Map<String, String> headers = new HashMap<>(headers(operation));
            headers.put(TYPE, type);
            add(operation, "content type " + type, headers, good, UNSUPPORTED, List.of());
        }
        Map<String, String> headers = new HashMap<>(headers(operation));
        headers.remove(TYPE);
        add(operation, "no content type", headers, good, UNSUPPORTED, List.of());
        addHeader(operation, "Content-Encoding", "gzip", UNSUPPORTED);
    }

    private void addBadIds(Operation operation, String variable) {
        addId(operation, variable, "a%00b", BAD_REQUEST);
        addId(operation, variable, "%ff", Set.of(400, 404, 422));
        addId(operation, variable, "%ED%A0%80", Set.of(400, 404, 422));
        addId(operation, variable, "%0A", Set.of(400, 404));
        addId(operation, variable, "x".repeat(300), Set.of(400, 404, 422));
        addId(operation, variable, "x".repeat(3000), Set.of(400, 404, 422));
        addId(operation, variable, "%20", Set.of(400, 404, 422));
        if (!CREATING.contains(operation.id() + " {" + variable + "}")) {
            Set<Integer> unknown = Set.of(400, 404, 409, 422);
            addId(operation, variable, "unheard-of", unknown);
            addId(operation, variable, "%27%20or%201%3D1%20--", unknown);
            addId(operation, variable, "..%2F..%2Fetc%2Fpasswd", unknown);
            addId(operation, variable, "-1", unknown);
        }
        addId(operation, variable, "emp_00000000000000000000000000", NOT_FOUND, "employer");
        addId(operation, variable, "emp_zzzzzzzzzzzzzzzzzzzzzzzzzz", NOT_FOUND, "employer");
        addId(operation, variable, "wrk_00000000000000000000000000", NOT_FOUND, "worker");
        addId(operation, variable, "99999999999999999999", Set.of(400, 404), "number");
    }

    private void addId(Operation operation, String variable, String value, Set<Integer> statuses, String only) {
        if (variable.equals(only)) {
            addId(operation, variable, value, statuses);
        }
    }

    private void addId(Operation operation, String variable, String value, Set<Integer> statuses) {
        String shown = value.length() > 40 ? value.length() + " characters" : value;
        String path = path(operation, Map.of(variable, value));
        add(operation, variable + " is " + shown, path, headers(operation), good(operation), statuses, List.of());
    }

    private void addBadParameters(Operation operation) {
        addQuery(operation, "unheard_of=1");
        addQuery(operation, "unheard_of=%00");
        addQuery(operation, "%ff=1");
        for (JsonNode parameter : parameters(operation, "query")) {
            String name = Objects.requireNonNull(parameter.path("name").asString());
            JsonNode schema = schemas.resolved(parameter.path("schema"));
            Stream.concat(Stream.of("%00", "%ED%A0%80", "x".repeat(2000)), wrong(schema))
                    .forEach(value -> addQuery(operation, name + "=" + value));
            if (!schema.path("type").asString("").equals("array")) {
                addQuery(operation, name + "=1&" + name + "=2");
            }
        }
    }

    private static Stream<String> wrong(JsonNode schema) {
        String type = schema.path("type").asString("");
        if (type.equals("integer")) {
            return Stream.of("", "x", "-1", "1.5", "1e3", "%2B1", "99999999999999999999");
        }
        boolean isFree = type.equals("string")
                && !schema.has("enum")
                && schema.path("format").asString("").isEmpty();
        return isFree ? Stream.empty() : Stream.of("", "unheard-of", "2026-02-30", "1");
    }

    private void addQuery(Operation operation, String query) {
        String shown = query.length() > 60 ? query.substring(0, 20) + "..." : query;
        String path = path(operation, Map.of()) + "?" + query;
        add(operation, "?" + shown, path, headers(operation), good(operation), BAD_REQUEST, List.of());
    }

    private void addBadHeaders(Operation operation) {
        for (JsonNode parameter : parameters(operation, "header")) {
            String name = Objects.requireNonNull(parameter.path("name").asString());
            if (name.equals("If-Match")) {
                List.of("1", "*", "\"x\"", "W/\"1\"", "\"-1\"", "\"1\", \"2\"", "\"99999999999999999999\"")
                        .forEach(value -> addHeader(operation, name, value, BAD_REQUEST));
            } else if (name.equals("Idempotency-Key")) {
                List.of("a b", "\"\"", "\"a", "x".repeat(256))
                        .forEach(value -> addHeader(operation, name, value, BAD_REQUEST));
                Map<String, String> without = new HashMap<>(headers(operation));
                without.remove(name);
                add(operation, "no " + name, without, good(operation), BAD_REQUEST, List.of());
            }
        }
    }

    private void addHeader(Operation operation, String name, String value, Set<Integer> statuses) {
        Map<String, String> headers = new HashMap<>(headers(operation));
        headers.put(name, value);
        String shown = value.length() > 60 ? value.length() + " characters" : value;
        add(operation, name + ": " + shown, headers, good(operation), statuses, List.of());
    }

    private void add(
            Operation operation,
            String fault,
            Map<String, String> headers,
            byte[] body,
            Set<Integer> statuses,
            List<String> pointers) {
        add(operation, fault, path(operation, Map.of()), headers, body, statuses, pointers);
    }

    private void add(
            Operation operation,
            String fault,
            String path,
            Map<String, String> headers,
            byte[] body,
            Set<Integer> statuses,
            List<String> pointers) {
        String method = operation.method().toUpperCase(Locale.ROOT);
        calls.add(new BadCall(operation.id(), fault, method, path, headers, body, statuses, pointers));
    }

    /** @param instead of the ids that are there, as they stand in an address */
    private String path(Operation operation, Map<String, String> instead) {
        String path = operation.path();
        for (String variable : operation.variables()) {
            String good = ids.getOrDefault(operation.id() + "." + variable, ids.getOrDefault(variable, ""));
            String encoded = URLEncoder.encode(good, StandardCharsets.UTF_8);
            path = path.replace("{" + variable + "}", instead.getOrDefault(variable, encoded));
        }
        return path;
    }

    private Map<String, String> headers(Operation operation) {
        Map<String, String> headers = new HashMap<>();
        JsonNode content = body(operation).path("content");
        if (!content.isEmpty()) {
            headers.put(TYPE, type(content));
        }
        if (parameters(operation, "header").stream().anyMatch(node -> isNamed(node, "Idempotency-Key"))) {
            headers.put("Idempotency-Key", UUID.randomUUID().toString());
        }
        if (operation.node().path("responses").has("428")) {
            headers.put("If-Match", "\"1\"");
        }
        return headers;
    }

    private static String type(JsonNode content) {
        if (content.has(PDF)) {
            return PDF;
        }
        return content.has(JSON) ? JSON : NDJSON;
    }

    private static boolean isNamed(JsonNode parameter, String name) {
        return parameter.path("name").asString("").equals(name);
    }

    private List<JsonNode> parameters(Operation operation, String in) {
        return Stream.of(operation.item(), operation.node())
                .flatMap(node -> node.path("parameters").valueStream())
                .map(schemas::resolved)
                .filter(parameter -> parameter.path("in").asString("").equals(in))
                .toList();
    }

    private JsonNode body(Operation operation) {
        return schemas.resolved(operation.node().path("requestBody"));
    }

    private byte[] good(Operation operation) {
        return good(body(operation).path("content"));
    }

    private byte[] good(JsonNode content) {
        if (content.has(PDF)) {
            return pdf;
        }
        return content.has(JSON) ? example(content.path(JSON)).toString().getBytes(StandardCharsets.UTF_8) : NOTHING;
    }

    private static JsonNode example(JsonNode content) {
        return content.path("examples").valueStream().findFirst().orElseThrow().path("value");
    }
}
