package fr.passerelle.permits;

import static java.util.Comparator.naturalOrder;

import fr.passerelle.ids.AlertId;
import fr.passerelle.ids.ClientReference;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.law.time.Territory;
import fr.passerelle.permits.Alert.Ended;
import fr.passerelle.permits.Alert.Told;
import fr.passerelle.permits.Permits.Turn;
import fr.passerelle.permits.Permits.Watched;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a permit and says what is to be told of it now, and when to look again. A function of the permit, of what was told before
 * and of the instant.
 *
 * <p>What is told once is never told again: a warning is known by its kind, its threshold and the facts it was computed from. A permit
 * whose facts change and change back is not told of twice.
 */
final class Review {
    /** How often at most a warning is told again. */
    static final int MOST_ESCALATIONS = 3;

    /** How often a permit is looked at whose papers may have to be prepared sooner than it seems, should the platform slow down. */
    private static final int DAYS_BETWEEN_LOOKS = 7;

    private final RightOverTime right;
    private final Milestones milestones;

    Review(RightOverTime right, Milestones milestones) {
        this.right = right;
        this.milestones = milestones;
    }

    /**
     * By what a permit is looked at.
     *
     * @param employer the client's own name for the employer
     * @param lead how much sooner than usual papers are to be prepared
     */
    record By(ClientReference employer, AlertSettings settings, LeadTime lead, Instant now) {}

    /** A permit that is new. */
    Turn arrived(Permit permit, Arrival arrival, By by) {
        Round round = new Round(permit, List.of(), 0, by);
        round.tell(EventType.PERMIT_CREATED, Map.of());
        round.passOver(arrival, Set.of(), LocalDate.MIN);
        return new Turn(permit, 0, round.standing(), 0, round.changed(), round.events);
    }

    /** A permit that is another than it was. */
    Turn changed(Watched before, Permit next, Arrival arrival, By by) {
        Round round = new Round(next, before.alerts(), before.standing().sequence(), by);
        round.tell(changeOf(before.permit(), next), Map.of());
        round.endWhatChanged();
        round.passOver(arrival, keys(before.permit(), by), before.standing().toldUntil());
        return turn(before, next, round);
    }

    private Set<Key> keys(Permit permit, By by) {
        return permit.isEnded()
                ? Set.of()
                : milestones.of(permit, by.settings(), by.lead()).stream()
                        .map(Key::of)
                        .collect(Collectors.toSet());
    }

    private static EventType changeOf(Permit before, Permit next) {
        if (next.isEnded()) {
            return EventType.PERMIT_DELETED;
        }
        return before.isEnded() ? EventType.PERMIT_CREATED : EventType.PERMIT_CHANGED;
    }

    /** A permit of which something is due. */
    Turn due(Watched before, By by) {
        Round round =
                new Round(before.permit(), before.alerts(), before.standing().sequence(), by);
        round.endWhatChanged();
        round.tellWhatCame(before.standing().toldUntil());
        round.tellAgain();
        return turn(before, before.permit(), round);
    }

    /** Somebody has seen to a warning. */
    Turn acknowledged(Watched before, Alert alert, By by) {
        Round round =
                new Round(before.permit(), before.alerts(), before.standing().sequence(), by);
        round.note(alert);
        round.tell(
                EventType.PERMIT_ALERT_ACKNOWLEDGED,
                Map.of("alert_id", alert.id().text()));
        Standing standing = before.standing();
        return turn(
                before,
                before.permit(),
                round,
                new Standing(
                        standing.workRight(),
                        standing.rightUntil(),
                        standing.nextDeadline(),
                        standing.toldUntil(),
                        standing.lookAt(),
                        round.sequence));
    }

    private static Turn turn(Watched before, Permit next, Round round) {
        return turn(before, next, round, round.standing());
    }

    private static Turn turn(Watched before, Permit next, Round round, Standing standing) {
        return new Turn(
                next, before.permit().version(), standing, before.standing().sequence(), round.changed(), round.events);
    }

    /** By what a warning is known. */
    private record Key(Milestone.Kind kind, String threshold, String facts) {
        static Key of(Milestone milestone) {
            return new Key(milestone.kind(), milestone.threshold(), milestone.facts());
        }

        static Key of(Alert alert) {
            return new Key(alert.kind(), alert.threshold(), alert.facts());
        }
    }

    /** The subject of a warning, whatever its threshold. */
    private record Matter(Milestone.Kind kind, String facts) {
        static Matter of(Milestone milestone) {
            return new Matter(milestone.kind(), milestone.facts());
        }
    }

    /** One look. */
    private final class Round {
        private final Permit permit;
        private final By by;
        private final LocalDate today;
        private final Territory territory;
        private final List<Spell> timeline;
        private final List<Milestone> all;
        private final Map<Key, Alert> before = new HashMap<>();
        private final Map<Key, Alert> alerts = new LinkedHashMap<>();
        private final List<Event> events = new ArrayList<>(2);
        private long sequence;

        private Round(Permit permit, List<Alert> known, long sequence, By by) {
            this.permit = permit;
            this.by = by;
            this.territory = RightOverTime.territory(permit);
            this.today = territory.dayOf(by.now());
            this.timeline = right.timeline(permit);
            this.all = permit.isEnded() ? List.of() : milestones.of(permit, timeline, by.settings(), by.lead());
            this.sequence = sequence;
            known.forEach(alert -> before.put(Key.of(alert), alert));
            alerts.putAll(before);
        }

        private boolean hasCome(Milestone milestone) {
            return !milestone.on().isAfter(today);
        }

        /** Warnings that are told no more, and those of which the facts are back. */
        private void endWhatChanged() {
            Set<Matter> matters = all.stream().map(Matter::of).collect(Collectors.toSet());
            Ended why = why();
            for (Alert alert : List.copyOf(alerts.values())) {
                boolean isOfInterest = matters.contains(new Matter(alert.kind(), alert.facts())) && !isEmploymentOver();
                if (isOfInterest != (alert.ended() == null)) {
                    note(isOfInterest ? alert.ended(null) : alert.ended(why));
                }
            }
        }

        private Ended why() {
            if (permit.isEnded()) {
                return Ended.PERMIT_DELETED;
            }
            return isEmploymentOver() ? Ended.EMPLOYMENT_ENDED : Ended.FACTS_CHANGED;
        }

        private boolean isEmploymentOver() {
            LocalDate end = lastDay();
            return end != null && end.isBefore(today);
        }

        private @Nullable LocalDate lastDay() {
            Permit.Employment employment = permit.given().employment();
            return employment == null ? null : employment.end();
        }

        /** What came since the last look, in order. What came before was told or passed over. */
        private void tellWhatCame(LocalDate toldUntil) {
            List<Milestone> came = all.stream()
                    .filter(this::hasCome)
                    .filter(one -> one.on().isAfter(toldUntil) || isSooner(one, toldUntil))
                    .toList();
            came.forEach(one -> raise(one, Told.BY_EVENT));
        }

        /** The platform is slower than it was: what would have come later has come. */
        private boolean isSooner(Milestone one, LocalDate toldUntil) {
            return one.kind() == Milestone.Kind.RENEWAL_TO_PREPARE
                    && one.effectiveOn().isAfter(toldUntil)
                    && one.effectiveOn().isAfter(today);
        }

        /**
         * What has come already when the facts arrive: told as wished where it still matters. What comes today is told, and what
         * came since the last look and is no news of these facts.
         *
         * @param known by the facts before
         */
        private void passOver(Arrival arrival, Set<Key> known, LocalDate toldUntil) {
            if (isEmploymentOver()) {
                return;
            }
            for (Milestone one : stillMatters()) {
                boolean isNews = !known.contains(Key.of(one));
                raise(one, isNews ? wayOf(one, arrival) : one.on().isAfter(toldUntil) ? Told.BY_EVENT : null);
            }
        }

        private @Nullable Told wayOf(Milestone one, Arrival arrival) {
            if (one.on().equals(today)) {
                return Told.BY_EVENT;
            }
            return switch (arrival) {
                case FROM_NOW -> null;
                case DIGEST -> Told.BY_DIGEST;
                case ALL -> Told.BY_EVENT;
            };
        }

        /** Of each matter the last that has come, unless what came after it says more. What comes today always matters. */
        private List<Milestone> stillMatters() {
            List<Milestone> came = all.stream().filter(this::hasCome).toList();
            Map<Matter, Milestone> last = new LinkedHashMap<>();
            came.forEach(one -> last.put(Matter.of(one), one));
            return came.stream()
                    .filter(one -> one.on().equals(today)
                            || (last.get(Matter.of(one)) == one
                                    && last.values().stream().noneMatch(other -> isOvertaken(one, other))))
                    .toList();
        }

        /** By one of another kind, that came no sooner and of which the effect comes no sooner: it is about the same time. */
        private static boolean isOvertaken(Milestone one, Milestone other) {
            return one.kind().overtakenBy().contains(other.kind())
                    && !other.on().isBefore(one.on())
                    && !other.effectiveOn().isBefore(one.effectiveOn());
        }

        private void raise(Milestone one, @Nullable Told told) {
            if (told == null || alerts.containsKey(Key.of(one))) {
                return;
            }
            alerts.values().stream()
                    .filter(alert -> alert.isOpen() && alert.escalateAt() != null && isOvertaken(alert, one))
                    .toList()
                    .forEach(alert -> note(alert.quiet()));
            Alert alert = new Alert(
                    AlertId.next(by.now()),
                    permit.tenant(),
                    permit.employer(),
                    permit.id(),
                    one.kind(),
                    one.threshold(),
                    one.facts(),
                    one.on(),
                    one.effectiveOn(),
                    told,
                    by.now(),
                    null,
                    0,
                    told == Told.BY_EVENT ? nextTelling() : null,
                    null);
            note(alert);
            if (told == Told.BY_EVENT) {
                tell(
                        alert,
                        one.kind() == Milestone.Kind.RENEWAL_TO_PREPARE
                                ? by.lead().days()
                                : 0);
            }
        }

        /** By a later threshold of the same matter, or by what says more of the same time. */
        private static boolean isOvertaken(Alert alert, Milestone one) {
            boolean isSameMatter = alert.kind() == one.kind() && alert.facts().equals(one.facts());
            return isSameMatter
                    || (alert.kind().overtakenBy().contains(one.kind())
                            && !one.effectiveOn().isBefore(alert.effectiveOn()));
        }

        private @Nullable Instant nextTelling() {
            int days = by.settings().escalateDays();
            return days == 0 ? null : by.now().plus(Duration.ofDays(days));
        }

        /** What nobody acknowledged in time. */
        private void tellAgain() {
            alerts.values().stream()
                    .filter(alert -> alert.isToBeToldAgain(by.now()))
                    .toList()
                    .forEach(this::tellAgain);
        }

        private void tellAgain(Alert alert) {
            Alert again = alert.escalated(alert.escalations() + 1 < MOST_ESCALATIONS ? nextTelling() : null);
            note(again);
            tell(again, 0);
        }

        private void note(Alert alert) {
            alerts.put(Key.of(alert), alert);
        }

        private void tell(Alert alert, int earlier) {
            Map<String, String> data = new HashMap<>();
            data.put("alert_id", alert.id().text());
            data.put("effective_on", alert.effectiveOn().toString());
            if (!alert.threshold().isEmpty()) {
                data.put("threshold", alert.threshold());
            }
            if (alert.escalations() > 0) {
                data.put("escalation", Integer.toString(alert.escalations()));
            }
            if (earlier > 0) {
                data.put("earlier_by_days", Integer.toString(earlier));
            }
            tell(alert.kind().event(), data);
        }

        private void tell(EventType type, Map<String, String> more) {
            Map<String, String> data = new HashMap<>(more);
            data.put("client_reference", permit.reference().value());
            data.put("worker_reference", permit.given().worker().value());
            data.put("employer_id", permit.employer().text());
            data.put("employer_reference", by.employer().value());
            data.put("version", Long.toString(permit.version()));
            sequence++;
            events.add(Event.of(permit.tenant(), type, permit.id().text(), sequence, by.now(), data));
        }

        private List<Alert> changed() {
            return alerts.values().stream()
                    .filter(alert -> !alert.equals(before.get(Key.of(alert))))
                    .toList();
        }

        private Standing standing() {
            Spell spell = timeline.stream()
                    .filter(one -> one.holds(today))
                    .findFirst()
                    .orElseThrow();
            if (permit.isEnded()) {
                return new Standing(spell.start(), null, null, today, null, sequence);
            }
            return new Standing(
                    spell.start(),
                    spell.to(),
                    nextDeadline(),
                    today,
                    lookAt(spell).orElse(null),
                    sequence);
        }

        private @Nullable LocalDate nextDeadline() {
            return isEmploymentOver()
                    ? null
                    : all.stream()
                            .map(Milestone::effectiveOn)
                            .filter(day -> !day.isBefore(today))
                            .min(naturalOrder())
                            .orElse(null);
        }

        /** The soonest of: something comes, the answer changes, a warning is told again, the employment is over. */
        private Optional<Instant> lookAt(Spell spell) {
            if (isEmploymentOver()) {
                return Optional.empty();
            }
            Stream<Instant> days = Stream.of(
                            all.stream().filter(one -> !hasCome(one)).map(this::dayToLook),
                            Stream.ofNullable(spell.to()).map(day -> day.plusDays(1)),
                            Stream.ofNullable(lastDay()).map(day -> day.plusDays(1)))
                    .flatMap(each -> each)
                    .map(this::beginning);
            Stream<Instant> again = alerts.values().stream()
                    .filter(Alert::isOpen)
                    .flatMap(alert -> Stream.ofNullable(alert.escalateAt()));
            return Stream.concat(days, again).min(naturalOrder());
        }

        private Instant beginning(LocalDate day) {
            return day.atStartOfDay(territory.zone()).toInstant();
        }

        private LocalDate dayToLook(Milestone one) {
            if (one.kind() != Milestone.Kind.RENEWAL_TO_PREPARE) {
                return one.on();
            }
            LocalDate soonest = one.effectiveOn().minusDays(by.settings().prepareDays() + LeadTime.MOST_DAYS);
            LocalDate next = today.plusDays(DAYS_BETWEEN_LOOKS);
            LocalDate look = soonest.isAfter(next) ? soonest : next;
            return look.isBefore(one.on()) ? look : one.on();
        }
    }
}
