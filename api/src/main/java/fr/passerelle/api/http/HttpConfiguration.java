package fr.passerelle.api.http;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.i18n.AcceptHeaderLocaleContextResolver;
import org.springframework.web.server.i18n.LocaleContextResolver;

/** The HTTP foundation: codecs, problems, languages and the arguments that controllers may ask for. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpProperties.class)
public class HttpConfiguration {

    @Bean
    ProblemHandler problemHandler() {
        return new ProblemHandler();
    }

    @Bean
    LocaleContextResolver localeContextResolver() {
        AcceptHeaderLocaleContextResolver resolver = new AcceptHeaderLocaleContextResolver();
        resolver.setSupportedLocales(Sentences.LANGUAGES);
        resolver.setDefaultLocale(Sentences.LANGUAGES.getFirst());
        return resolver;
    }

    @Bean
    WireCodecs wireCodecs(HttpProperties properties) {
        return new WireCodecs(properties);
    }

    /** Last of all, so that nobody's codec comes before ours. */
    @Order(Ordered.LOWEST_PRECEDENCE)
    static final class WireCodecs implements WebFluxConfigurer {
        private final HttpProperties properties;

        WireCodecs(HttpProperties properties) {
            this.properties = properties;
        }

        @Override
        public void configureHttpMessageCodecs(ServerCodecConfigurer configurer) {
            configurer.defaultCodecs().jacksonJsonEncoder(new JacksonJsonEncoder(WireJson.mapper()));
            configurer
                    .defaultCodecs()
                    .maxInMemorySize(
                            Math.toIntExact(properties.longestDocument().toBytes()));
            configurer.customCodecs().register(new StrictJsonReader(properties.longestBody()));
        }
    }
}
