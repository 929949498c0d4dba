package fr.passerelle.api;

import fr.passerelle.api.permits.PermitTitles;
import fr.passerelle.law.LawTables;
import fr.passerelle.permits.AcknowledgeAlert;
import fr.passerelle.permits.ChangePermit;
import fr.passerelle.permits.Permits;
import fr.passerelle.permits.PutPermit;
import fr.passerelle.permits.Reviews;
import fr.passerelle.permits.RightInPeriod;
import fr.passerelle.permits.RightOverTime;
import fr.passerelle.permits.SetAlerts;
import fr.passerelle.permits.SyncPermits;
import fr.passerelle.permits.TellDigests;
import fr.passerelle.permits.WatchPermits;
import fr.passerelle.persistence.Persistence;
import fr.passerelle.requests.ReviewTimes;
import fr.passerelle.workers.PermitLoop;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The permits of workers: what clients do with them, and the watch over them. */
@Configuration(proxyBeanMethods = false)
class PermitsConfiguration {

    @Bean
    Permits permits(Persistence stored) {
        return stored.permits();
    }

    @Bean
    Reviews reviews(LawTables tables, Persistence stored, ReviewTimes times, InstantSource clock) {
        return new Reviews(tables, stored.alertPreferences(), times, clock);
    }

    @Bean
    RightOverTime rightOverTime(LawTables tables) {
        return new RightOverTime(tables);
    }

    @Bean
    PermitTitles permitTitles(LawTables tables) {
        return new PermitTitles(tables);
    }

    @Bean
    PutPermit putPermit(Permits permits, Reviews reviews) {
        return new PutPermit(permits, reviews);
    }

    @Bean
    ChangePermit changePermit(Permits permits, Reviews reviews) {
        return new ChangePermit(permits, reviews);
    }

    @Bean
    SyncPermits syncPermits(Permits permits, Reviews reviews) {
        return new SyncPermits(permits, reviews);
    }

    @Bean
    AcknowledgeAlert acknowledgeAlert(Permits permits, Reviews reviews) {
        return new AcknowledgeAlert(permits, reviews);
    }

    @Bean
    SetAlerts setAlerts(Persistence stored, InstantSource clock) {
        return new SetAlerts(stored.alertPreferences(), clock);
    }

    @Bean
    RightInPeriod rightInPeriod(Permits permits, LawTables tables) {
        return new RightInPeriod(permits, tables);
    }

    @Bean(initMethod = "start")
    PermitLoop permitLoop(
            @Qualifier("workerPersistence") Persistence stored,
            LawTables tables,
            InstantSource clock,
            Environment environment,
            MeterRegistry meters) {
        PermitLoop.Settings settings = Binder.get(environment)
                .bind("passerelle.permits.watch", PermitLoop.Settings.class)
                .get();
        Reviews reviews = new Reviews(tables, stored.alertPreferences(), new ReviewTimes(stored.decisions()), clock);
        return new PermitLoop(
                new WatchPermits(stored.permits(), reviews, clock),
                new TellDigests(stored.digests(), stored.employers(), clock),
                settings,
                meters);
    }
}
