package fr.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.sender.Network;
import fr.passerelle.sender.PortRange;
import fr.passerelle.sender.SenderSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

class SenderSettingsTest {

    /** What the proofs run with is what runs in production. */
    @Test
    void areThoseOfProduction() throws IOException {
        assertThat(settings("application.yaml")).isEqualTo(SenderSettings.production());
    }

    @Test
    void reachThisMachineInTheLocalRun() throws IOException {
        SenderSettings local = settings("application-local.yaml", "application.yaml");

        assertThat(local.httpsOnly()).isFalse();
        assertThat(local.allowedPorts()).containsExactly(new PortRange(1, 65_535));
        assertThat(local.allowedNetworks()).containsExactly(Network.of("127.0.0.0/8"));
    }

    private static SenderSettings settings(String... files) throws IOException {
        List<PropertySource<?>> sources = new ArrayList<>();
        for (String file : files) {
            sources.addAll(new YamlPropertySourceLoader().load(file, new ClassPathResource(file)));
        }
        return new Binder(ConfigurationPropertySources.from(sources))
                .bind("passerelle.webhooks", SenderSettings.class)
                .get();
    }
}
