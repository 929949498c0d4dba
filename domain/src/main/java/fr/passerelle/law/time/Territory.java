package fr.passerelle.law.time;

import fr.passerelle.law.LawTables;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A department or an overseas collectivity: the clock and the calendar by which its time is counted.
 *
 * @param code as INSEE writes it, such as {@code 2A} or {@code 974}
 * @param region the INSEE code of its region; absent for a collectivity
 * @param calendar its public holidays; absent where the Code du travail does not apply and no table of ours tells them
 *     (986, 987, 988)
 */
public record Territory(
        String code,
        String name,
        @Nullable String region,
        ZoneId zone,
        @Nullable HolidayCalendar calendar) {
    private static final Map<String, Territory> KNOWN = LawTables.shipped().rows("departments").stream()
            .map(Territory::read)
            .collect(Collectors.toUnmodifiableMap(Territory::code, Function.identity()));

    /** Paris, by whose clock the teleservice dates what it receives. */
    public static final Territory PARIS = of("75").orElseThrow();

    /** Empty for a code that we do not know, which is never taken for another. */
    public static Optional<Territory> of(String code) {
        return Optional.ofNullable(KNOWN.get(code));
    }

    public static List<Territory> all() {
        return KNOWN.values().stream()
                .sorted((a, b) -> a.code().compareTo(b.code()))
                .toList();
    }

    public Optional<HolidayCalendar> holidays() {
        return Optional.ofNullable(calendar);
    }

    /** The day that it is there. */
    public LocalDate dayOf(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    /** The first instant that no longer belongs to a day there. */
    public Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(zone).toInstant();
    }

    private static Territory read(Map<String, String> row) {
        String code = row.getOrDefault("code", "");
        String region = row.getOrDefault("region_code", "");
        return new Territory(
                code,
                row.getOrDefault("name", ""),
                region.isEmpty() ? null : region,
                ZoneId.of(row.getOrDefault("time_zone", "")),
                calendar(code, row));
    }

    private static @Nullable HolidayCalendar calendar(String code, Map<String, String> row) {
        if ("true".equals(row.get("alsace_moselle"))) {
            return HolidayCalendar.ALSACE_MOSELLE;
        }
        return "true".equals(row.get("is_overseas"))
                ? HolidayCalendar.overseas(code).orElse(null)
                : HolidayCalendar.METROPOLE;
    }
}
