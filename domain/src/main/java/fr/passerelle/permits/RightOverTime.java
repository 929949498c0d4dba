package fr.passerelle.permits;

import fr.passerelle.law.LawTables;
import fr.passerelle.law.right.Answer;
import fr.passerelle.law.right.Facts;
import fr.passerelle.law.right.Title;
import fr.passerelle.law.right.WorkRight;
import fr.passerelle.law.time.Territory;
import fr.passerelle.permits.Permit.Authorisation;
import fr.passerelle.permits.Permit.Employment;
import fr.passerelle.permits.Permit.Given;
import fr.passerelle.permits.Permit.Paper;
import fr.passerelle.permits.Permit.Renewal;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the holder of a permit may work, over time, by the rules of {@link WorkRight}. They are asked once for each stretch between
 * two days on which a fact begins or ends, not for each day.
 *
 * <p>How we read what we are told:
 *
 * <ul>
 *   <li>A paper without a first day counts from the day on which it was made known: what the client sent from its last change,
 *       what was added from then.
 *   <li>Of several papers, and of the title alone, the one that gives the right counts; then the one of which it is not known.
 *   <li>A renewal is in time when it was requested in the window of R. 431-5 CESEDA. Sooner, or between the ends of the two windows of
 *       a title of which we do not know the list, it is not known to be. Of a title without a window it is, until the title ends.
 *       A renewal of which nobody told may have been requested: after its end a title that L. 433-3 CESEDA would extend is unknown for
 *       three months, and no yes.
 *   <li>An employment that has begun runs lawfully as far as its authorisation goes; one without a first day has begun.
 * </ul>
 */
public final class RightOverTime {
    /** Before it no title of ours was valid. */
    static final LocalDate BEGINNING = LocalDate.EPOCH;

    private static final int OF_AGE = 18;
    private static final int LEAST_AGE = 16;
    private static final Period QUARTER = Period.ofMonths(3);
    private static final Period YEAR = Period.ofYears(1);
    private static final int WINDOW_OPENS = 120;
    private static final int WINDOW_CLOSES = 60;
    private static final Period LAST_MONTHS = Period.ofMonths(2);

    /** The right, then the doubt. */
    static final Comparator<Answer.Start> BEST_FIRST = Comparator.comparing(start -> switch (start) {
        case YES -> 0;
        case UNKNOWN -> 1;
        case NO -> 2;
    });

    private static final Comparator<Shown> BEST =
            Comparator.comparing(shown -> shown.answer().mayStart(), BEST_FIRST);

    private final WorkRight rules;

    public RightOverTime(LawTables tables) {
        this.rules = new WorkRight(tables);
    }

    /** Where the work is done, as far as that is known; by its clock days begin. */
    public static Territory territory(Permit permit) {
        Employment employment = permit.given().employment();
        String department = employment == null ? null : employment.department();
        return department == null ? Territory.PARIS : Territory.of(department).orElse(Territory.PARIS);
    }

    /** The title, as the table has it; empty where it has none that fits. */
    Optional<Title> title(Permit permit) {
        return rules.title(facts(permit, BEGINNING, null));
    }

    /** The answer where we hold nothing: unknown. */
    Answer ofNothing() {
        return rules.check(new Facts(
                BEGINNING,
                null,
                Facts.Residence.FRANCE,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Facts.Contract.UNKNOWN,
                null));
    }

    /** All of the time from {@link #BEGINNING} on, without a hole; the last spell has no end. */
    public List<Spell> timeline(Permit permit) {
        return from(permit, BEGINNING);
    }

    /** The time from a day to another, both included, without a hole. */
    public List<Spell> spells(Permit permit, LocalDate from, LocalDate to) {
        return stretches(permit, from, to).stream()
                .map(spell -> spell.within(from, to))
                .toList();
    }

    /** All of the time from a day on; the last spell has no end. */
    public List<Spell> from(Permit permit, LocalDate day) {
        return stretches(permit, day, LocalDate.MAX);
    }

    /** The answer of a day, from that day to the last on which it stays the same. */
    public Spell spell(Permit permit, LocalDate day) {
        return from(permit, day).getFirst();
    }

    /** What a paper shows on a day. */
    private record Shown(Answer answer, @Nullable Paper paper) {}

    private List<Spell> stretches(Permit permit, LocalDate from, LocalDate to) {
        Papers papers = Papers.of(permit);
        TreeSet<LocalDate> beginnings = beginnings(permit, papers, from, to);
        List<Spell> spells = new ArrayList<>();
        for (LocalDate day = from; day != null; day = beginnings.higher(day)) {
            Shown shown = shown(permit, papers, day);
            LocalDate until = shown.answer().until();
            if (until != null && until.isBefore(to) && !until.isBefore(day)) {
                beginnings.add(until.plusDays(1));
            }
            LocalDate next = beginnings.higher(day);
            add(spells, new Spell(day, next == null ? null : next.minusDays(1), shown.answer(), shown.paper()));
        }
        return spells;
    }

    /** Days on which the same is said for the same reason are one spell. */
    private static void add(List<Spell> spells, Spell next) {
        Spell last = spells.isEmpty() ? null : spells.getLast();
        boolean isSame = last != null
                && Objects.equals(last.paper(), next.paper())
                && last.start() == next.start()
                && last.answer().reasons().equals(next.answer().reasons())
                && last.answer().basis().equals(next.answer().basis());
        if (isSame && last != null) {
            spells.removeLast();
            spells.add(new Spell(last.from(), next.to(), last.answer(), last.paper()));
        } else {
            spells.add(next);
        }
    }

    private Shown shown(Permit permit, Papers papers, LocalDate day) {
        return papers.on(day, permit.given().title() != null)
                .map(paper -> new Shown(rules.check(facts(permit, day, paper.orElse(null))), paper.orElse(null)))
                .min(BEST)
                .orElseThrow();
    }

    /** The days on which a fact begins, or no longer holds. */
    private static TreeSet<LocalDate> beginnings(Permit permit, Papers papers, LocalDate from, LocalDate to) {
        Given given = permit.given();
        Stream.Builder<@Nullable LocalDate> days = Stream.builder();
        Permit.Title title = given.title();
        if (title != null) {
            days.add(title.validFrom()).add(after(title.validTo(), Period.ZERO)).add(after(title.validTo(), QUARTER));
            days.add(plus(title.firstIssuedOn(), YEAR));
        }
        Employment employment = given.employment();
        if (employment != null) {
            days.add(employment.start()).add(after(employment.start(), Period.ZERO));
            days.add(after(employment.end(), Period.ZERO));
        }
        Authorisation authorisation = given.authorisation();
        if (authorisation != null) {
            days.add(authorisation.validFrom()).add(after(authorisation.validTo(), Period.ZERO));
        }
        days.add(plus(given.birthDate(), Period.ofYears(LEAST_AGE)))
                .add(plus(given.birthDate(), Period.ofYears(OF_AGE)));
        days.add(plus(given.inFranceSince(), QUARTER)).add(plus(given.inFranceSince(), YEAR));
        papers.days().forEach(days::add);
        TreeSet<LocalDate> beginnings = new TreeSet<>();
        days.build()
                .filter(day -> day != null && day.isAfter(from) && !day.isAfter(to))
                .forEach(beginnings::add);
        return beginnings;
    }

    private static @Nullable LocalDate plus(@Nullable LocalDate day, Period time) {
        return day == null ? null : day.plus(time);
    }

    /** The first day that is no longer within a time after a day. */
    private static @Nullable LocalDate after(@Nullable LocalDate day, Period time) {
        return day == null ? null : day.plus(time).plusDays(1);
    }

    private Facts facts(Permit permit, LocalDate day, @Nullable Paper paper) {
        Given given = permit.given();
        Permit.Title title = given.title();
        Facts.HeldTitle held = title == null
                ? null
                : new Facts.HeldTitle(
                        title.code(),
                        title.type(),
                        title.mention(),
                        title.validFrom(),
                        title.validTo(),
                        title.firstIssuedOn(),
                        title.department(),
                        title.workMention());
        Employment employment = given.employment();
        Facts facts = new Facts(
                day,
                given.nationality(),
                Facts.Residence.FRANCE,
                given.birthDate(),
                given.inFranceSince(),
                held,
                paper == null ? null : new Facts.Paper(paper.kind(), paper.validTo(), paper.workMention()),
                null,
                null,
                null,
                null,
                employment == null ? Facts.Contract.UNKNOWN : contract(employment, day),
                authorisation(given.authorisation(), day));
        return isEndedBy(title, day) ? facts.renewed(isInTime(permit, facts)) : facts;
    }

    private static boolean isEndedBy(Permit.@Nullable Title title, LocalDate day) {
        return title != null && title.validTo() != null && title.validTo().isBefore(day);
    }

    private static Facts.Contract contract(Employment employment, LocalDate day) {
        boolean hasBegun = employment.start() == null || employment.start().isBefore(day);
        return new Facts.Contract(
                employment.type(),
                employment.start(),
                employment.end(),
                employment.hours(),
                null,
                null,
                employment.matchesTitle(),
                hasBegun,
                employment.department());
    }

    private static Facts.@Nullable Authorisation authorisation(@Nullable Authorisation held, LocalDate day) {
        boolean isNotYet =
                held != null && held.validFrom() != null && held.validFrom().isAfter(day);
        return held == null || isNotYet
                ? null
                : new Facts.Authorisation(held.contract(), held.requestType(), held.validTo());
    }

    /** Absent where it is not known. */
    private @Nullable Boolean isInTime(Permit permit, Facts facts) {
        Renewal renewal = permit.renewal();
        LocalDate end = facts.title() == null ? null : facts.title().validTo();
        if (renewal == null || end == null) {
            return null;
        }
        LocalDate filed = renewal.filedOn();
        if (filed.isAfter(end)) {
            return false;
        }
        Title.Renewal window = rules.title(facts).map(Title::renewal).orElse(Title.Renewal.UNKNOWN);
        boolean isBeforeTheDays = filed.isBefore(end.minusDays(WINDOW_OPENS));
        boolean isAfterTheDays = filed.isAfter(end.minusDays(WINDOW_CLOSES));
        boolean isInTheMonths = !filed.isBefore(end.minus(LAST_MONTHS));
        return switch (window) {
            case ANEF_120_60 -> isBeforeTheDays ? null : !isAfterTheDays;
            case TWO_MONTHS -> isInTheMonths ? true : null;
            case UNKNOWN -> !isAfterTheDays && isInTheMonths ? true : null;
            case NONE -> true;
        };
    }
}
