package fr.passerelle.api;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The contract of record, with which answers are compared. It remembers what was answered. */
final class Contract {
    private static final String HERE = "https://passerelle.test/contract";
    private static final List<String> METHODS = List.of("get", "put", "post", "delete");
    /** What HTTP itself refuses, whatever the path, and methods that a path does not have. */
    private static final Set<Integer> ANYWHERE = Set.of(405, 408, 414, 431);

    private final JsonNode document;
    private final SchemaRegistry schemas;
    private final Set<String> seen = new ConcurrentSkipListSet<>();

    private Contract(JsonNode document) {
        this.document = document;
        this.schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(HERE, document.toString())));
    }

    static Contract ofRecord() {
        try (InputStream stream =
                Objects.requireNonNull(Contract.class.getResourceAsStream("/contract/openapi.yaml"))) {
            Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(stream);
            return new Contract(JsonMapper.shared().valueToTree(read));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An operation of the contract. */
    record Operation(String method, String path, JsonNode node) {
        String id() {
            return node.path("operationId").asString();
        }

        boolean isOpen() {
            return node.path("security").isEmpty();
        }

        boolean hasBody() {
            return node.has("requestBody");
        }

        boolean declares(int status) {
            return node.path("responses").has(Integer.toString(status));
        }

        private boolean serves(String called, String calledPath) {
            return method.equals(called) && calledPath.matches(path.replaceAll("\\{[^}]*}", "[^/]+"));
        }
    }

    JsonNode document() {
        return document;
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> METHODS.stream()
                        .filter(path.getValue()::has)
                        .map(method -> new Operation(
                                method.toUpperCase(Locale.ROOT),
                                path.getKey(),
                                path.getValue().path(method)))
                        .forEach(operations::add));
        return operations;
    }

    /**
     * What of an answer is not as the contract says; nothing when all is well.
     *
     * @param body as much of it as was read
     */
    List<String> breaches(String method, HttpResponse<?> response, byte[] body) {
        String path = response.uri().getRawPath();
        return operations().stream()
                .filter(operation -> operation.serves(method, path))
                .min(Comparator.comparing(Operation::path))
                .map(operation -> breaches(operation, response, body))
                .orElse(List.of());
    }

    private List<String> breaches(Operation operation, HttpResponse<?> response, byte[] body) {
        int status = response.statusCode();
        if (ANYWHERE.contains(status)) {
            return List.of();
        }
        JsonNode responses = operation.node().path("responses");
        String declared = responses.has("" + status) ? "" + status : status / 100 + "XX";
        String pointer = responses.path(declared).path("$ref").asString("");
        if (pointer.isEmpty()) {
            return List.of("the contract has no " + status + " for " + operation.id());
        }
        seen.add(operation.id() + " " + declared);
        return answerBreaches(pointer, response, body);
    }

    private List<String> answerBreaches(String pointer, HttpResponse<?> response, byte[] body) {
        JsonNode content = document.at(pointer.substring(1)).path("content");
        Optional<String> type = response.headers().firstValue("Content-Type").map(text -> text.split(";", 2)[0]);
        if (content.isEmpty()) {
            return body.length == 0 ? List.of() : List.of("a body where the contract has none");
        }
        if (type.isEmpty() || !content.has(type.get())) {
            return List.of("the contract has no " + type.orElse("answer without type") + " there");
        }
        return type.get().endsWith("json") ? bodyBreaches(pointer, type.get(), body) : List.of();
    }

    private List<String> bodyBreaches(String pointer, String type, byte[] body) {
        String schema = HERE + pointer + "/content/" + type.replace("/", "~1") + "/schema";
        return documents(type, body)
                .flatMap(document -> schemas.getSchema(SchemaLocation.of(schema)).validate(document).stream())
                .map(Error::toString)
                .toList();
    }

    /** Of JSON lines each one. */
    private static Stream<JsonNode> documents(String type, byte[] body) {
        return type.endsWith("ndjson")
                ? new String(body, StandardCharsets.UTF_8).lines().map(JsonMapper.shared()::readTree)
                : Stream.of(JsonMapper.shared().readTree(body));
    }

    /** The pairs of operation and status that no answer has shown yet. */
    Set<String> unseen() {
        Set<String> pairs = new TreeSet<>();
        for (Operation operation : operations()) {
            operation
                    .node()
                    .path("responses")
                    .propertyNames()
                    .forEach(status -> pairs.add(operation.id() + " " + status));
        }
        pairs.removeAll(seen);
        return pairs;
    }
}
