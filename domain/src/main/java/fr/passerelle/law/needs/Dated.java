package fr.passerelle.law.needs;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cells of dated tables. */
final class Dated {
    private Dated() {}

    static @Nullable LocalDate day(Map<String, String> row, String column) {
        String cell = row.getOrDefault(column, "");
        return cell.isEmpty() ? null : LocalDate.parse(cell);
    }

    /** Validity is inclusive at both ends; an empty end is still in force. */
    static boolean isInForce(@Nullable LocalDate from, @Nullable LocalDate to, LocalDate day) {
        return from != null && !from.isAfter(day) && (to == null || !to.isBefore(day));
    }
}
