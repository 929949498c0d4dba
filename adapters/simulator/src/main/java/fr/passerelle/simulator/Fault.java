package fr.passerelle.simulator;

import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What goes wrong with one call. It is decided before the operation acts, and {@link #strike} is the one place where an
 * operation or its answer is tampered with. {@link FaultKind} lists all that can go wrong, each made of one of these.
 */
sealed interface Fault {
    /** Lets the operation act, or not, and says how its answer leaves. */
    Struck strike(Supplier<Answer> operation);

    /**
     * What came of it.
     *
     * @param status of the answer that the operation gave, or of the one that was given in its stead; 0 for neither
     * @param isHarmful whether anything differs from a good day: a fault of a receipt does not harm a refusal
     */
    record Struck(int status, Delivery delivery, boolean isHarmful) {}

    record None() implements Fault {
        @Override
        public Struck strike(Supplier<Answer> operation) {
            Answer answer = operation.get();
            return new Struck(answer.status(), new Delivery.Sent(answer), false);
        }
    }

    /** The portal never learns of the call, and somebody or nobody answers for it. */
    record Unheard(Delivery instead) implements Fault {
        @Override
        public Struck strike(Supplier<Answer> operation) {
            return new Struck(instead.status(), instead, true);
        }
    }

    /** The portal does as it is asked, and the caller is told something else. A refusal is told as usual. */
    record Distorted(Function<Answer, Delivery> distortion) implements Fault {
        @Override
        public Struck strike(Supplier<Answer> operation) {
            Answer answer = operation.get();
            Delivery delivery = answer.isSuccess() ? distortion.apply(answer) : new Delivery.Sent(answer);
            return new Struck(answer.status(), delivery, !delivery.isFaithfulTo(answer));
        }
    }

    /**
     * The portal does something that nobody asked for, before or after what it was asked for, and tells the truth about it
     * or not.
     */
    record Misdeed(BooleanSupplier before, Function<Answer, Boolean> after) implements Fault {
        static Misdeed first(BooleanSupplier before) {
            return new Misdeed(before, answer -> false);
        }

        static Misdeed thereafter(BooleanSupplier after) {
            return new Misdeed(() -> false, answer -> answer.isSuccess() && after.getAsBoolean());
        }

        @Override
        public Struck strike(Supplier<Answer> operation) {
            boolean wasDone = before.getAsBoolean();
            Answer answer = operation.get();
            boolean isDone = after.apply(answer);
            return new Struck(answer.status(), new Delivery.Sent(answer), wasDone || isDone);
        }
    }
}
