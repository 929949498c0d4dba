package fr.passerelle.permits;

import fr.passerelle.ids.DigestId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.law.time.Territory;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Employers;
import fr.passerelle.permits.Digests.Digest;
import fr.passerelle.permits.Digests.Sum;
import fr.passerelle.permits.Digests.Waiting;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sums up warnings for each employer at seven in the morning of Paris, daily or on Mondays. */
public final class TellDigests {
    private static final LocalTime HOUR = LocalTime.of(7, 0);
    private static final int PAGE = 200;
    private static final int AT_ONCE = 4;
    private static final int PAGES_AHEAD = 1;

    private final Digests digests;
    private final Employers employers;
    private final InstantSource clock;

    public TellDigests(Digests digests, Employers employers, InstantSource clock) {
        this.digests = digests;
        this.employers = employers;
        this.clock = clock;
    }

    /** Goes once through all employers of whom something waits; how many digests were told. One that fails keeps no other waiting. */
    public Mono<Long> look() {
        return Flux.defer(() -> waiting(clock.instant()))
                .flatMapDelayError(this::tell, AT_ONCE, AT_ONCE)
                .count();
    }

    private Flux<Waiting> waiting(Instant now) {
        Instant daily = lastMorning(now);
        Instant weekly = lastMonday(now);
        return digests.waiting(daily, weekly, Optional.empty(), PAGE)
                .expand(page -> page.size() < PAGE
                        ? Mono.empty()
                        : digests.waiting(daily, weekly, Optional.of(page.getLast()), PAGE))
                .concatMapIterable(page -> page, PAGES_AHEAD);
    }

    /** The last seven o'clock that is not to come. */
    static Instant lastMorning(Instant now) {
        ZonedDateTime here = now.atZone(Territory.PARIS.zone());
        ZonedDateTime morning = here.with(HOUR);
        return (morning.isAfter(here) ? here.minusDays(1).with(HOUR) : morning).toInstant();
    }

    /** The last one that was a Monday's. */
    static Instant lastMonday(Instant now) {
        return lastMorning(now)
                .atZone(Territory.PARIS.zone())
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .with(HOUR)
                .toInstant();
    }

    private Mono<Digest> tell(Waiting one) {
        Instant now = clock.instant();
        return employers
                .find(one.tenant(), one.employer())
                .zipWith(digests.sum(one, now))
                .flatMap(found -> issue(one, found.getT1(), found.getT2(), now));
    }

    private Mono<Digest> issue(Waiting one, Employer employer, Sum sum, Instant now) {
        Digest digest = new Digest(DigestId.next(now), one, now);
        return digests.issue(digest, event(digest, employer, sum))
                .filter(SaveOutcome.Stored.class::isInstance)
                .map(_ -> digest);
    }

    private static Event event(Digest digest, Employer employer, Sum sum) {
        Map<String, String> data = new HashMap<>();
        data.put("employer_id", employer.id().text());
        data.put("employer_reference", employer.reference().value());
        data.put("alerts", Long.toString(total(sum.waiting())));
        data.put("open_alerts", Long.toString(total(sum.open())));
        sum.waiting().forEach((kind, count) -> data.put(kind.name().toLowerCase(Locale.ROOT), Long.toString(count)));
        return Event.of(
                employer.tenant(), EventType.PERMIT_DIGEST_ISSUED, digest.id().text(), 1, digest.until(), data);
    }

    private static long total(Map<Milestone.Kind, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
