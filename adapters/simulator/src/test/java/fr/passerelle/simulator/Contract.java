package fr.passerelle.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The written model of the portal, against which every answer of a test is checked. */
final class Contract {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final JsonNode ROOT = read();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private Contract() {}

    /** Fails when the operation is described and the answer is not, or has another shape. */
    static void check(String method, String path, int status, byte[] body) {
        JsonNode operation = pathItem(path).path(method.toLowerCase(Locale.ROOT));
        if (operation.isObject()) {
            check(operation, status, body);
        }
    }

    private static void check(JsonNode operation, int status, byte[] body) {
        JsonNode described = resolved(responseOf(operation.path("responses"), status));
        String context = operation.path("operationId").stringValue() + " " + status;
        assertThat(described.isObject()).as("%s is described", context).isTrue();
        JsonNode json = described.at("/content/application~1json/schema/$ref");
        if (json.isString()) {
            assertThat(schema(json.stringValue()).validate(JSON.readTree(body)))
                    .as(context)
                    .isEmpty();
        }
    }

    private static JsonNode responseOf(JsonNode responses, int status) {
        JsonNode exact = responses.path(String.valueOf(status));
        return exact.isMissingNode() ? responses.path(status / 100 + "XX") : exact;
    }

    private static JsonNode pathItem(String path) {
        return ROOT.path("paths").properties().stream()
                .filter(entry -> Pattern.matches(entry.getKey().replaceAll("\\{[a-z]+}", "[^/]+"), path))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(JSON::missingNode);
    }

    private static JsonNode resolved(JsonNode node) {
        return node.path("$ref").isString()
                ? ROOT.at(node.path("$ref").stringValue().substring(1))
                : node;
    }

    private static Schema schema(String reference) {
        return SCHEMAS.computeIfAbsent(reference, Contract::load);
    }

    private static Schema load(String reference) {
        ObjectNode schema = JSON.createObjectNode().put("$ref", reference);
        schema.set("components", ROOT.path("components"));
        return REGISTRY.getSchema(schema);
    }

    /** Operations under a prefix, as {@code operationId METHOD path}. */
    static Stream<String> operations(String prefix) {
        return ROOT.path("paths").properties().stream()
                .filter(path -> path.getKey().startsWith(prefix))
                .flatMap(path -> operations(path.getKey(), path.getValue()));
    }

    private static Stream<String> operations(String path, JsonNode item) {
        return item.properties().stream()
                .filter(operation -> operation.getValue().has("operationId"))
                .map(operation -> operation.getValue().path("operationId").stringValue() + " "
                        + operation.getKey().toUpperCase(Locale.ROOT) + " " + path);
    }

    static Stream<String> values(String pointer) {
        return ROOT.at(pointer).valueStream().map(JsonNode::stringValue);
    }

    private static JsonNode read() {
        try {
            return JSON.valueToTree(new Yaml().load(Files.readString(Path.of("../../openapi/upstream/portal.yaml"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
