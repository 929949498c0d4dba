package fr.passerelle.api.requests;

import fr.passerelle.api.http.Errors;
import fr.passerelle.api.parties.AddressBody;
import fr.passerelle.api.parties.Rules;
import fr.passerelle.parties.Address;
import org.jspecify.annotations.Nullable;

/** A place of work, in and out. */
public record WorkplaceBody(@Nullable AddressBody address) {
    static WorkplaceBody of(Address address) {
        return new WorkplaceBody(AddressBody.of(address));
    }

    void check(Errors errors) {
        AddressBody required = errors.required("address", address);
        if (required != null) {
            required.check(errors.at("address"));
        }
    }

    Address toAddress() {
        return Rules.given(address).toAddress();
    }
}
