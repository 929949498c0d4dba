package fr.passerelle.platform;

import fr.passerelle.parties.BirthDate;
import fr.passerelle.parties.ForeignerNumber;
import fr.passerelle.parties.PersonName;
import org.jspecify.annotations.Nullable;

/**
 * The person of a file, as the platform shows them.
 *
 * @param birthDate absent when the platform shows none, or one that cannot be read
 */
public record Person(
        PersonName name,
        @Nullable BirthDate birthDate,
        @Nullable ForeignerNumber foreignerNumber) {

    /**
     * Whether this may be the same person: the family name is the same but for accents and hyphens, and neither the birth
     * date nor the foreigner number differs. A reason to ask a human, never a proof.
     */
    public boolean looksLike(Person other) {
        return name.sharesFamilyNameWith(other.name)
                && (birthDate == null || other.birthDate == null || birthDate.equals(other.birthDate))
                && (foreignerNumber == null
                        || other.foreignerNumber == null
                        || foreignerNumber.equals(other.foreignerNumber));
    }
}
