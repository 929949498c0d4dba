package fr.passerelle.api.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** SHA-256 of a JSON document in its canonical form: without blanks, members sorted by name. */
final class BodyDigest {
    private static final JsonMapper PLAIN = JsonMapper.shared();

    private BodyDigest() {}

    static byte[] of(JsonNode document) {
        return sha256().digest(PLAIN.writeValueAsBytes(sorted(document)));
    }

    /** Of a call without a body. */
    static byte[] ofNothing() {
        return sha256().digest();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            return sortedObject(node);
        }
        if (node.isArray()) {
            return JsonNodeFactory.instance
                    .arrayNode()
                    .addAll(node.valueStream().map(BodyDigest::sorted).toList());
        }
        return node;
    }

    private static ObjectNode sortedObject(JsonNode node) {
        Map<String, JsonNode> members = new TreeMap<>();
        node.forEachEntry((name, value) -> members.put(name, sorted(value)));
        ObjectNode sorted = JsonNodeFactory.instance.objectNode();
        members.forEach(sorted::set);
        return sorted;
    }
}
