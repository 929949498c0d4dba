package fr.passerelle.law.time;

import fr.passerelle.law.Basis;
import fr.passerelle.law.Certainty;
import fr.passerelle.law.LawTables;
import fr.passerelle.law.time.Deadline.Dated;
import fr.passerelle.law.time.Deadline.Fact;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long the administration takes for a type of request, by what is known from practice: no text promises it. A dated
 * default, as long as too few have been measured: see {@link ReviewTime}.
 */
public record ReviewDelay(
        String requestType,
        int length,
        Length.Unit unit,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        Certainty certainty,
        Basis basis) {
    /** The code of the day by which to file. */
    public static final String FILE_BY = "FILE_BY";

    static final String TOO_LATE = "the decision may come after the start of the contract";

    private static final String ANY = "any";
    private static final List<ReviewDelay> SHIPPED = LawTables.shipped().rows("review-delays").stream()
            .map(ReviewDelay::of)
            .toList();

    private static ReviewDelay of(Map<String, String> row) {
        String validTo = row.getOrDefault("valid_to", "");
        return new ReviewDelay(
                row.getOrDefault("request_type", ""),
                Integer.parseInt(row.getOrDefault("length", "")),
                row.getOrDefault("unit", "").startsWith("calendar month")
                        ? Length.Unit.MONTHS
                        : Length.Unit.CALENDAR_DAYS,
                LocalDate.parse(row.getOrDefault("valid_from", "")),
                validTo.isEmpty() ? null : LocalDate.parse(validTo),
                Certainty.ofTable(row.getOrDefault("certainty", "")),
                basis(row, validTo));
    }

    /** What it rests on, how long it is, since when, and where it was read: nobody has to open our table for that. */
    private static Basis basis(Map<String, String> row, String validTo) {
        String length = row.getOrDefault("length", "")
                + (row.getOrDefault("unit", "").startsWith("calendar month") ? " mois" : " jours");
        String valid =
                "depuis le " + row.getOrDefault("valid_from", "") + (validTo.isEmpty() ? "" : " jusqu'au " + validTo);
        return new Basis(
                "%s (%s, %s ; %s)"
                        .formatted(row.getOrDefault("basis", ""), length, valid, row.getOrDefault("source", "")),
                null,
                null);
    }

    /** That of a type on a day: its own, or else that of any. */
    public static ReviewDelay of(String requestType, LocalDate day) {
        return SHIPPED.stream()
                .filter(row -> row.requestType.equals(requestType) || row.requestType.equals(ANY))
                .filter(row -> !row.validFrom.isAfter(day) && (row.validTo == null || !row.validTo.isBefore(day)))
                .min(Comparator.comparing(row -> row.requestType.equals(ANY)))
                .orElseThrow(() -> new IllegalArgumentException("no delay is known for " + day));
    }

    /** The last day to file for whoever wants the decision before the contract starts. */
    public Dated fileBy(LocalDate contractStart) {
        LocalDate day =
                unit == Length.Unit.MONTHS ? contractStart.minusMonths(length) : contractStart.minusDays(length);
        return new Dated(
                FILE_BY,
                null,
                day,
                Territory.PARIS.endOf(day),
                List.of(),
                List.of(basis),
                List.of(Fact.on("contract_start", contractStart)),
                List.of(),
                certainty,
                TOO_LATE);
    }
}
