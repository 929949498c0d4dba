package fr.passerelle.law;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A table that clients choose codes from, as it stands.
 *
 * @param provided whether there is such a table; one whose copies carry another licence comes with the operator's file alone
 * @param digest of all that it holds: another one is another table
 * @param names of each entry, its code and labels, as they are searched
 */
public record ReferenceTable(boolean provided, List<ReferenceEntry> entries, String digest, List<List<String>> names) {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    static ReferenceTable of(boolean provided, List<ReferenceEntry> entries) {
        List<List<String>> names = entries.stream()
                .map(entry -> entry.names().map(ReferenceTable::folded).toList())
                .toList();
        return new ReferenceTable(provided, List.copyOf(entries), digest(provided + " " + entries), names);
    }

    /**
     * The entries that were asked for, in the order of the table.
     *
     * @param text somewhere in the code or a label, whatever its case and accents; empty for all
     * @param on in force on that day; empty for all, past and to come
     */
    public List<ReferenceEntry> find(Optional<String> text, Optional<LocalDate> on) {
        String wanted = folded(text.orElse(""));
        return IntStream.range(0, entries.size())
                .filter(i -> on.isEmpty() || entries.get(i).isInForceOn(on.get()))
                .filter(i -> names.get(i).stream().anyMatch(name -> name.contains(wanted)))
                .mapToObj(entries::get)
                .toList();
    }

    private static String folded(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        return plain.toLowerCase(Locale.ROOT)
                .replace("œ", "oe")
                .replace("æ", "ae")
                .replace('\u2019', '\'')
                .strip();
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
