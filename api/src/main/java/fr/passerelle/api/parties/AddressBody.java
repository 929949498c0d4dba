package fr.passerelle.api.parties;

import fr.passerelle.api.http.Errors;
import fr.passerelle.parties.Address;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A postal address on the wire, in and out. */
public record AddressBody(
        @Nullable String street,
        @Nullable String postalCode,
        @Nullable String city,
        @Nullable String communeCode,
        @Nullable String departmentCode,
        @Nullable String country) {
    private static final Pattern POSTAL_CODE = Pattern.compile("[0-9A-Za-z -]{1,12}");
    private static final Pattern COMMUNE = Pattern.compile("([0-9]{2}|2[AB])[0-9]{3}");
    private static final Pattern DEPARTMENT = Pattern.compile("([0-9]{2}|2[AB]|97[1-8]|98[678])");

    public static AddressBody of(Address address) {
        return new AddressBody(
                address.street(),
                address.postalCode(),
                address.city(),
                address.communeCode(),
                address.departmentCode(),
                address.country());
    }

    public static @Nullable AddressBody ofNullable(@Nullable Address address) {
        return address == null ? null : of(address);
    }

    public void check(Errors errors) {
        Rules.line(errors, "street", errors.required("street", street));
        Rules.line(errors, "city", errors.required("city", city));
        Rules.matches(errors, "postal_code", postalCode, POSTAL_CODE);
        Rules.matches(errors, "commune_code", communeCode, COMMUNE);
        Rules.matches(errors, "department_code", departmentCode, DEPARTMENT);
        Rules.country(errors, "country", errors.required("country", country));
    }

    public Address toAddress() {
        return new Address(
                Rules.given(street), postalCode, Rules.given(city), communeCode, departmentCode, Rules.given(country));
    }
}
