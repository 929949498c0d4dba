package fr.passerelle.law;

import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a table that clients choose codes from.
 *
 * @param french its label; absent where the source has none
 * @param english the same, where we have it
 * @param validFrom the first day on which it holds; absent where the source says none
 * @param validTo the last; absent while it holds
 * @param source where it was read
 * @param details what else the table says of it, by the names of its columns
 */
public record ReferenceEntry(
        String code,
        @Nullable String french,
        @Nullable String english,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        String source,
        Certainty certainty,
        Map<String, String> details) {

    public boolean isInForceOn(LocalDate day) {
        return (validFrom == null || !validFrom.isAfter(day)) && (validTo == null || !validTo.isBefore(day));
    }

    /** Its code and labels. */
    Stream<String> names() {
        return Stream.of(code, french == null ? "" : french, english == null ? "" : english);
    }
}
