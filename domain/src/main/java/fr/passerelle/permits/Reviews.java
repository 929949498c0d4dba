package fr.passerelle.permits;

import fr.passerelle.ids.AlertId;
import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.law.LawTables;
import fr.passerelle.parties.Employer;
import fr.passerelle.permits.AlertPreferences.Preference;
import fr.passerelle.permits.Permits.Turn;
import fr.passerelle.permits.Permits.Watched;
import fr.passerelle.requests.ReviewTimes;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Looks at permits: brings together the rules, what employers chose, how slow the administration is, and the time. */
public final class Reviews {
    private static final Comparator<Alert> IN_ORDER = Comparator.comparing(Alert::raisedAt)
            .thenComparing(alert -> alert.id().value().toString());

    private final AlertPreferences preferences;
    private final ReviewTimes times;
    private final Review review;
    private final InstantSource clock;

    public Reviews(LawTables tables, AlertPreferences preferences, ReviewTimes times, InstantSource clock) {
        this.preferences = preferences;
        this.times = times;
        this.review = new Review(new RightOverTime(tables), new Milestones(tables));
        this.clock = clock;
    }

    Review review() {
        return review;
    }

    /** No finer than what is kept, so that what was told is what is read. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** By what the permits of an employer are looked at now. */
    Mono<Review.By> of(Employer employer) {
        Instant now = now();
        return settings(employer.tenant(), List.of(employer.id()))
                .zipWith(lead(now), (chosen, lead) -> by(employer.reference(), employer.id(), chosen, lead, now));
    }

    /** By what permits of one tenant are looked at now, each by the choice of its employer. */
    Mono<List<Seen>> of(TenantId tenant, List<Watched> permits) {
        Instant now = now();
        List<EmployerId> employers =
                permits.stream().map(one -> one.permit().employer()).distinct().toList();
        return settings(tenant, employers)
                .zipWith(
                        lead(now),
                        (chosen, lead) -> permits.stream()
                                .map(one -> new Seen(
                                        one,
                                        by(one.employerReference(), one.permit().employer(), chosen, lead, now)))
                                .toList());
    }

    /** A permit and by what to look at it. */
    record Seen(Watched permit, Review.By by) {}

    private static Review.By by(
            ClientReference reference,
            EmployerId employer,
            Map<EmployerId, AlertSettings> chosen,
            LeadTime lead,
            Instant now) {
        return new Review.By(reference, chosen.getOrDefault(employer, AlertSettings.DEFAULT), lead, now);
    }

    private Mono<Map<EmployerId, AlertSettings>> settings(TenantId tenant, Collection<EmployerId> employers) {
        return preferences.findAll(tenant, employers).collectMap(Preference::employer, Preference::settings);
    }

    private Mono<LeadTime> lead(Instant now) {
        return times.slowest(now).map(LeadTime::of).defaultIfEmpty(LeadTime.NONE);
    }

    /** A permit as it is after a turn. */
    static Watched after(Watched before, Turn turn) {
        Map<AlertId, Alert> alerts = new HashMap<>();
        before.alerts().forEach(alert -> alerts.put(alert.id(), alert));
        turn.alerts().forEach(alert -> alerts.put(alert.id(), alert));
        return new Watched(
                turn.permit(),
                before.employerReference(),
                turn.standing(),
                alerts.values().stream().sorted(IN_ORDER).toList());
    }
}
