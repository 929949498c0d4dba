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
public record Person(PersonName name, @Nullable BirthDate birthDate, @Nullable ForeignerNumber foreignerNumber) {}
