package fr.passerelle.simulator;

import java.util.Optional;

/**
 * What goes wrong with one call. It is decided before the operation acts, and applied to the answer that the operation gave:
 * {@link #deliver} is the one place where an answer is tampered with.
 */
sealed interface Fault {
    /** The name under which it is counted; empty when nothing goes wrong. */
    Optional<String> code();

    Delivery deliver(Answer answer);

    /** How an answer leaves. */
    sealed interface Delivery {
        /** Whether the caller gets the very answer that the operation gave. */
        default boolean isFaithfulTo(Answer answer) {
            return this instanceof Sent(Answer sent) && sent.equals(answer);
        }

        record Sent(Answer answer) implements Delivery {}

        /** The connection is closed without a byte. */
        record HungUp() implements Delivery {}
    }

    record None() implements Fault {
        @Override
        public Optional<String> code() {
            return Optional.empty();
        }

        @Override
        public Delivery deliver(Answer answer) {
            return new Delivery.Sent(answer);
        }
    }

    /** What the portal accepted, the caller never hears of. A refusal is told as usual. */
    record AnswerLost() implements Fault {
        @Override
        public Optional<String> code() {
            return Optional.of("answer-lost");
        }

        @Override
        public Delivery deliver(Answer answer) {
            return answer.isSuccess() ? new Delivery.HungUp() : new Delivery.Sent(answer);
        }
    }
}
