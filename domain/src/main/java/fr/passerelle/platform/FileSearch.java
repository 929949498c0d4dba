package fr.passerelle.platform;

import fr.passerelle.parties.BirthDate;
import fr.passerelle.parties.Siret;
import org.jspecify.annotations.Nullable;

/** What to look for among the files of an account; absent members do not narrow. */
public record FileSearch(
        @Nullable Siret establishment,
        @Nullable String reference,
        @Nullable String familyName,
        @Nullable BirthDate birthDate) {

    public static FileSearch ofReference(Siret establishment, String reference) {
        return new FileSearch(establishment, reference, null, null);
    }

    /** Personal data: only its shape reaches a log. */
    @Override
    public String toString() {
        return "FileSearch[…]";
    }
}
