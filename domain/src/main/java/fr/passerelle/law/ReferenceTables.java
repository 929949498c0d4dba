package fr.passerelle.law;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the law that clients choose codes from, each by its public name. Whatever the operator provides in place of a
 * table that ships shows here as well.
 */
public final class ReferenceTables {
    private final Map<String, ReferenceTable> tables;

    /** All of them as the law's tables are now; they do not change any more. */
    public ReferenceTables(LawTables law) {
        tables = Stream.of(Form.values())
                .collect(Collectors.toMap(
                        form -> form.publicName, form -> form.read(law), (one, _) -> one, TreeMap::new));
    }

    public Optional<ReferenceTable> named(String publicName) {
        return Optional.ofNullable(tables.get(publicName));
    }

    /** The public names, in alphabetical order. */
    public List<String> names() {
        return List.copyOf(tables.keySet());
    }

    /** How a file becomes a list to choose from: what is the code, the label, and how sure it is. */
    private enum Form {
        COUNTRIES("countries", "countries", "iso2", "name_fr", Form::sourced) {
            @Override
            @Nullable
            String english(Map<String, String> row) {
                return Locale.of("", cell(row, "iso2")).getDisplayCountry(Locale.ENGLISH);
            }
        },
        TITLES("titles", "residence-titles", "title_code", "label_fr", Form::byText),
        DOCUMENT_TYPES("document-types", "required-documents", "doc_code", "label_fr", Form::byColumn) {
            @Override
            String codeOf(Map<String, String> row) {
                return super.codeOf(row).toLowerCase(Locale.ROOT);
            }

            @Override
            List<ReferenceEntry> entries(List<Map<String, String>> rows) {
                return grouped(super.entries(rows));
            }
        },
        REQUEST_TYPES("request-types", "request-types", "code", "label_fr", Form::byColumn) {
            @Override
            @Nullable
            String english(Map<String, String> row) {
                return cell(row, "label_en");
            }
        },
        COLLECTIVE_AGREEMENTS("collective-agreements", "idcc", "idcc", "title", Form::sourced),
        DEPARTMENTS("departments", "departments", "code", "name", Form::sourced),
        MINIMUM_WAGES("minimum-wages", "minimum-wage", "item", "", Form::byColumn) {
            @Override
            List<ReferenceEntry> entries(List<Map<String, String>> rows) {
                return untilTheNext(super.entries(rows));
            }
        },
        SHORTAGE_OCCUPATIONS("shortage-occupations", "shortage-occupations", "fap_code", "fap_label", Form::byColumn),
        DEADLINES("deadlines", "deadlines", "code", "", Form::byColumn) {
            /** As a request's deadlines name them. */
            @Override
            String codeOf(Map<String, String> row) {
                return super.codeOf(row).toLowerCase(Locale.ROOT);
            }
        },
        ROME("rome", "rome", "rome_code", "label_fr", Form::sourced),
        FAP("fap", "fap", "fap_code", "fap_label", Form::sourced),
        FAP_ROME("fap-rome", "fap-rome", "fap_code", "fap_label", Form::sourced),
        PCS_ESE("pcs-ese", "pcs-ese", "pcs_code", "label_fr", Form::sourced);

        private final String publicName;
        private final String file;
        private final String code;
        private final String label;
        private final Function<Map<String, String>, Certainty> certainty;

        Form(
                String publicName,
                String file,
                String code,
                String label,
                Function<Map<String, String>, Certainty> certainty) {
            this.publicName = publicName;
            this.file = file;
            this.code = code;
            this.label = label;
            this.certainty = certainty;
        }

        ReferenceTable read(LawTables law) {
            boolean provided = law.holds(file);
            return ReferenceTable.of(provided, provided ? entries(law.rows(file)) : List.of());
        }

        List<ReferenceEntry> entries(List<Map<String, String>> rows) {
            return rows.stream().map(this::entry).toList();
        }

        private ReferenceEntry entry(Map<String, String> row) {
            String named = codeOf(row);
            return new ReferenceEntry(
                    named,
                    Optional.ofNullable(text(row, label))
                            .or(() -> Labels.french(publicName, named))
                            .orElse(null),
                    english(row),
                    day(row, "valid_from"),
                    day(row, "valid_to"),
                    cell(row, "source"),
                    certainty.apply(row),
                    details(row));
        }

        String codeOf(Map<String, String> row) {
            return cell(row, code);
        }

        @Nullable
        String english(Map<String, String> row) {
            return Labels.english(publicName, codeOf(row)).orElse(null);
        }

        /** The columns that no member of its own says; what is empty is left out. */
        private Map<String, String> details(Map<String, String> row) {
            Map<String, String> details = new LinkedHashMap<>(row);
            details.keySet()
                    .removeAll(List.of(code, label, "label_en", "valid_from", "valid_to", "source", "certainty"));
            details.values().removeIf(String::isBlank);
            return details;
        }

        // How sure a row is

        private static Certainty byColumn(Map<String, String> row) {
            return Certainty.ofTable(cell(row, "certainty"));
        }

        private static Certainty sourced(Map<String, String> row) {
            return Certainty.SOURCED;
        }

        /** A title's right to work was read in a text where the article that it names is one of those that we hold. */
        private static Certainty byText(Map<String, String> row) {
            String basis = cell(row, "work_right_basis");
            boolean isRead = Basis.all(basis).stream()
                    .anyMatch(cited -> cited.legiarti() != null || cited.inForceSince() != null);
            return isRead ? Certainty.TEXT : Certainty.UNVERIFIED;
        }

        // What several rows say together

        /** A row holds until the next of its kind begins. */
        private static List<ReferenceEntry> untilTheNext(List<ReferenceEntry> entries) {
            return entries.stream()
                    .map(entry -> entry.validTo() == null ? ending(entry, entries) : entry)
                    .toList();
        }

        private static ReferenceEntry ending(ReferenceEntry entry, List<ReferenceEntry> entries) {
            LocalDate from = entry.validFrom();
            LocalDate last = entries.stream()
                    .filter(other -> other.code().equals(entry.code()))
                    .filter(other -> territory(other).equals(territory(entry)))
                    .map(ReferenceEntry::validFrom)
                    .filter(other -> from != null && other != null && other.isAfter(from))
                    .min(LocalDate::compareTo)
                    .map(next -> next.minusDays(1))
                    .orElse(null);
            return new ReferenceEntry(
                    entry.code(),
                    entry.french(),
                    entry.english(),
                    from,
                    last,
                    entry.source(),
                    entry.certainty(),
                    entry.details());
        }

        private static String territory(ReferenceEntry entry) {
            return entry.details().getOrDefault("territory", "");
        }

        /** One entry for each code: the best proven row of it, with all the cases in which it is asked for. */
        private static List<ReferenceEntry> grouped(List<ReferenceEntry> entries) {
            Map<String, List<ReferenceEntry>> byCode = entries.stream()
                    .collect(Collectors.groupingBy(ReferenceEntry::code, LinkedHashMap::new, Collectors.toList()));
            return byCode.values().stream().map(Form::together).toList();
        }

        private static ReferenceEntry together(List<ReferenceEntry> rows) {
            ReferenceEntry best = rows.stream()
                    .min((one, other) -> one.certainty().compareTo(other.certainty()))
                    .orElseThrow();
            String cases = rows.stream()
                    .map(row -> row.details().getOrDefault("case_code", ""))
                    .filter(one -> !one.isEmpty())
                    .distinct()
                    .collect(Collectors.joining(", "));
            return new ReferenceEntry(
                    best.code(),
                    best.french(),
                    best.english(),
                    earliest(rows),
                    latest(rows),
                    best.source(),
                    best.certainty(),
                    Map.of("cases", cases));
        }

        private static @Nullable LocalDate earliest(List<ReferenceEntry> rows) {
            List<LocalDate> known = new ArrayList<>();
            for (ReferenceEntry row : rows) {
                if (row.validFrom() == null) {
                    return null;
                }
                known.add(row.validFrom());
            }
            return known.stream().min(LocalDate::compareTo).orElse(null);
        }

        private static @Nullable LocalDate latest(List<ReferenceEntry> rows) {
            List<LocalDate> known = new ArrayList<>();
            for (ReferenceEntry row : rows) {
                if (row.validTo() == null) {
                    return null;
                }
                known.add(row.validTo());
            }
            return known.stream().max(LocalDate::compareTo).orElse(null);
        }

        // Cells

        static String cell(Map<String, String> row, String column) {
            return row.getOrDefault(column, "").strip();
        }

        private static @Nullable String text(Map<String, String> row, String column) {
            String text = cell(row, column);
            return text.isEmpty() ? null : text;
        }

        private static @Nullable LocalDate day(Map<String, String> row, String column) {
            try {
                String text = cell(row, column);
                return text.isEmpty() ? null : LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                throw new LawTables.UnusableTable(column + " is no day", e);
            }
        }
    }
}
