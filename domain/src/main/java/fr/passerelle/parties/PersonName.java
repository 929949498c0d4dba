package fr.passerelle.parties;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The name of a person, letters and accents as given, in Unicode's composed form. A person with one name only has it as
 * family name and no given names.
 *
 * @param familyName nom de naissance
 * @param usageName nom d'usage, when the person bears one
 * @param givenNames prénoms, in their order; may be empty
 */
public record PersonName(String familyName, @Nullable String usageName, List<String> givenNames) {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NOT_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

    public PersonName {
        familyName = composed(familyName);
        usageName = usageName == null ? null : composed(usageName);
        givenNames = givenNames.stream().map(PersonName::composed).toList();
        if (familyName.isBlank()) {
            throw new IllegalArgumentException("a person has at least one name");
        }
    }

    /**
     * The name folded for comparison alone: no accents, case, hyphens or apostrophes. Never shown, never sent, since two
     * people may share it.
     */
    public String folded() {
        return Stream.concat(Stream.of(familyName), givenNames.stream())
                .map(PersonName::fold)
                .collect(Collectors.joining(" "));
    }

    /** Whether both family names are the same but for accents, case, hyphens and apostrophes. */
    public boolean sharesFamilyNameWith(PersonName other) {
        return fold(familyName).equals(fold(other.familyName));
    }

    private static String fold(String text) {
        String bare =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        return NOT_LETTERS.matcher(bare).replaceAll("").toUpperCase(Locale.ROOT);
    }

    private static String composed(String text) {
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
    }

    /** Personal data: the name itself never reaches a log. */
    @Override
    public String toString() {
        return "PersonName[…]";
    }
}
