package fr.passerelle.api.http;

import java.util.Base64;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.webflux.autoconfigure.WebFluxRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.server.WebFilter;
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
    Wire wire(HttpProperties properties, Environment environment) {
        String secret = environment.getRequiredProperty("passerelle.secrets.key");
        return new Wire(properties, new Cursors(Base64.getDecoder().decode(secret.strip())));
    }

    @Bean
    HttpHandlerDecoratorFactory accessLog() {
        return AccessLog::new;
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    WebFilter answerHeaders(HttpProperties properties) {
        return new AnswerHeaders(properties.hsts());
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 1)
    WebFilter bodyGuard(HttpProperties properties) {
        return new BodyGuard(
                properties.bodyDeadline(),
                properties.jsonLines().bodyDeadline(),
                properties.files().bodyDeadline());
    }

    @Bean
    NettyServerCustomizer connectionGuards(HttpProperties properties) {
        return server -> server.doOnChannelInit((observer, channel, address) ->
                ConnectionGuard.install(channel.pipeline(), properties.headerDeadline()));
    }

    @Bean
    RateLimits rateLimits(HttpProperties properties) {
        return new RateLimits(properties.rate(), System::nanoTime);
    }

    @Bean
    JsonLines jsonLines(HttpProperties properties) {
        return new JsonLines(properties.jsonLines());
    }

    @Bean
    FileLines fileLines(HttpProperties properties) {
        return new FileLines(properties.files());
    }

    @Bean
    WebFluxRegistrations checkedHandlers() {
        return new WebFluxRegistrations() {
            @Override
            public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
                return new CheckingHandlerAdapter();
            }
        };
    }

    /** Last of all, so that nobody's codec comes before ours. */
    @Order(Ordered.LOWEST_PRECEDENCE)
    static final class Wire implements WebFluxConfigurer {
        private final HttpProperties properties;
        private final Cursors cursors;

        Wire(HttpProperties properties, Cursors cursors) {
            this.properties = properties;
            this.cursors = cursors;
        }

        @Override
        public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
            configurer.addCustomResolver(new IdempotencyKeys(), new IfMatches(), new PageQueries(cursors));
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
