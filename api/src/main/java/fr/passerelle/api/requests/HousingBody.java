package fr.passerelle.api.requests;

import fr.passerelle.api.http.Errors;
import fr.passerelle.api.parties.AddressBody;
import fr.passerelle.platform.FilingForm.Housing;
import org.jspecify.annotations.Nullable;

/** The housing of a seasonal worker, in and out. */
public record HousingBody(
        @Nullable Boolean provided,
        @Nullable AddressBody address,
        @Nullable Boolean decentHousingDeclared) {
    static HousingBody of(Housing housing) {
        return new HousingBody(
                housing.provided(), AddressBody.ofNullable(housing.address()), housing.decentHousingDeclared());
    }

    void check(Errors errors) {
        errors.required("provided", provided);
        errors.required("decent_housing_declared", decentHousingDeclared);
        if (address != null) {
            address.check(errors.at("address"));
        }
    }

    Housing toHousing() {
        return new Housing(
                Boolean.TRUE.equals(provided),
                address == null ? null : address.toAddress(),
                Boolean.TRUE.equals(decentHousingDeclared));
    }
}
