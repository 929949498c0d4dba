package fr.passerelle.api.requests;

import fr.passerelle.api.http.Checked;
import fr.passerelle.api.http.Errors;
import fr.passerelle.api.parties.Rules;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.requests.RequestType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file on the platform that is to be taken over. */
public record AdoptionBody(
        @Nullable String employer,
        @Nullable String depositNumber,
        @Nullable String worker,
        @Nullable String clientReference,
        @Nullable RequestType type,
        @Nullable String actingUser,
        @Nullable Map<String, String> metadata)
        implements Checked {
    @Override
    public void check(Errors errors) {
        Rules.reference(errors, "employer", errors.required("employer", employer));
        errors.parse(
                "deposit_number",
                errors.required("deposit_number", depositNumber),
                "invalid_deposit_number",
                DepositNumber::new);
        Rules.reference(errors, "worker", worker);
        Rules.reference(errors, "client_reference", clientReference);
        errors.required("type", type);
        Rules.reference(errors, "acting_user", actingUser);
        Rules.metadata(errors, metadata);
    }
}
