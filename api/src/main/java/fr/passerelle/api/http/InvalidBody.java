package fr.passerelle.api.http;

import java.util.List;

/** A body that is JSON but not what the call needs, with everything that is wrong with it. */
public final class InvalidBody extends ApiProblem {
    private static final long serialVersionUID = 1L;

    public InvalidBody(List<FieldError> errors) {
        super(ProblemCode.INVALID_BODY, Content.NONE.with(errors));
    }
}
