package fr.passerelle.samples;

import fr.passerelle.api.security.Routes;
import fr.passerelle.api.security.SampleRoutes;
import fr.passerelle.parties.InMemoryTenants;
import fr.passerelle.parties.Tenants;
import java.time.InstantSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** The foundation with a few routes of its own and no database. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
        })
@ComponentScan({"fr.passerelle.api.http", "fr.passerelle.api.security"})
@Import(SampleController.class)
public class SampleApplication {

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    Tenants tenants(InstantSource clock) {
        return new InMemoryTenants(clock);
    }

    @Bean
    @Primary
    Routes sampleRoutes() {
        return SampleRoutes.table();
    }
}
