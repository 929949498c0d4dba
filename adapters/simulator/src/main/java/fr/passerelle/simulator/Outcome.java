package fr.passerelle.simulator;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What came of an operation: its result, or the portal's refusal. The first refusal of a chain is the one that is told. */
sealed interface Outcome<T> {
    record Done<T>(T value) implements Outcome<T> {}

    record Refused<T>(Refusal refusal, List<FieldError> errors) implements Outcome<T> {
        public Refused {
            errors = List.copyOf(errors);
        }
    }

    /** One line of {@code erreurs}: which field, and what is wrong with it. */
    record FieldError(String field, String message) {}

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> refused(Refusal refusal) {
        return new Refused<>(refusal, List.of());
    }

    static <T> Outcome<T> refused(Refusal refusal, String field, String message) {
        return new Refused<>(refusal, List.of(new FieldError(field, message)));
    }

    static <A, B, R> Outcome<R> both(Outcome<A> first, Outcome<B> second, BiFunction<A, B, R> combination) {
        return first.then(a -> second.map(b -> combination.apply(a, b)));
    }

    default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
        return switch (this) {
            case Done<T>(T value) -> next.apply(value);
            case Refused<T>(Refusal refusal, List<FieldError> errors) -> new Refused<>(refusal, errors);
        };
    }

    default Optional<T> toOptional() {
        return switch (this) {
            case Done<T>(T value) -> Optional.of(value);
            case Refused<T> refused -> Optional.empty();
        };
    }

    default <R> Outcome<R> map(Function<? super T, R> next) {
        return then(value -> done(next.apply(value)));
    }
}
