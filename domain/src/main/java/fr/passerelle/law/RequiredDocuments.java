package fr.passerelle.law;

import fr.passerelle.documents.DocumentType;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumMap;
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
    private final Map<DocumentCase, List<Row>> table = new EnumMap<>(DocumentCase.class);

    public RequiredDocuments(LawTables tables) {
        for (Map<String, String> cells : tables.rows("required-documents")) {
            table.computeIfAbsent(DocumentCase.ofTable(cells.getOrDefault("case_code", "")), _ -> new ArrayList<>())
                    .add(Row.of(cells));
        }
    }

    /** The rows of a case in force on a day. */
    public List<Row> of(DocumentCase documentCase, LocalDate day) {
        return table.getOrDefault(documentCase, List.of()).stream()
                .filter(row -> row.isInForceOn(day))
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

        static DocumentCase ofTable(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** What decides whether a document is needed. */
    public enum Condition {
        /** None: the document is always needed. */
        ALWAYS,
        /** The situation de l'emploi may be held against the request. */
        LABOUR_MARKET_TEST,
        REGULATED_PROFESSION,
        PRIVATE_EMPLOYER,
        /** Another than the employer files, under a written mandate. */
        FILED_BY_ANOTHER,
        LIVES_IN_FRANCE,
        LIVES_ABROAD,
        STUDENT_APPRENTICE,
        /** The text that would say so was not read. */
        NOT_READ;

        static Condition ofTable(String code, boolean required) {
            if (code.isEmpty()) {
                return required ? ALWAYS : NOT_READ;
            }
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * One line of the table.
     *
     * @param decidedBy whether it is needed
     * @param condition the same in the words of the text
     * @param greatestAge of the document when the request is filed
     */
    public record Row(
            DocumentCase documentCase,
            DocumentType type,
            String label,
            Condition decidedBy,
            @Nullable String condition,
            @Nullable Period greatestAge,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            Certainty certainty,
            List<Basis> basis) {
        public Row {
            basis = List.copyOf(basis);
        }

        static Row of(Map<String, String> cells) {
            String validTo = cells.getOrDefault("valid_to", "");
            String condition = cells.getOrDefault("condition_fr", "");
            String age = cells.getOrDefault("max_age_months", "");
            LocalDate validFrom = LocalDate.parse(cells.getOrDefault("valid_from", ""));
            return new Row(
                    DocumentCase.ofTable(cells.getOrDefault("case_code", "")),
                    DocumentType.ofTable(cells.getOrDefault("doc_code", "")),
                    cells.getOrDefault("label_fr", ""),
                    Condition.ofTable(
                            cells.getOrDefault("condition_code", ""), "required".equals(cells.get("requirement"))),
                    condition.isEmpty() ? null : condition,
                    age.isEmpty() ? null : Period.ofMonths(Integer.parseInt(age)),
                    validFrom,
                    validTo.isEmpty() ? null : LocalDate.parse(validTo),
                    Certainty.ofTable(cells.getOrDefault("certainty", "")),
                    basis(cells.getOrDefault("article", ""), validFrom));
        }

        private static List<Basis> basis(String article, LocalDate since) {
            if (article.startsWith("C. trav.")) {
                return Basis.all(article);
            }
            if (article.startsWith("L. ") || article.startsWith("R. ")) {
                return Basis.all("C. trav. " + article.split(" \\(", 2)[0]);
            }
            String words = article.startsWith("not read") ? "article non lu" : "art. " + article;
            return List.of(new Basis("Arrêté du 1er avril 2021, " + words, "JORFTEXT000043317454", since));
        }

        boolean isInForceOn(LocalDate day) {
            return !validFrom.isAfter(day) && (validTo == null || !validTo.isBefore(day));
        }

        /** Whether a document given on a day is too old for a request filed on another. */
        public boolean isTooOld(LocalDate documentDate, LocalDate filing) {
            return greatestAge != null && !documentDate.plus(greatestAge).isAfter(filing);
        }
    }
}
