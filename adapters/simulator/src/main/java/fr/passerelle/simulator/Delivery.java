package fr.passerelle.simulator;

/** How an answer leaves, if one does. */
sealed interface Delivery {
    /** Whether the caller gets the very answer that the operation gave. */
    default boolean isFaithfulTo(Answer answer) {
        return this instanceof Sent(Answer sent) && sent.isSameAs(answer);
    }

    /** The status that leaves, or 0. */
    default int status() {
        return this instanceof Sent(Answer sent) ? sent.status() : 0;
    }

    record Sent(Answer answer) implements Delivery {}

    /** The connection is closed without a byte. */
    record HungUp() implements Delivery {}

    /** The connection is reset without a byte (TCP RST). */
    record Reset() implements Delivery {}

    /** Nothing comes, and the connection stays open. */
    record Silence() implements Delivery {}

    /**
     * The connection is closed somewhere between the first byte of the status line and the last of the body.
     *
     * @param draw chooses the byte
     */
    record CutShort(Answer answer, long draw) implements Delivery {}

    /** One byte at a time. */
    record Dripped(Answer answer) implements Delivery {}

    /** Half a gigabyte that begins like an answer. */
    record Flooded(Answer answer) implements Delivery {}
}
