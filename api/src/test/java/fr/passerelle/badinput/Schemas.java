package fr.passerelle.badinput;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The schemas of a contract, by which a body is taken apart. */
record Schemas(JsonNode contract) {

    /** What a reference leads to; the node itself when it is none. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref")
                ? resolved(contract.at(node.path("$ref").asString().substring(1)))
                : node;
    }

    /** A member that may stand in a body, however deep; of lists, in their first element. */
    record Place(List<String> steps, JsonNode schema) {
        String pointer() {
            return "/" + String.join("/", steps);
        }

        String name() {
            return steps.getLast();
        }

        boolean isRoot() {
            return steps.size() == 1;
        }

        String type() {
            return schema.path("type").asString();
        }

        boolean isText() {
            return type().equals("string") && !schema.has("enum");
        }

        boolean holdsOthers() {
            return schema.has("properties") || schema.has("items");
        }
    }

    /** All places of a body, each after the one that holds it. */
    List<Place> places(JsonNode schema) {
        List<Place> places = new ArrayList<>();
        collect(List.of(), resolved(schema), places);
        return places;
    }

    private void collect(List<String> steps, JsonNode schema, List<Place> places) {
        schema.path("properties").forEachEntry((name, member) -> add(with(steps, name), resolved(member), places));
        if (schema.has("items")) {
            add(with(steps, "0"), resolved(schema.path("items")), places);
        }
    }

    private void add(List<String> steps, JsonNode schema, List<Place> places) {
        places.add(new Place(steps, schema));
        collect(steps, schema, places);
    }

    private static List<String> with(List<String> steps, String step) {
        List<String> more = new ArrayList<>(steps);
        more.add(step);
        return List.copyOf(more);
    }
}
