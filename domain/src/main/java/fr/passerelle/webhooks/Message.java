package fr.passerelle.webhooks;

import java.util.Objects;

/**
 * What is posted.
 *
 * @param id the same at each attempt; holds no full stop
 * @param body JSON, sent byte for byte as it is signed
 */
@SuppressWarnings("ArrayRecordComponent")
public record Message(String id, byte[] body) {
    public Message {
        if (id.isEmpty() || id.indexOf('.') >= 0) {
            throw new IllegalArgumentException("the id of a message is part of what is signed, between full stops");
        }
        Objects.requireNonNull(body);
    }

    @Override
    public String toString() {
        return "Message[" + id + "]";
    }
}
