package fr.passerelle.law.needs;

import fr.passerelle.law.Basis;
import fr.passerelle.law.Certainty;
import fr.passerelle.law.LawTables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Métiers en tension: whether an occupation is short of candidates in a region on a day.
 *
 * <p>Source: CESEDA, art. L. 414-13; Code du travail, art. R. 5221-20 1° a. The lists are keyed by family of occupations
 * (FAP). Absence tells something of a complete list alone: what no list that we hold names is {@link Value#UNKNOWN}.
 */
public final class Shortages {
    private static final Pattern TEXT_ID = Pattern.compile("JORFTEXT[0-9]{12}");
    private static final String RULE = "C. trav. R. 5221-20 1° a), CESEDA L. 414-13";

    private final List<ShortageList> lists = new ArrayList<>();
    private final Map<String, Set<String>> familiesByRome = new HashMap<>();

    public Shortages(LawTables tables) {
        Map<String, Map<String, Map<String, Certainty>>> occupations = occupations(tables);
        for (Map<String, String> cells : tables.rows("shortage-lists")) {
            lists.add(ShortageList.of(cells, occupations.getOrDefault(cells.getOrDefault("list_id", ""), Map.of())));
        }
        for (Map<String, String> cells : tables.rows("fap-rome")) {
            familiesByRome
                    .computeIfAbsent(cells.getOrDefault("rome_code", ""), _ -> new TreeSet<>())
                    .add(cells.getOrDefault("fap_code", ""));
        }
    }

    /** Whether there is a shortage. */
    public enum Value {
        SHORTAGE,
        NOT_SHORTAGE,
        UNKNOWN
    }

    /** Why. */
    public enum Reason {
        /** A list that is sure names it. */
        LISTED,
        /** All lists in force there are complete and sure, and none names it. */
        NOT_LISTED,
        /** A source names it that is not sure enough. */
        LISTED_WITHOUT_CERTAINTY,
        /** A list in force is not held in full. */
        LIST_INCOMPLETE,
        /** The same family seems to be listed under a code of the other version of the nomenclature. */
        OTHER_NOMENCLATURE,
        /** No list is known for the region on that day. */
        NO_LIST,
        /** The ROME code stands for several families, which do not agree. */
        FAMILIES_DISAGREE,
        OCCUPATION_UNKNOWN,
        REGION_UNKNOWN
    }

    /** The answer. */
    public record Answer(Value value, Reason reason, Certainty certainty, List<Basis> basis, List<String> asks) {
        public Answer {
            basis = List.copyOf(basis);
            asks = List.copyOf(asks);
        }
    }

    /**
     * Looks an occupation up.
     *
     * @param fap family of occupations; wins over the ROME code
     * @param rome looked up in the operator's mapping to families
     * @param region INSEE code of the region of the workplace
     */
    public Answer of(@Nullable String fap, @Nullable String rome, @Nullable String region, LocalDate day) {
        Set<String> families = families(fap, rome);
        if (families.isEmpty()) {
            return unknown(Reason.OCCUPATION_UNKNOWN, List.of("/job/fap"));
        }
        if (region == null) {
            return unknown(Reason.REGION_UNKNOWN, List.of("/workplaces"));
        }
        Set<Reason> reasons = families.stream()
                .map(family -> reason(family, region, day))
                .collect(Collectors.toCollection(TreeSet::new));
        if (reasons.size() > 1) {
            return unknown(Reason.FAMILIES_DISAGREE, List.of("/job/fap"));
        }
        Reason reason = reasons.iterator().next();
        return switch (reason) {
            case LISTED -> new Answer(Value.SHORTAGE, reason, Certainty.SOURCED, basis(region, day), List.of());
            case NOT_LISTED -> new Answer(Value.NOT_SHORTAGE, reason, Certainty.SOURCED, basis(region, day), List.of());
            default -> new Answer(Value.UNKNOWN, reason, Certainty.UNVERIFIED, basis(region, day), List.of());
        };
    }

    private Set<String> families(@Nullable String fap, @Nullable String rome) {
        if (fap != null) {
            return Set.of(fap);
        }
        return rome == null ? Set.of() : familiesByRome.getOrDefault(rome, Set.of());
    }

    private Reason reason(String family, String region, LocalDate day) {
        List<ShortageList> there =
                lists.stream().filter(list -> list.mayHoldIn(region, day)).toList();
        if (there.isEmpty()) {
            return Reason.NO_LIST;
        }
        Set<Certainty> named = there.stream()
                .flatMap(list -> list.naming(family, region).stream())
                .collect(Collectors.toSet());
        if (named.stream().anyMatch(Certainty::mayBlock)) {
            return Reason.LISTED;
        }
        if (!named.isEmpty()) {
            return Reason.LISTED_WITHOUT_CERTAINTY;
        }
        if (there.stream().anyMatch(list -> list.namesOtherVersionOf(family, region))) {
            return Reason.OTHER_NOMENCLATURE;
        }
        return there.stream().allMatch(list -> list.isCompleteIn(region)) ? Reason.NOT_LISTED : Reason.LIST_INCOMPLETE;
    }

    private List<Basis> basis(String region, LocalDate day) {
        List<Basis> basis = new ArrayList<>(Basis.all(RULE));
        lists.stream()
                .filter(list -> list.mayHoldIn(region, day))
                .map(ShortageList::basis)
                .forEach(basis::add);
        return basis;
    }

    private static Answer unknown(Reason reason, List<String> asks) {
        return new Answer(Value.UNKNOWN, reason, Certainty.UNVERIFIED, Basis.all(RULE), asks);
    }

    /** By list, region and family. */
    private static Map<String, Map<String, Map<String, Certainty>>> occupations(LawTables tables) {
        Map<String, Map<String, Map<String, Certainty>>> found = new HashMap<>();
        for (Map<String, String> cells : tables.rows("shortage-occupations")) {
            found.computeIfAbsent(cells.getOrDefault("list_id", ""), _ -> new HashMap<>())
                    .computeIfAbsent(cells.getOrDefault("region_code", ""), _ -> new HashMap<>())
                    .put(cells.getOrDefault("fap_code", ""), Certainty.ofTable(cells.getOrDefault("certainty", "")));
        }
        return found;
    }

    /**
     * An arrêté.
     *
     * @param regions for which it may hold: which of several is not always known
     * @param isWhole whether the table holds all its rows
     */
    private record ShortageList(
            Basis basis,
            Set<String> regions,
            boolean isOneRegionOfSeveral,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            boolean isWhole,
            Map<String, Map<String, Certainty>> rows) {
        static ShortageList of(Map<String, String> cells, Map<String, Map<String, Certainty>> rows) {
            String regions = cells.getOrDefault("region_codes", "");
            LocalDate from = Dated.day(cells, "valid_from");
            return new ShortageList(
                    new Basis(cells.getOrDefault("text", ""), id(cells.getOrDefault("source", "")), from),
                    new HashSet<>(List.of(regions.split("[ |]"))),
                    regions.contains("|"),
                    from,
                    Dated.day(cells, "valid_to"),
                    cells.getOrDefault("table_in_pack", "").startsWith("complete"),
                    rows);
        }

        private static @Nullable String id(String source) {
            Matcher id = TEXT_ID.matcher(source);
            return id.find() ? id.group() : null;
        }

        /** A list whose days are not known may hold on any day. */
        boolean mayHoldIn(String region, LocalDate day) {
            return regions.contains(region) && (from == null || Dated.isInForce(from, to, day));
        }

        Set<Certainty> naming(String family, String region) {
            Certainty certainty = rows.getOrDefault(region, Map.of()).get(family);
            return certainty == null ? Set.of() : Set.of(isSure() ? certainty : Certainty.UNVERIFIED);
        }

        /** FAP-2009 and FAP-2021 differ in their third character, such as A0Z40 and A0X40. */
        boolean namesOtherVersionOf(String family, String region) {
            return rows.getOrDefault(region, Map.of()).keySet().stream()
                    .anyMatch(named -> withoutVersion(named).equals(withoutVersion(family)));
        }

        boolean isCompleteIn(String region) {
            return isWhole
                    && isSure()
                    && rows.getOrDefault(region, Map.of()).values().stream().allMatch(Certainty::mayBlock);
        }

        private boolean isSure() {
            return from != null && !isOneRegionOfSeveral;
        }

        private static String withoutVersion(String family) {
            return family.length() < 4 ? family : family.substring(0, 2) + family.substring(3);
        }
    }
}
