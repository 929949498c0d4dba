package fr.passerelle.api;

import fr.passerelle.api.journal.EventView;
import fr.passerelle.api.webhooks.Addresses;
import fr.passerelle.api.webhooks.WebhookLimits;
import fr.passerelle.parties.Employers;
import fr.passerelle.parties.SecretSeal;
import fr.passerelle.persistence.Persistence;
import fr.passerelle.webhooks.Deliver;
import fr.passerelle.webhooks.Deliveries;
import fr.passerelle.webhooks.Endpoints;
import fr.passerelle.webhooks.ForgetDeliveries;
import fr.passerelle.webhooks.KeepEndpoint;
import fr.passerelle.webhooks.KeyMaker;
import fr.passerelle.webhooks.Receivers;
import fr.passerelle.webhooks.Retries;
import fr.passerelle.webhooks.SendAgain;
import fr.passerelle.workers.DeliveryLoop;
import fr.passerelle.workers.DeliverySettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Wires webhooks: a part of {@link PasserelleConfiguration} of its own. */
@Configuration(proxyBeanMethods = false)
class WebhooksConfiguration {

    @Bean
    WebhookLimits webhookLimits(Environment environment) {
        return Binder.get(environment)
                .bind("passerelle.deliveries.limits", WebhookLimits.class)
                .get();
    }

    @Bean
    DeliverySettings deliverySettings(Environment environment) {
        return Binder.get(environment)
                .bind("passerelle.deliveries", DeliverySettings.class)
                .get();
    }

    @Bean
    Endpoints endpoints(Persistence stored) {
        return stored.endpoints();
    }

    @Bean
    Deliveries deliveries(Persistence stored) {
        return stored.deliveries();
    }

    @Bean
    KeyMaker keyMaker(SecretSeal seal) {
        return new KeyMaker(seal);
    }

    @Bean
    Addresses addresses(Receivers receivers, Employers employers) {
        return new Addresses(receivers, employers);
    }

    @Bean
    KeepEndpoint keepEndpoint(Endpoints endpoints, KeyMaker keys, InstantSource clock) {
        return new KeepEndpoint(endpoints, keys, clock);
    }

    @Bean
    SendAgain sendAgain(Deliveries deliveries, InstantSource clock) {
        return new SendAgain(deliveries, clock);
    }

    @Bean
    ForgetDeliveries forgetDeliveries(@Qualifier("workerPersistence") Persistence stored, InstantSource clock) {
        return new ForgetDeliveries(stored.deliveries(), clock);
    }

    @Bean(initMethod = "start")
    DeliveryLoop deliveryLoop(
            @Qualifier("workerPersistence") Persistence stored,
            Receivers receivers,
            KeyMaker keys,
            DeliverySettings settings,
            InstantSource clock,
            MeterRegistry meters) {
        Deliver deliver = new Deliver(
                receivers,
                keys,
                EventView::json,
                clock,
                () -> ThreadLocalRandom.current().nextLong(),
                Retries.ofEvents(),
                Retries.ofVerification());
        return new DeliveryLoop(stored.turns(), deliver, settings, clock, meters);
    }
}
