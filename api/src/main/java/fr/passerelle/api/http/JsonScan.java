package fr.passerelle.api.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One pass over the text of a body, before anything is bound. What is not JSON in UTF-8, or nests too deep, stops it; what JSON
 * allows and we do not (duplicate names, NUL, half characters, nulls in lists, social security numbers) is noted, and the pass
 * goes on to the end.
 */
final class JsonScan {
    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 64;
    private static final int LONGEST_NAME = 200;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNameLength(LONGEST_NAME)
                    .build())
            .build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;
    private final Errors errors;

    private JsonScan(JsonParser parser, Errors errors) {
        this.parser = parser;
        this.errors = errors;
    }

    /**
     * The document in these bytes. Faults are noted in the errors.
     *
     * @throws ApiProblem {@code malformed_json} when the bytes are no JSON document
     */
    static JsonNode read(byte[] bytes, Errors errors) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text(bytes))) {
            return new JsonScan(parser, errors).document();
        } catch (JacksonException | NumberFormatException | CharacterCodingException e) {
            throw new ApiProblem(ProblemCode.MALFORMED_JSON);
        }
    }

    /** Decoded here, since Jackson guesses other encodings and lets some malformed sequences pass. */
    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private JsonNode document() {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new ApiProblem(ProblemCode.MALFORMED_JSON);
        }
        JsonNode root = value(first, Pointer.ROOT);
        if (parser.nextToken() != null) {
            throw new ApiProblem(ProblemCode.MALFORMED_JSON);
        }
        return root;
    }

    private JsonNode value(JsonToken token, Pointer place) {
        return switch (token) {
            case START_OBJECT -> object(place);
            case START_ARRAY -> array(place);
            case VALUE_STRING -> NODES.stringNode(checked(parser.getString(), place));
            case VALUE_NUMBER_INT -> integer(place);
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new ApiProblem(ProblemCode.MALFORMED_JSON);
        };
    }

    private JsonNode integer(Pointer place) {
        checked(parser.getString(), place);
        return NODES.numberNode(parser.getBigIntegerValue());
    }

    private ObjectNode object(Pointer place) {
        ObjectNode node = NODES.objectNode();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            Pointer member = memberOf(place, name);
            if (node.has(name)) {
                note(member, "duplicate_member");
            }
            node.set(name, value(parser.nextToken(), member));
        }
        return node;
    }

    /** A name that an answer must not repeat is reported at the object that holds it. */
    private Pointer memberOf(Pointer place, String name) {
        Optional<String> fault = TextFaults.in(name);
        fault.ifPresent(code -> note(place, code));
        return fault.isPresent() ? place : place.child(name);
    }

    private ArrayNode array(Pointer place) {
        ArrayNode node = NODES.arrayNode();
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            Pointer element = place.child(node.size());
            if (token == JsonToken.VALUE_NULL) {
                note(element, "null_element");
            }
            node.add(value(token, element));
            token = parser.nextToken();
        }
        return node;
    }

    private String checked(String text, Pointer place) {
        TextFaults.in(text).ifPresent(code -> note(place, code));
        return text;
    }

    private void note(Pointer place, String code) {
        errors.addAt(place, new FieldError(code, null, null, Map.of()));
    }
}
