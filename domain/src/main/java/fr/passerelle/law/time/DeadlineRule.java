package fr.passerelle.law.time;

import fr.passerelle.law.Basis;
import fr.passerelle.law.Certainty;
import fr.passerelle.law.SilenceRule;
import fr.passerelle.law.SilenceRule.Meaning;
import fr.passerelle.law.SilenceRule.Suspension;
import fr.passerelle.law.time.Deadline.Dated;
import fr.passerelle.law.time.Deadline.Fact;
import fr.passerelle.law.time.Deadline.Reading;
import fr.passerelle.law.time.Deadline.Stretch;
import fr.passerelle.law.time.Deadline.Undated;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One rule of time: a row of the table, which can count.
 *
 * <p>How we count, where the row leaves it open:
 *
 * <ul>
 *   <li>Months and years run from date to date, and end on the last day of a month that lacks the date.
 *   <li>A {@code délai franc} counts neither its first nor its last day: it ends one day later. Since only case law says so, the
 *       day is the one from date to date, which is right either way; the later one is told beside it.
 *   <li>A {@code délai franc} that ends on a Saturday, a Sunday or a public holiday is extended to the next day that is none (CPC,
 *       art. 642) where the row says so. Where the territory's holidays are unknown it is not extended.
 *   <li>"At most three months" from a day on end on the eve of the date: 1 June to 31 August.
 *   <li>"At least two working days before" is kept by whoever leaves two whole days between. That day counts; the one that
 *       leaves only the nights is told beside it.
 * </ul>
 *
 * @param startsWhen what starts the time, in words
 * @param franc whether neither the first nor the last day counts
 * @param extended whether an end on a day off moves to the next working day
 * @param effect what happens when the time runs out
 */
public record DeadlineRule(
        String code,
        String startsWhen,
        Length length,
        boolean franc,
        boolean extended,
        String effect,
        List<Basis> basis,
        Certainty certainty) {
    /** Those for which the administration's silence counts, and what it means. Its standing still is {@link SilenceRule}'s. */
    private static final Map<String, Meaning> SILENCES = Map.of(
            "DAT_SILENCE_REFUSAL", Meaning.REFUSAL,
            "DAT_ASYLUM_SILENCE_GRANT", Meaning.GRANT,
            "PERMIT_SILENCE_REFUSAL", Meaning.REFUSAL,
            "PERMIT_SILENCE_REFUSAL_90", Meaning.REFUSAL,
            "PERMIT_SILENCE_REFUSAL_60", Meaning.REFUSAL);

    private static final Comparator<Stretch> IN_ORDER = Comparator.comparing(Stretch::from)
            .thenComparing(Stretch::to, Comparator.nullsLast(Comparator.naturalOrder()));

    static DeadlineRule of(Map<String, String> row) {
        String counting = row.getOrDefault("counting_rule", "");
        String certainty = row.getOrDefault("certainty", "");
        return new DeadlineRule(
                row.getOrDefault("code", ""),
                row.getOrDefault("starts_when", ""),
                certainty.contains("do not apply")
                        ? new Length.None(certainty)
                        : Length.of(row.getOrDefault("length", ""), row.getOrDefault("unit", ""), counting),
                counting.startsWith("franc") || counting.contains("court delay") || counting.startsWith("added to"),
                row.getOrDefault("extended_to_next_working_day", "").startsWith("yes"),
                row.getOrDefault("effect_when_it_runs_out", ""),
                Basis.all(row.getOrDefault("legal_basis", "")),
                Certainty.ofTable(certainty));
    }

    /** The answer where nothing stands still. */
    public Deadline from(Fact start, Territory territory) {
        return from(start, territory, List.of());
    }

    /** The last day, of a rule that always has one. */
    public LocalDate lastDay(LocalDate start, Territory territory) {
        return switch (from(Fact.on("start", start), territory)) {
            case Dated dated -> dated.date();
            case Undated(var _, var why, var _, var _, var _, var _, var _) ->
                throw new IllegalStateException(code + " has no last day: " + why);
        };
    }

    /**
     * The answer: a function of what is given and of nothing else.
     *
     * @param suspensions for which the administration asked for missing items, in any order; they count for its silence alone
     */
    public Deadline from(Fact start, Territory territory, List<Suspension> suspensions) {
        Meaning silence = SILENCES.get(code);
        if (silence != null) {
            return new Answer(start, territory, suspensions).silence(silence);
        }
        Answer answer = new Answer(start, territory, List.of());
        return switch (length) {
            case Length.After(var n, var unit) -> answer.after(n, unit);
            case Length.AtLeastBefore(var n, var unit) -> answer.atLeastBefore(n, unit);
            case Length.LessThan(var n, var unit) ->
                answer.dated(plus(start.day(), n, unit).minusDays(1));
            case Length.Window(var opens, var closes, var unit) ->
                answer.dated(plus(start.day(), -opens, unit), plus(start.day(), -closes, unit), List.of());
            case Length.MonthBefore(var n) -> answer.monthBefore(n);
            case Length.AsFixed() -> answer.dated(start.day());
            case Length.None(var why) -> answer.undated(why);
        };
    }

    /** For units that need no calendar. */
    private static LocalDate plus(LocalDate day, int n, Length.Unit unit) {
        return switch (unit) {
            case CALENDAR_DAYS -> day.plusDays(n);
            case MONTHS -> day.plusMonths(n);
            case YEARS -> day.plusYears(n);
            case HOURS, MONDAY_TO_FRIDAY, MONDAY_TO_SATURDAY ->
                throw new IllegalArgumentException(unit + " are not counted without a clock or a calendar");
        };
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    /** An answer in the making. */
    private final class Answer {
        private final Fact start;
        private final Territory territory;
        private final List<Suspension> suspensions;

        private Answer(Fact start, Territory territory, List<Suspension> suspensions) {
            this.start = start;
            this.territory = territory;
            this.suspensions = suspensions;
        }

        private Deadline after(int n, Length.Unit unit) {
            return switch (unit) {
                case HOURS -> hours(n);
                case MONDAY_TO_FRIDAY -> workingDays(WorkingDays::mondayToFriday, days -> days.plus(start.day(), n));
                case MONDAY_TO_SATURDAY ->
                    workingDays(WorkingDays::mondayToSaturday, days -> days.plus(start.day(), n));
                case CALENDAR_DAYS, MONTHS, YEARS -> ended(plus(start.day(), n, unit));
            };
        }

        private Deadline ended(LocalDate dateToDate) {
            return franc
                    ? dated(
                            null,
                            dateToDate,
                            List.of(
                                    new Reading("date_to_date", null, dateToDate),
                                    new Reading("franc", null, extension(dateToDate.plusDays(1)))))
                    : dated(extension(dateToDate));
        }

        private LocalDate extension(LocalDate end) {
            return extended
                    ? territory
                            .holidays()
                            .map(calendar -> WorkingDays.mondayToFriday(calendar)
                                    .withoutLocalHolidays()
                                    .onOrAfter(end))
                            .orElse(end)
                    : end;
        }

        private Deadline hours(int n) {
            Instant at = start.at();
            if (at == null) {
                return undated("the hour of the start is not known");
            }
            Instant end = at.plus(Duration.ofHours(n));
            return dated(null, territory.dayOf(end), end, List.of());
        }

        private Deadline atLeastBefore(int n, Length.Unit unit) {
            HolidayCalendar calendar = territory.calendar();
            if (calendar == null) {
                return undated("the public holidays of " + territory.code() + " are not known");
            }
            WorkingDays days = unit == Length.Unit.MONDAY_TO_FRIDAY
                    ? WorkingDays.mondayToFriday(calendar)
                    : WorkingDays.mondayToSaturday(calendar);
            LocalDate wholeDays = days.minus(start.day(), n + 1);
            return dated(
                    null,
                    wholeDays,
                    List.of(
                            new Reading("whole_days_between", null, wholeDays),
                            new Reading("day_to_day", null, days.minus(start.day(), n))));
        }

        private Deadline workingDays(
                Function<HolidayCalendar, WorkingDays> kind, Function<WorkingDays, LocalDate> count) {
            return territory
                    .holidays()
                    .map(kind)
                    .map(count)
                    .map(this::dated)
                    .orElseGet(() -> undated("the public holidays of " + territory.code() + " are not known"));
        }

        /** Rolling: from n months before to n-1 months before. Calendar: the whole n-th month before. Right: in both. */
        private Deadline monthBefore(int n) {
            LocalDate expiry = start.day();
            YearMonth month = YearMonth.from(expiry).minusMonths(n);
            Reading rolling = new Reading("rolling", expiry.minusMonths(n), expiry.minusMonths(n - 1));
            Reading calendar = new Reading("calendar", month.atDay(1), month.atEndOfMonth());
            return dated(
                    later(expiry.minusMonths(n), month.atDay(1)),
                    earlier(rolling.date(), calendar.date()),
                    List.of(rolling, calendar));
        }

        /** Law and portal, which begins anew with each request for items where the law only stands still. */
        private Deadline silence(Meaning meaning) {
            LocalDate legal = silent(meaning).orElse(null);
            LocalDate portal = silent(Meaning.GRANT).orElse(null);
            if (legal == null) {
                return undated("items are awaited, and no day was set for them");
            }
            Reading law = new Reading("legal", null, legal);
            return dated(
                    null, legal, portal == null ? List.of(law) : List.of(law, new Reading("portal", null, portal)));
        }

        private Optional<LocalDate> silent(Meaning meaning) {
            return length instanceof Length.After(var n, var unit)
                    ? SilenceRule.lastDay(meaning, start.day(), from -> plus(from, n, unit), suspensions)
                    : Optional.empty();
        }

        private Deadline dated(LocalDate date) {
            return dated(null, date, List.of());
        }

        private Deadline dated(@Nullable LocalDate opens, LocalDate date, List<Reading> readings) {
            return dated(opens, date, territory.endOf(date), readings);
        }

        private Deadline dated(@Nullable LocalDate opens, LocalDate date, Instant end, List<Reading> readings) {
            return new Dated(code, opens, date, end, readings, basis, List.of(start), stretches(), answered(), effect);
        }

        private Deadline undated(String why) {
            return new Undated(code, why, basis, List.of(start), stretches(), answered(), effect);
        }

        private Certainty answered() {
            return certainty.mayBlock() ? Certainty.COMPUTED : certainty;
        }

        private List<Stretch> stretches() {
            return suspensions.stream()
                    .map(one -> new Stretch(one.firstDay(), one.end().orElse(null)))
                    .distinct()
                    .sorted(IN_ORDER)
                    .toList();
        }
    }
}
