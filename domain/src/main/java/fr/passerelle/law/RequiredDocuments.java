package fr.passerelle.law;

import fr.passerelle.documents.DocumentType;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which documents go with a request, as a dated table.
 *
 * <p>Source: arrêté of 1 April 2021 (JORFTEXT000043317454) amended by the arrêté of 3 January 2025. Only its article 1, 1°
 * to 4°, was read in the text; each other row says where it comes from and how sure it is.
 */
public final class RequiredDocuments {
    private static final List<Row> TABLE =
            Csv.table("required-documents.csv").stream().map(Row::of).toList();

    private RequiredDocuments() {}

    /** The rows of a case in force on a day. */
    public static List<Row> of(DocumentCase documentCase, LocalDate day) {
        return TABLE.stream()
                .filter(row -> row.documentCase.equals(documentCase.code()) && row.isInForceOn(day))
                .toList();
    }

    /** The cases that the table tells apart. */
    public enum DocumentCase {
        INTRODUCTION,
        RESIDENT,
        SEASONAL,
        ASYLUM_SEEKER,
        STUDENT,
        POSTING_SERVICE,
        POSTING_INTRAGROUP,
        POSTING_AGENCY,
        LABOUR_LENDING,
        RENEWAL;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One line of the table.
     *
     * @param always whether the document is always required; otherwise a condition decides, which the label states
     * @param basis article and text
     */
    public record Row(
            String documentCase,
            DocumentType type,
            String label,
            boolean always,
            @Nullable String condition,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            Certainty certainty,
            String basis) {

        static Row of(Map<String, String> cells) {
            String validTo = cells.getOrDefault("valid_to", "");
            String condition = cells.getOrDefault("condition_fr", "");
            return new Row(
                    cells.getOrDefault("case_code", ""),
                    DocumentType.ofTable(cells.getOrDefault("doc_code", "")),
                    cells.getOrDefault("label_fr", ""),
                    "required".equals(cells.get("requirement")),
                    condition.isEmpty() ? null : condition,
                    LocalDate.parse(cells.getOrDefault("valid_from", "")),
                    validTo.isEmpty() ? null : LocalDate.parse(validTo),
                    Certainty.ofTable(cells.getOrDefault("certainty", "")),
                    "Arrêté du 1er avril 2021 (JORFTEXT000043317454), " + cells.getOrDefault("article", ""));
        }

        boolean isInForceOn(LocalDate day) {
            return !validFrom.isAfter(day) && (validTo == null || !validTo.isBefore(day));
        }

        /** Whether a request without this document must not be filed. */
        public boolean blocks() {
            return always && certainty.mayBlock();
        }
    }
}
