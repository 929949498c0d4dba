package fr.passerelle.api.requests;

import fr.passerelle.api.http.Checked;
import fr.passerelle.api.http.Errors;
import fr.passerelle.api.parties.Rules;
import fr.passerelle.requests.SubmitRequest;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a client says as it submits. */
public record SubmissionBody(
        @Nullable String actingUser,
        @Nullable String approvedBy,
        @Nullable List<String> acknowledgedWarnings) implements Checked {
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_.:]{0,99}");
    private static final int MOST_WARNINGS = 100;

    @Override
    public void check(Errors errors) {
        Rules.reference(errors, "acting_user", actingUser);
        Rules.reference(errors, "approved_by", approvedBy);
        errors.atMost("acknowledged_warnings", MOST_WARNINGS, acknowledgedWarnings);
        errors.each("acknowledged_warnings", acknowledgedWarnings, SubmissionBody::checkCode);
    }

    static void checkCode(String code, Errors errors) {
        if (!CODE.matcher(code).matches()) {
            errors.add("invalid_format");
        }
    }

    SubmitRequest.Command toCommand(@Nullable Long expectedVersion) {
        return new SubmitRequest.Command(
                actingUser,
                approvedBy,
                acknowledgedWarnings == null ? Set.of() : Set.copyOf(acknowledgedWarnings),
                expectedVersion);
    }
}
