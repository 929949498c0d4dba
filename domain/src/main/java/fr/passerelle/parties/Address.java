package fr.passerelle.parties;

import org.jspecify.annotations.Nullable;

/**
 * A postal address.
 *
 * @param communeCode INSEE code of the commune, which is not the postal code
 * @param departmentCode department, {@code 2A} and {@code 974} included; never derived from a postal code
 */
public record Address(
        String street,
        @Nullable String postalCode,
        String city,
        @Nullable String communeCode,
        @Nullable String departmentCode,
        String country) {
    /** Personal data when it is a person's: never reaches a log. */
    @Override
    public String toString() {
        return "Address[…]";
    }
}
