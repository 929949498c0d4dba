package fr.passerelle.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The operations of the contract that the service itself serves. */
record ServedContract(JsonNode document) {
    private static final List<String> METHODS = List.of("get", "put", "post", "delete");

    private static final Pattern ID = Pattern.compile("\\{([a-z_]+)}");
    private static final Set<String> OPEN = Set.of("number", "document_type");

    static ServedContract of(Client client) {
        Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(client.text("/openapi.yaml"));
        return new ServedContract(JsonMapper.shared().valueToTree(read));
    }

    /** An operation, with the content that its body may have. */
    record Operation(String id, String method, String path, JsonNode node, JsonNode body) {
        /** The names of the ids in its path, but for those that everybody knows. */
        Set<String> ids() {
            return ID.matcher(path)
                    .results()
                    .map(match -> match.group(1))
                    .filter(name -> !OPEN.contains(name))
                    .collect(Collectors.toSet());
        }

        boolean takesPdf() {
            return body.has("application/pdf");
        }

        boolean isForClients() {
            return !node.path("security").isEmpty();
        }

        /** Whether it answers from the tables of the law, which belong to no client. */
        boolean isOfTheLaw() {
            return path.startsWith("/v1/reference/");
        }

        /** Whether its answer goes on, and says the same to everybody. */
        boolean isStream() {
            return id.startsWith("stream");
        }

        boolean isRead() {
            return method.equals("GET");
        }

        /** What it asks for beside the token. */
        Map<String, String> headers() {
            Map<String, String> headers = new HashMap<>();
            body.propertyNames().forEach(type -> headers.put("Content-Type", type));
            if (method.equals("POST")) {
                headers.put("Idempotency-Key", UUID.randomUUID().toString());
            }
            if (node.path("responses").has("428")) {
                headers.put("If-Match", "\"1\"");
            }
            return headers;
        }

        /** The first example of its body; empty when it has none, or a PDF. */
        String example() {
            return body.path("application/json")
                    .path("examples")
                    .valueStream()
                    .findFirst()
                    .map(example -> example.path("value").toString())
                    .orElse("");
        }
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> METHODS.stream()
                        .filter(path.getValue()::has)
                        .forEach(method -> operations.add(
                                operation(method, path.getKey(), path.getValue().path(method)))));
        return operations;
    }

    private Operation operation(String method, String path, JsonNode node) {
        JsonNode body = resolved(node.path("requestBody")).path("content");
        return new Operation(node.path("operationId").asString(), method.toUpperCase(Locale.ROOT), path, node, body);
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }
}
