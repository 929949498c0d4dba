package fr.passerelle.permits;

import fr.passerelle.law.Basis;
import fr.passerelle.law.Certainty;
import fr.passerelle.law.LawTables;
import fr.passerelle.law.right.Answer;
import fr.passerelle.law.right.Title;
import fr.passerelle.law.time.Deadline.Dated;
import fr.passerelle.law.time.Deadline.Fact;
import fr.passerelle.law.time.DeadlineRule;
import fr.passerelle.law.time.DeadlineRules;
import fr.passerelle.law.time.Territory;
import fr.passerelle.permits.Milestone.Kind;
import fr.passerelle.permits.Permit.Authorisation;
import fr.passerelle.permits.Permit.Employment;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The days in the life of a permit on which something is told.
 *
 * <p>Source: CESEDA, art. R. 431-5 (the window in which the renewal is requested) and L. 433-3 (three months after the end of a long
 * title); Code du travail, art. R. 5221-32 (the month in which the renewal of a work authorisation is requested). When one is warned
 * before these days is our own practice, and the employer's choice.
 *
 * <p>How we read them:
 *
 * <ul>
 *   <li>Of a title of which we do not know whether it is on the list, the windows of both are told, the sooner one first.
 *   <li>The window of a title that is not on the list ends with the title: its end is told as that of the title.
 *   <li>Once a renewal is requested nothing more is told of its window. The end of the title is told all the same.
 *   <li>The end of a paper that another one follows without a hole is not told.
 *   <li>A gap is a time behind a yes in which there is no yes, within the employment. Where there never was a sure yes, the end of
 *       what was not known is told all the same.
 *   <li>Nothing is told after the last day of the employment.
 * </ul>
 */
public final class Milestones {
    /** Before the three months of L. 433-3 are over: our own practice. */
    private static final int GRACE_ENDING_DAYS = 15;

    private static final Comparator<Milestone> IN_ORDER =
            Comparator.comparing(Milestone::on).thenComparing(Milestone::kind).thenComparing(Milestone::threshold);

    private final RightOverTime right;
    private final DeadlineRule listed;
    private final DeadlineRule unlisted;
    private final DeadlineRule authorisations;

    public Milestones(LawTables tables) {
        this.right = new RightOverTime(tables);
        DeadlineRules rules = DeadlineRules.of(tables);
        this.listed = rules.rule("PERMIT_RENEWAL_WINDOW_ANEF");
        this.unlisted = rules.rule("PERMIT_RENEWAL_WINDOW_OTHER");
        this.authorisations = rules.rule("AT_RENEWAL_WINDOW");
    }

    /** All of a permit, in the order of their days, those that have passed among them. */
    public List<Milestone> of(Permit permit, AlertSettings settings, LeadTime lead) {
        return of(permit, right.timeline(permit), settings, lead);
    }

    /** The same, by a time that was counted before. */
    List<Milestone> of(Permit permit, List<Spell> timeline, AlertSettings settings, LeadTime lead) {
        Counting counting = new Counting(permit, settings, lead);
        counting.title();
        counting.papers();
        counting.gaps(timeline);
        counting.authorisation();
        return counting.within();
    }

    private final class Counting {
        private final Permit permit;
        private final AlertSettings settings;
        private final LeadTime lead;
        private final Territory territory;
        private final List<Milestone> found = new ArrayList<>();

        private Counting(Permit permit, AlertSettings settings, LeadTime lead) {
            this.permit = permit;
            this.settings = settings;
            this.lead = lead;
            this.territory = RightOverTime.territory(permit);
        }

        private void title() {
            Permit.Title held = permit.given().title();
            LocalDate end = held == null ? null : held.validTo();
            Title title = right.title(permit).orElse(null);
            if (end == null || (title != null && title.isIndefinite())) {
                return;
            }
            String facts = end.toString();
            List<Basis> basis = title == null ? List.of() : title.basis();
            for (int days : settings.expiringDays()) {
                add(Kind.EXPIRING, Integer.toString(days), end.minusDays(days), end, facts, basis, Certainty.COMPUTED);
            }
            add(Kind.EXPIRED, "", end.plusDays(1), end.plusDays(1), facts, basis, Certainty.COMPUTED);
            if (permit.renewal() == null) {
                windows(end, title == null ? Title.Renewal.UNKNOWN : title.renewal());
            }
        }

        private void windows(LocalDate end, Title.Renewal renewal) {
            switch (renewal) {
                case ANEF_120_60 -> {
                    Dated window = window(listed, end);
                    prepare(window, end, renewal);
                    opened(window, "", end, renewal);
                    closing(window, end, renewal);
                }
                case TWO_MONTHS -> {
                    Dated window = window(unlisted, end);
                    prepare(window, end, renewal);
                    opened(window, "", end, renewal);
                }
                case UNKNOWN -> {
                    Dated sooner = window(listed, end);
                    prepare(sooner, end, renewal);
                    opened(sooner, "listed", end, renewal);
                    opened(window(unlisted, end), "unlisted", end, renewal);
                    closing(sooner, end, renewal);
                }
                case NONE -> {}
            }
        }

        private Dated window(DeadlineRule rule, LocalDate end) {
            if (rule.from(Fact.on("expiry", end), territory) instanceof Dated dated && dated.opens() != null) {
                return dated;
            }
            throw new IllegalStateException(rule.code() + " has no window");
        }

        private void prepare(Dated window, LocalDate end, Title.Renewal renewal) {
            LocalDate opens = opens(window);
            LocalDate on = opens.minusDays(settings.prepareDays() + lead.days());
            addWindow(Kind.RENEWAL_TO_PREPARE, "", on, opens, end, renewal, window);
        }

        private void opened(Dated window, String reading, LocalDate end, Title.Renewal renewal) {
            LocalDate opens = opens(window);
            addWindow(Kind.RENEWAL_WINDOW_OPENED, reading, opens, opens, end, renewal, window);
        }

        private void closing(Dated window, LocalDate end, Title.Renewal renewal) {
            LocalDate last = window.date();
            LocalDate late = last.plusDays(1);
            addWindow(
                    Kind.RENEWAL_WINDOW_CLOSING,
                    "",
                    last.minusDays(settings.closingDays()),
                    last,
                    end,
                    renewal,
                    window);
            addWindow(Kind.RENEWAL_WINDOW_CLOSED, "", late, late, end, renewal, window);
        }

        private static LocalDate opens(Dated window) {
            LocalDate opens = window.opens();
            return opens == null ? window.date() : opens;
        }

        private void addWindow(
                Kind kind,
                String threshold,
                LocalDate on,
                LocalDate effectiveOn,
                LocalDate end,
                Title.Renewal renewal,
                Dated window) {
            Certainty certainty = renewal == Title.Renewal.UNKNOWN ? Certainty.UNVERIFIED : window.certainty();
            add(kind, threshold, on, effectiveOn, end + " " + renewal, window.basis(), certainty);
        }

        private void papers() {
            Papers papers = Papers.of(permit);
            for (Papers.Counting one : papers.all()) {
                LocalDate end = one.paper().validTo();
                if (end == null || papers.isFollowed(one) || isCoveredByTitle(end)) {
                    continue;
                }
                String facts = one.paper().kind() + " " + end;
                for (int days : settings.paperExpiringDays()) {
                    add(
                            Kind.PAPER_EXPIRING,
                            Integer.toString(days),
                            end.minusDays(days),
                            end,
                            facts,
                            List.of(),
                            Certainty.COMPUTED);
                }
                LocalDate over = end.plusDays(1);
                add(Kind.PAPER_EXPIRED, "", over, over, facts, List.of(), Certainty.COMPUTED);
            }
        }

        private boolean isCoveredByTitle(LocalDate end) {
            Permit.Title held = permit.given().title();
            return held != null && held.validTo() != null && held.validTo().isAfter(end);
        }

        /** Times behind a yes without one. */
        private void gaps(List<Spell> timeline) {
            for (int i = 1; i < timeline.size(); i++) {
                Spell before = timeline.get(i - 1);
                Spell next = timeline.get(i);
                if (before.start() == Answer.Start.YES && next.start() != Answer.Start.YES) {
                    grace(before);
                    gap(timeline.subList(i, timeline.size()));
                } else if (isEndOfDoubt(before, next) && isWithoutYes(timeline.subList(0, i))) {
                    ended(next);
                }
            }
        }

        private boolean isEndOfDoubt(Spell before, Spell next) {
            return before.start() == Answer.Start.UNKNOWN
                    && next.start() == Answer.Start.NO
                    && !isAfterEmployment(next.from());
        }

        private static boolean isWithoutYes(List<Spell> spells) {
            return spells.stream().noneMatch(spell -> spell.start() == Answer.Start.YES);
        }

        private void grace(Spell last) {
            LocalDate end = last.to();
            if (end == null || !last.answer().reasons().contains(Answer.Reason.GRACE_AFTER_EXPIRY)) {
                return;
            }
            String facts = end.toString();
            Answer answer = last.answer();
            add(
                    Kind.GRACE_ENDING,
                    "",
                    end.minusDays(GRACE_ENDING_DAYS),
                    end,
                    facts,
                    answer.basis(),
                    answer.certainty());
            add(Kind.GRACE_ENDED, "", end.plusDays(1), end.plusDays(1), facts, answer.basis(), answer.certainty());
        }

        private void gap(List<Spell> rest) {
            Spell first = rest.getFirst();
            LocalDate from = first.from();
            if (isAfterEmployment(from)) {
                return;
            }
            for (int days : settings.gapDays()) {
                add(
                        Kind.GAP_FORECAST,
                        Integer.toString(days),
                        from.minusDays(days),
                        from,
                        from.toString(),
                        first.answer().basis(),
                        first.answer().certainty());
            }
            for (Spell spell : rest) {
                if (spell.start() == Answer.Start.YES) {
                    return;
                }
                if (spell.start() == Answer.Start.NO) {
                    ended(spell);
                    return;
                }
            }
        }

        private void ended(Spell spell) {
            LocalDate from = spell.from();
            add(
                    Kind.WORK_RIGHT_ENDED,
                    "",
                    from,
                    from,
                    from.toString(),
                    spell.answer().basis(),
                    spell.answer().certainty());
        }

        private void authorisation() {
            Authorisation held = permit.given().authorisation();
            LocalDate end = held == null ? null : held.validTo();
            if (end == null || !(authorisations.from(Fact.on("expiry", end), territory) instanceof Dated window)) {
                return;
            }
            String facts = end.toString();
            Set<Integer> warned = settings.expiringDays();
            window.readings()
                    .forEach(reading -> add(
                            Kind.AUTHORISATION_RENEWAL_OPENED,
                            reading.name(),
                            reading.opens() == null ? reading.date() : reading.opens(),
                            reading.date(),
                            facts,
                            window.basis(),
                            window.certainty()));
            warned.forEach(days -> add(
                    Kind.AUTHORISATION_EXPIRING,
                    Integer.toString(days),
                    end.minusDays(days),
                    end,
                    facts,
                    window.basis(),
                    window.certainty()));
        }

        private void add(
                Kind kind,
                String threshold,
                LocalDate on,
                LocalDate effectiveOn,
                String facts,
                List<Basis> basis,
                Certainty certainty) {
            found.add(new Milestone(kind, threshold, on, effectiveOn, facts, basis, certainty));
        }

        private boolean isAfterEmployment(LocalDate day) {
            LocalDate last = lastDay();
            return last != null && day.isAfter(last);
        }

        private @Nullable LocalDate lastDay() {
            Employment employment = permit.given().employment();
            return employment == null ? null : employment.end();
        }

        private List<Milestone> within() {
            return found.stream()
                    .filter(one -> !isAfterEmployment(one.on()))
                    .sorted(IN_ORDER)
                    .toList();
        }
    }
}
