package fr.passerelle.api.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the contract says of events, and how it is written there. */
record EventContract(JsonNode document) {
    private static final String SCHEMAS = "#/components/schemas/";

    /** Heads the part of the schemas that {@link #text} writes. */
    private static final String SECTION = "\n"
            + "    # --- Events, by subject: as EventSchemasTest says"
            + " -------------------------------------------------------------\n";

    /** Schemas of the contract that those of events are made of. */
    private static final List<String> PARTS = List.of(
            "EventId",
            "EmployerId",
            "WorkerId",
            "RequestId",
            "AlertId",
            "AnyId",
            "Reference",
            "Day",
            "Instant",
            "Version",
            "EventCode",
            "EventText",
            "EventNumber");

    static EventContract ofRecord() {
        try (InputStream stream =
                Objects.requireNonNull(EventContract.class.getResourceAsStream("/contract/openapi.yaml"))) {
            Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(stream);
            return new EventContract(JsonMapper.shared().valueToTree(read));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> types() {
        return document.at("/components/schemas/EventType/enum")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /** The schema of events about a type of subject: without references, descriptions and titles. */
    JsonNode schemaOf(String subject) {
        return plain(document.at("/components/schemas/" + schemaName(subject)));
    }

    boolean webhookOf(String subject) {
        String schema = document.at(
                        "/webhooks/" + webhookName(subject) + "/post/requestBody/content/application~1json/schema/$ref")
                .asString("");
        return schema.equals(SCHEMAS + schemaName(subject));
    }

    static JsonNode plain(Map<String, Object> schema) {
        return new EventContract(JsonMapper.shared().createObjectNode())
                .plain(JsonMapper.shared().<JsonNode>valueToTree(schema));
    }

    private JsonNode plain(JsonNode node) {
        if (node.has("$ref")) {
            return plain(document.at(node.path("$ref").asString().substring(1)));
        }
        if (node.isArray()) {
            ArrayNode sorted = JsonMapper.shared().createArrayNode();
            node.valueStream().map(JsonNode::asString).sorted().forEach(sorted::add);
            return sorted;
        }
        if (!node.isObject()) {
            return node.isNumber() ? JsonMapper.shared().getNodeFactory().numberNode(node.asLong()) : node;
        }
        ObjectNode plain = JsonMapper.shared().createObjectNode();
        node.properties().stream()
                .filter(member -> !isDescription(member.getKey(), member.getValue()))
                .forEach(member -> plain.set(member.getKey(), plain(member.getValue())));
        return plain;
    }

    private static boolean isDescription(String name, JsonNode value) {
        return (name.equals("description") || name.equals("title")) && value.isString();
    }

    private static String schemaName(String subject) {
        String name = webhookName(subject);
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static String webhookName(String subject) {
        StringBuilder name = new StringBuilder();
        for (String word : subject.split("_")) {
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.append("Event").toString();
    }

    // The contract's text

    String text(List<String> subjects) {
        return "webhooks:\n"
                + subjects.stream().map(this::webhookText).collect(Collectors.joining())
                + SECTION
                + subjects.stream().map(this::schemaText).collect(Collectors.joining());
    }

    private String webhookText(String subject) {
        return """
              %1$s:
                post:
                  operationId: %1$s
                  tags: [webhooks]
                  summary: Events about a subject of type %2$s
                  description: See `eventOccurred`.
                  security: []
                  requestBody:
                    description: The event.
                    required: true
                    content:
                      application/json:
                        schema: {$ref: '#/components/schemas/%3$s'}
                  responses:
                    2XX:
                      description: You have kept the event.
            """.formatted(webhookName(subject), subject, schemaName(subject));
    }

    private String schemaText(String subject) {
        JsonNode schema = JsonMapper.shared().valueToTree(EventSchemas.about(subject));
        JsonNode data = schema.at("/properties/data");
        StringBuilder text = new StringBuilder();
        text.append("""
                %s:
                  type: object
                  description: An event about a `%s`.
                  additionalProperties: false
                  required: [id, position, type, timestamp, subject, data]
                  properties:
                    id: {$ref: '#/components/schemas/EventId'}
                    position: {$ref: '#/components/schemas/Position'}
                    type:
                      type: string
                      enum:
            """.formatted(schemaName(subject), subject));
        schema.at("/properties/type/enum")
                .forEach(type ->
                        text.append("            - ").append(type.asString()).append('\n'));
        text.append("""
                    timestamp: {$ref: '#/components/schemas/Instant'}
                    subject:
                      type: object
                      additionalProperties: false
                      required: [type, id, sequence]
                      properties:
                        type:
                          type: string
                          enum: [%s]
                        id: {$ref: '#/components/schemas/AnyId'}
                        sequence: {$ref: '#/components/schemas/Version'}
                    data:
                      title: %sData
                      type: object
                      additionalProperties: false
            """.formatted(subject, schemaName(subject)));
        if (data.has("required")) {
            text.append("          required:\n");
            data.path("required")
                    .forEach(name -> text.append("            - ")
                            .append(name.asString())
                            .append('\n'));
        }
        if (data.path("properties").isEmpty()) {
            text.append("          properties: {}\n");
        } else {
            text.append("          properties:\n");
        }
        data.path("properties")
                .forEachEntry((name, member) -> text.append("            ")
                        .append(name)
                        .append(": ")
                        .append(part(member))
                        .append('\n'));
        return text.toString();
    }

    private String part(JsonNode member) {
        JsonNode wanted = plain(member);
        Stream<String> fitting = PARTS.stream()
                .filter(name ->
                        plain(document.at("/components/schemas/" + name)).equals(wanted));
        return fitting.findFirst()
                .map(name -> "{$ref: '" + SCHEMAS + name + "'}")
                .orElse("{"
                        + wanted.propertyStream()
                                .map(one -> one.getKey() + ": " + one.getValue().asString())
                                .collect(Collectors.joining(", "))
                        + "}");
    }
}
