package fr.passerelle.law.needs;

import fr.passerelle.law.Basis;
import fr.passerelle.law.Certainty;
import fr.passerelle.law.LawTables;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Salaire minimum de croissance (SMIC) and minimum garanti, by day and zone.
 *
 * <p>Source: Code du travail, art. L. 3231-2 (LEGIARTI000006902832) and, overseas, art. L. 3423-1 and L. 3423-2; the amounts
 * are those of the table, each with its own text. A row without an amount says that one was set and that we do not know it:
 * the amount before it does not live on.
 */
public final class MinimumWage {
    private static final BigDecimal WEEKS = new BigDecimal(52);
    private static final BigDecimal MONTHS = new BigDecimal(12);
    private static final BigDecimal ONE_AND_A_HALF = new BigDecimal("1.5");
    /** They have labour laws of their own. */
    private static final Set<String> OTHER_LAW = Set.of("986", "987", "988");

    private final Map<String, NavigableMap<LocalDate, Row>> rows = new HashMap<>();

    public MinimumWage(LawTables tables) {
        for (Map<String, String> cells : tables.rows("minimum-wage")) {
            LocalDate since = Dated.day(cells, "valid_from");
            if (since != null) {
                rows.computeIfAbsent(
                                key(cells.getOrDefault("item", ""), cells.getOrDefault("territory", "")),
                                _ -> new TreeMap<>())
                        .put(since, Row.of(cells, since));
            }
        }
    }

    /** Zones with a minimum wage of their own. */
    public enum Zone {
        GENERAL("GENERAL"),
        MAYOTTE("976_MAYOTTE");

        private final String territory;

        Zone(String territory) {
            this.territory = territory;
        }

        /** Empty where the department is not known, or the Code du travail does not apply. */
        public static Optional<Zone> of(@Nullable String department) {
            if (department == null || OTHER_LAW.contains(department)) {
                return Optional.empty();
            }
            return Optional.of("976".equals(department) ? MAYOTTE : GENERAL);
        }
    }

    /**
     * An amount in euros, gross.
     *
     * @param since first day on which it is in force
     */
    public record Amount(BigDecimal euros, LocalDate since, Certainty certainty, List<Basis> basis) {
        public Amount {
            basis = List.copyOf(basis);
        }
    }

    /** For one hour. */
    public Optional<Amount> hourly(Zone zone, LocalDate day) {
        return amount("SMIC_HOURLY", zone.territory, day, "C. trav. L. 3231-2");
    }

    /** For a month of 35 hours a week. */
    public Optional<Amount> monthly(Zone zone, LocalDate day) {
        return amount("SMIC_MONTHLY_35H", zone.territory, day, "C. trav. L. 3231-2");
    }

    /**
     * For a month of so many hours a week: hours x 52 / 12, to the nearest cent. Beyond 35 hours without the supplement that
     * overtime earns, so that what is below it is below in any case.
     */
    public Optional<Amount> monthlyFor(BigDecimal weeklyHours, Zone zone, LocalDate day) {
        return hourly(zone, day)
                .map(hour -> new Amount(
                        hour.euros().multiply(weeklyHours).multiply(WEEKS).divide(MONTHS, 2, RoundingMode.HALF_UP),
                        hour.since(),
                        hour.certainty(),
                        hour.basis()));
    }

    /**
     * One and a half times the minimum of a month: what waives the labour-market test for graduates. Source: Code du
     * travail, art. D. 5221-21-1 (LEGIARTI000042947242). The amount that the administration prints wins over our own product
     * as long as the minimum wage has not changed since.
     */
    public Optional<Amount> oneAndAHalf(Zone zone, LocalDate day) {
        Optional<Amount> printed = amount("THRESHOLD_1_5_SMIC_MONTHLY", zone.territory, day, "C. trav. D. 5221-21-1");
        Optional<Amount> month = monthly(zone, day);
        if (month.isEmpty()
                || printed.filter(amount -> !amount.since().isBefore(month.get().since()))
                        .isPresent()) {
            return month.isEmpty() ? Optional.empty() : printed;
        }
        return month.map(amount -> new Amount(
                amount.euros().multiply(ONE_AND_A_HALF).setScale(2, RoundingMode.HALF_UP),
                amount.since(),
                amount.certainty(),
                Basis.all("C. trav. D. 5221-21-1, L. 3231-2")));
    }

    /** Minimum garanti of an hour, in which fines are counted. Source: Code du travail, art. L. 3231-12. */
    public Optional<Amount> guaranteed(LocalDate day) {
        return amount("MINIMUM_GARANTI", "ALL", day, "C. trav. L. 3231-12");
    }

    private Optional<Amount> amount(String item, String territory, LocalDate day, String article) {
        NavigableMap<LocalDate, Row> dated = rows.get(key(item, territory));
        Map.Entry<LocalDate, Row> inForce = dated == null ? null : dated.floorEntry(day);
        return inForce == null ? Optional.empty() : inForce.getValue().amount(article);
    }

    private static String key(String item, String territory) {
        return item + "/" + territory;
    }

    private record Row(@Nullable BigDecimal euros, LocalDate since, Certainty certainty, String text) {
        static Row of(Map<String, String> cells, LocalDate since) {
            String amount = cells.getOrDefault("amount", "");
            return new Row(
                    amount.isEmpty() ? null : new BigDecimal(amount),
                    since,
                    Certainty.ofTable(cells.getOrDefault("certainty", "")),
                    cells.getOrDefault("text", ""));
        }

        Optional<Amount> amount(String article) {
            return Optional.ofNullable(euros).map(known -> new Amount(known, since, certainty, basis(article)));
        }

        private List<Basis> basis(String article) {
            Basis rule = Basis.of(article);
            return text.isEmpty() || text.startsWith("C. trav.")
                    ? List.of(rule)
                    : List.of(rule, new Basis(text, null, since));
        }
    }
}
