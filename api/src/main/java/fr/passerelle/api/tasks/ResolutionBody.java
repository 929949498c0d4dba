package fr.passerelle.api.tasks;

import fr.passerelle.api.http.Checked;
import fr.passerelle.api.http.Errors;
import fr.passerelle.api.parties.Rules;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.requests.ResolveTask;
import fr.passerelle.tasks.TaskOutcome;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a human settles a task. */
public record ResolutionBody(
        @Nullable TaskOutcome outcome,
        @Nullable String by,
        @Nullable String note,
        @Nullable String depositNumber,
        @Nullable LocalDate registeredOn,
        @Nullable String proofSha256,
        @Nullable LocalDate on)
        implements Checked {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    @Override
    public void check(Errors errors) {
        errors.required("outcome", outcome);
        Rules.reference(errors, "by", errors.required("by", by));
        Rules.words(errors, "note", note);
        errors.parse("deposit_number", depositNumber, "invalid_deposit_number", DepositNumber::new);
        Rules.matches(errors, "proof_sha256", proofSha256, SHA_256);
    }

    ResolveTask.Word toWord() {
        return new ResolveTask.Word(
                Rules.given(outcome),
                Rules.given(by),
                note,
                depositNumber == null ? null : new DepositNumber(depositNumber),
                registeredOn,
                proofSha256,
                on);
    }
}
