package fr.passerelle.api.security;

import java.util.List;
import java.util.Set;

/** What a route asks of its caller. */
sealed interface Access {

    /** No token at all. */
    record Open() implements Access {}

    /** A valid token, whatever its scopes. */
    record AnyToken() implements Access {}

    /** A valid token with one of these scopes. */
    record OneOf(List<Scope> scopes) implements Access {}

    /** A valid token with each of these scopes. */
    record AllOf(List<Scope> scopes) implements Access {}

    static Access oneOf(Scope... scopes) {
        return new OneOf(List.of(scopes));
    }

    static Access allOf(Scope... scopes) {
        return new AllOf(List.of(scopes));
    }

    default boolean isGrantedTo(Set<Scope> held) {
        return switch (this) {
            case Open _, AnyToken _ -> true;
            case OneOf one -> one.scopes().stream().anyMatch(held::contains);
            case AllOf all -> held.containsAll(all.scopes());
        };
    }

    /** The scopes to ask for, as a challenge names them. */
    default List<Scope> scopes() {
        return switch (this) {
            case Open _, AnyToken _ -> List.of();
            case OneOf one -> one.scopes();
            case AllOf all -> all.scopes();
        };
    }
}
