package fr.passerelle.anef;

import fr.passerelle.parties.BirthDate;
import fr.passerelle.parties.ForeignerNumber;
import fr.passerelle.parties.InvalidIdentifier;
import fr.passerelle.parties.PersonName;
import fr.passerelle.platform.Person;
import java.time.DateTimeException;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The person, as the portal shows them in drafts, files and receipts. */
record Salarie(
        @Nullable String nom,
        @Nullable List<@Nullable String> prenoms,
        @Nullable String dateNaissance,
        @Nullable String numeroEtranger) {

    Person person() {
        List<String> given = Wire.list(prenoms).stream()
                .filter(Predicate.not(String::isBlank))
                .toList();
        return new Person(new PersonName(Wire.given(nom, "salarie.nom"), null, given), birthDate(), foreignerNumber());
    }

    /** As {@link #person}, of a page that proves something: what identifies must be readable where it is shown. */
    Person personToTheLetter() {
        Person person = person();
        if (dateNaissance != null && person.birthDate() == null
                || numeroEtranger != null && person.foreignerNumber() == null) {
            throw new UnusableAnswer("unreadable identity");
        }
        return person;
    }

    private @Nullable BirthDate birthDate() {
        try {
            return dateNaissance == null ? null : BirthDate.parse(dateNaissance);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private @Nullable ForeignerNumber foreignerNumber() {
        try {
            return numeroEtranger == null ? null : ForeignerNumber.parse(numeroEtranger);
        } catch (InvalidIdentifier e) {
            return null;
        }
    }

    /** Personal data. */
    @Override
    public String toString() {
        return "Salarie[…]";
    }
}
