package fr.passerelle.persistence;

import io.r2dbc.postgresql.api.PostgresqlException;
import io.r2dbc.spi.R2dbcException;

/** A unique constraint forbade a write; its transaction can only be rolled back. Told apart by name, never by message. */
final class ConstraintBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String UNIQUE_VIOLATION = "23505";

    private final String constraint;

    private ConstraintBroken(String constraint, Throwable cause) {
        super(constraint, cause);
        this.constraint = constraint;
    }

    /** The same failure by its constraint, when it is one of uniqueness. */
    static Throwable named(R2dbcException failure) {
        if (!UNIQUE_VIOLATION.equals(failure.getSqlState()) || !(failure instanceof PostgresqlException detailed)) {
            return failure;
        }
        return detailed.getErrorDetails()
                .getConstraintName()
                .<Throwable>map(name -> new ConstraintBroken(name, failure))
                .orElse(failure);
    }

    boolean is(String name) {
        return constraint.equals(name);
    }
}
