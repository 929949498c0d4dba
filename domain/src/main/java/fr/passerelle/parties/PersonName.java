package fr.passerelle.parties;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    /** Apostrophes that Unicode counts among the letters, as in NʼGuessan, are none for us. */
    private static final Pattern NOT_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+|\\p{Lm}+");

    /** Letters that Unicode does not decompose, as machine-readable papers spell them. */
    private static final Map<String, String> PLAIN = Map.ofEntries(
            Map.entry("Œ", "OE"),
            Map.entry("Æ", "AE"),
            Map.entry("Þ", "TH"),
            Map.entry("Ø", "O"),
            Map.entry("Ɔ", "O"),
            Map.entry("Đ", "D"),
            Map.entry("Ð", "D"),
            Map.entry("Ɖ", "D"),
            Map.entry("Ɗ", "D"),
            Map.entry("Ɓ", "B"),
            Map.entry("Ɛ", "E"),
            Map.entry("Ħ", "H"),
            Map.entry("Ł", "L"),
            Map.entry("Ŋ", "N"),
            Map.entry("Ŧ", "T"));

    private static final Pattern NOT_PLAIN = Pattern.compile("[" + String.join("", PLAIN.keySet()) + "]");

    public PersonName {
        familyName = composed(familyName);
        usageName = usageName == null ? null : composed(usageName);
        givenNames = givenNames.stream().map(PersonName::composed).toList();
        if (familyName.isBlank()) {
            throw new IllegalArgumentException("a person has at least one name");
        }
    }

    /**
     * The name folded for comparison alone: no accents, strokes, ligatures, case, hyphens or apostrophes. Never shown,
     * never sent, since two people may share it.
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
        String letters = NOT_LETTERS.matcher(bare).replaceAll("").toUpperCase(Locale.ROOT);
        return NOT_PLAIN.matcher(letters).replaceAll(letter -> PLAIN.getOrDefault(letter.group(), letter.group()));
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
