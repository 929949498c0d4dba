package fr.passerelle.permits;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.law.LawTables;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Upsert;
import fr.passerelle.permits.Permits.Watched;
import fr.passerelle.requests.ReviewTimes;
import fr.passerelle.testing.PermitBuilder;
import fr.passerelle.testing.SettableClock;
import fr.passerelle.testing.Store;
import java.time.Duration;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** The use cases of permits over a store. */
final class PermitsWorld {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final SettableClock clock;
    final Reviews reviews;
    final PutPermit put;
    final ChangePermit change;
    final SyncPermits sync;
    final AcknowledgeAlert acknowledge;
    final SetAlerts alerts;
    final WatchPermits watch;
    final TellDigests digests;
    final RightInPeriod period;

    PermitsWorld(Store store, SettableClock clock) {
        this.clock = clock;
        LawTables tables = LawTables.shipped();
        this.reviews = new Reviews(tables, store.alertPreferences(), new ReviewTimes(store.decisions()), clock);
        this.put = new PutPermit(store.permits(), reviews);
        this.change = new ChangePermit(store.permits(), reviews);
        this.sync = new SyncPermits(store.permits(), reviews);
        this.acknowledge = new AcknowledgeAlert(store.permits(), reviews);
        this.alerts = new SetAlerts(store.alertPreferences(), clock);
        this.watch = new WatchPermits(store.permits(), reviews, clock);
        this.digests = new TellDigests(store.digests(), store.employers(), clock);
        this.period = new RightInPeriod(store.permits(), tables);
    }

    static <T> T got(Mono<T> answer) {
        return Objects.requireNonNull(answer.block(PATIENCE));
    }

    Upsert<Watched> put(Employer employer, String reference, PermitBuilder permit) {
        return put(employer, reference, permit, Arrival.DIGEST);
    }

    Upsert<Watched> put(Employer employer, String reference, PermitBuilder permit, Arrival arrival) {
        return Objects.requireNonNull(put.put(employer, new ClientReference(reference), permit.given(), arrival, null)
                .block(PATIENCE));
    }

    /** A permit that was put, as it is then. */
    Watched known(Employer employer, String reference, PermitBuilder permit) {
        return value(put(employer, reference, permit));
    }

    static Watched value(Upsert<Watched> outcome) {
        return switch (outcome) {
            case Upsert.Created<Watched>(var value) -> value;
            case Upsert.Changed<Watched>(var value) -> value;
            case Upsert.Unchanged<Watched>(var value) -> value;
            case Upsert.Stale<Watched> stale -> throw new AssertionError(stale);
        };
    }

    long look() {
        return got(watch.look());
    }
}
