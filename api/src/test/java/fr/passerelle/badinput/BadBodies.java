package fr.passerelle.badinput;

import fr.passerelle.badinput.Schemas.Place;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What can be wrong with a JSON body, whatever it is for: its form, its members and their types. */
final class BadBodies {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String HOLE = "@hole@";
    private static final String UNHEARD_OF = "unheard_of";
    private static final int DEPTH = 100_000;
    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

    private final List<Place> places;
    private final JsonNode required;
    private final ObjectNode good;

    private BadBodies(Schemas schemas, JsonNode schema, ObjectNode good) {
        this.places = schemas.places(schema);
        this.required = schemas.resolved(schema).path("required");
        this.good = good;
    }

    /** All of them, made from a good one. */
    static List<BadBody> of(Schemas schemas, JsonNode schema, ObjectNode good) {
        BadBodies bodies = new BadBodies(schemas, schema, good);
        return Stream.of(
                        bodies.noDocuments(),
                        bodies.noObjects(),
                        bodies.badTexts(),
                        bodies.unknownMembers(),
                        bodies.nullElements(),
                        bodies.wrongValues(),
                        bodies.allAtOnce())
                .flatMap(List::stream)
                .toList();
    }

    private List<BadBody> noDocuments() {
        String text = good.toString();
        return List.of(
                BadBody.malformed("empty", ""),
                BadBody.malformed("blank", " \n"),
                BadBody.malformed("truncated", text.substring(0, text.length() - 1)),
                BadBody.malformed("trailing tokens", text + "{}"),
                BadBody.malformed("trailing text", text + "x"),
                BadBody.malformed("comment", "/* */" + text),
                BadBody.malformed("not a number", "{\"" + UNHEARD_OF + "\": NaN}"),
                BadBody.malformed("invalid UTF-8", withHole((byte) 0xC3, (byte) '(')),
                BadBody.malformed("encoded surrogate", withHole((byte) 0xED, (byte) 0xA0, (byte) 0x80)),
                BadBody.malformed("UTF-16", text.getBytes(StandardCharsets.UTF_16)),
                BadBody.malformed("bomb of lists", "[".repeat(DEPTH)),
                BadBody.malformed("whole bomb of lists", "[".repeat(DEPTH) + "]".repeat(DEPTH)),
                BadBody.malformed("bomb of objects", "{\"a\":".repeat(DEPTH / 3)),
                new BadBody("10 MB", large(), Set.of(413), List.of()));
    }

    private static byte[] large() {
        return ("{\"" + UNHEARD_OF + "\": \"" + "x".repeat(TEN_MEGABYTES) + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    private List<BadBody> noObjects() {
        return Stream.of("[]", "\"x\"", "5", "true", "null", "[" + good + "]")
                .map(text -> BadBody.invalid("no object: " + text.charAt(0), text, ""))
                .toList();
    }

    private List<BadBody> badTexts() {
        String first = good.propertyNames().iterator().next();
        String text = good.toString();
        String again = "{\"" + first + "\":" + good.get(first) + "," + text.substring(1);
        List<BadBody> bodies = new ArrayList<>(List.of(BadBody.invalid("duplicate member", again, "/" + first)));
        places.stream().filter(Place::isText).findFirst().ifPresent(place -> {
            String whole = with(place, NODES.stringNode(HOLE)).toString();
            bodies.add(BadBody.invalid("NUL", whole.replace(HOLE, "a\\u0000"), place.pointer()));
            bodies.add(BadBody.invalid("lone surrogate", whole.replace(HOLE, "\\ud800"), place.pointer()));
            bodies.add(BadBody.invalid("surrogates reversed", whole.replace(HOLE, "\\udc00\\ud800"), place.pointer()));
            bodies.add(BadBody.invalid("NIR", whole.replace(HOLE, "2 55 08 14 168 025 38"), place.pointer()));
        });
        bodies.add(BadBody.invalid("NUL in a name", "{\"a\\u0000\": 1," + text.substring(1), ""));
        return bodies;
    }

    private List<BadBody> unknownMembers() {
        List<BadBody> bodies = new ArrayList<>();
        bodies.add(BadBody.invalid(
                "unknown member", good.deepCopy().put(UNHEARD_OF, 1).toString(), "/" + UNHEARD_OF));
        places.stream()
                .filter(place -> place.schema().has("properties"))
                .map(place -> BadBody.invalid(
                        "unknown member in " + place.pointer(),
                        with(place, NODES.objectNode().put(UNHEARD_OF, 1)).toString(),
                        place.pointer() + "/" + UNHEARD_OF))
                .forEach(bodies::add);
        return bodies;
    }

    private List<BadBody> nullElements() {
        return places.stream()
                .filter(place -> place.type().equals("array"))
                .map(place -> BadBody.invalid(
                        "null in " + place.pointer(),
                        with(place, NODES.arrayNode().addNull()).toString(),
                        place.pointer() + "/0"))
                .toList();
    }

    /** One member wrong at a time. */
    private List<BadBody> wrongValues() {
        return places.stream()
                .flatMap(place -> wrong(place)
                        .map(value -> BadBody.invalid(
                                place.pointer() + " is " + shortened(value),
                                with(place, value).toString(),
                                place.pointer())))
                .toList();
    }

    private static String shortened(JsonNode value) {
        String text = value.toString();
        return text.length() <= 20 ? text : text.length() + " characters long";
    }

    /** Whatever can be told while binding is told together with what the rules say of the members that are not there. */
    private List<BadBody> allAtOnce() {
        ObjectNode everyType = NODES.objectNode();
        places.stream().filter(Place::isRoot).forEach(place -> everyType.set(place.name(), wrongType(place)));
        ObjectNode deep = NODES.objectNode();
        List<Place> leaves =
                places.stream().filter(place -> !place.holdsOthers()).toList();
        leaves.forEach(place -> put(deep, place.steps(), wrongType(place)));
        ObjectNode almostNothing = NODES.objectNode().put(UNHEARD_OF, 1);
        List<String> missing = new ArrayList<>(List.of("/" + UNHEARD_OF));
        required.forEach(name -> missing.add("/" + name.asString()));
        return List.of(
                invalid(
                        "every member of another type",
                        everyType,
                        pointers(places.stream().filter(Place::isRoot))),
                invalid("every value of another type", deep, pointers(leaves.stream())),
                invalid("required members and an unknown one", almostNothing, missing));
    }

    private static BadBody invalid(String fault, JsonNode body, List<String> pointers) {
        return BadBody.invalid(fault, body.toString(), pointers.toArray(String[]::new));
    }

    private static List<String> pointers(Stream<Place> places) {
        return places.map(Place::pointer).toList();
    }

    private static JsonNode wrongType(Place place) {
        return wrong(place).findFirst().orElseThrow();
    }

    /** Of another type first. */
    private static Stream<JsonNode> wrong(Place place) {
        return switch (place.type()) {
            case "string" ->
                Stream.concat(
                        Stream.of(NODES.numberNode(12), NODES.booleanNode(true), NODES.arrayNode(), NODES.objectNode()),
                        wrongTexts(place.schema()));
            case "integer" ->
                Stream.of(
                        NODES.stringNode("1"),
                        NODES.numberNode(1.5),
                        NODES.booleanNode(true),
                        NODES.arrayNode().add(1),
                        NODES.numberNode(Long.MAX_VALUE));
            case "boolean" -> Stream.of(NODES.stringNode("true"), NODES.numberNode(1), NODES.arrayNode());
            case "array" -> Stream.of(NODES.stringNode("x"), NODES.objectNode(), NODES.numberNode(1));
            default -> Stream.of(NODES.stringNode("x"), NODES.arrayNode(), NODES.numberNode(1));
        };
    }

    private static Stream<JsonNode> wrongTexts(JsonNode schema) {
        Stream.Builder<JsonNode> texts = Stream.builder();
        if (schema.has("enum")) {
            texts.add(NODES.stringNode(UNHEARD_OF));
        }
        if (schema.has("maxLength")) {
            texts.add(NODES.stringNode("x".repeat(schema.path("maxLength").asInt() + 1)));
        }
        if (schema.path("format").asString("").equals("date")) {
            texts.add(NODES.stringNode("2026-02-30"));
        }
        return texts.build();
    }

    private ObjectNode with(Place place, JsonNode value) {
        ObjectNode body = good.deepCopy();
        put(body, place.steps(), value);
        return body;
    }

    /** Makes what holds the place where it is not there. */
    private static void put(ObjectNode body, List<String> steps, JsonNode value) {
        JsonNode holder = body;
        for (int i = 0; i < steps.size() - 1; i++) {
            holder = held(holder, steps.get(i), steps.get(i + 1).equals("0"));
        }
        set(holder, steps.getLast(), value);
    }

    private static JsonNode held(JsonNode holder, String step, boolean isList) {
        JsonNode there = holder.isArray() ? holder.path(0) : holder.path(step);
        if (there.isContainer()) {
            return there;
        }
        JsonNode made = isList ? NODES.arrayNode() : NODES.objectNode();
        set(holder, step, made);
        return made;
    }

    private static void set(JsonNode holder, String step, JsonNode value) {
        switch (holder) {
            case ArrayNode list when list.isEmpty() -> list.add(value);
            case ArrayNode list -> list.set(0, value);
            default -> ((ObjectNode) holder).set(step, value);
        }
    }

    /** A good body but for these bytes in one of its texts. */
    private byte[] withHole(byte... bytes) {
        String text =
                "{\"" + UNHEARD_OF + "\": \"" + HOLE + "\"," + good.toString().substring(1);
        int at = text.indexOf(HOLE);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(text.substring(0, at).getBytes(StandardCharsets.UTF_8));
        whole.writeBytes(bytes);
        whole.writeBytes(text.substring(at + HOLE.length()).getBytes(StandardCharsets.UTF_8));
        return whole.toByteArray();
    }
}
