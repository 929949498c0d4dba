package fr.passerelle.api.security;

import fr.passerelle.api.http.ApiProblem;
import fr.passerelle.api.http.ProblemCode;
import fr.passerelle.api.http.RateLimits;
import fr.passerelle.parties.Tenants;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtReactiveAuthenticationManager;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import reactor.core.publisher.Mono;

/** Tokens, callers and the gate of the routes. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableConfigurationProperties(SecurityProperties.class)
public class SecurityConfiguration {
    private static final int LARGEST_KEY_DOCUMENT = 64 * 1024;
    private static final Duration LONGEST_ASKING = Duration.ofSeconds(5);

    @Bean
    Routes routes() {
        return Scopes.table();
    }

    /** Tokens live in real time: moving business time, as the local run does, must not make them expire. */
    @Bean
    ReactiveJwtDecoder tokens(SecurityProperties properties) {
        InstantSource clock = InstantSource.system();
        return Tokens.decoder(properties, new IssuerKeys(keyDocument(properties), properties, clock), clock);
    }

    /** Health and metrics, which exist on the management port alone: open to whoever reaches that port. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityWebFilterChain management(ServerHttpSecurity http) {
        return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .headers(ServerHttpSecurity.HeaderSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                .build();
    }

    @Bean
    SecurityWebFilterChain gate(
            ServerHttpSecurity http,
            ReactiveJwtDecoder tokens,
            Tenants tenants,
            SecurityProperties properties,
            RateLimits limits,
            Routes routes) {
        JwtReactiveAuthenticationManager manager = new JwtReactiveAuthenticationManager(tokens);
        manager.setJwtAuthenticationConverter(new Callers(tenants, properties));
        ServerAuthenticationEntryPoint refusal = (exchange, fault) -> Mono.error(Challenges.badToken());
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .cors(ServerHttpSecurity.CorsSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .headers(ServerHttpSecurity.HeaderSpec::disable)
                // The default looks into a session and, to make one, leaves the event loop.
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .exceptionHandling(faults -> faults.authenticationEntryPoint(refusal))
                .oauth2ResourceServer(server -> server.bearerTokenConverter(new BearerTokens(properties.longestToken()))
                        .authenticationEntryPoint(refusal)
                        .jwt(jwt -> jwt.authenticationManager(manager)))
                .addFilterBefore(new FailureFilter(limits), SecurityWebFiltersOrder.AUTHENTICATION)
                .addFilterAfter(new CallerFilter(limits), SecurityWebFiltersOrder.AUTHENTICATION)
                .authorizeExchange(exchanges -> exchanges.anyExchange().access(new RouteGate(routes)))
                .build();
    }

    /**
     * Lets clients' references into paths, percent-encoded, whatever letters they hold. WebFlux matches routes and the gate by
     * decoded segments, so that none of these letters can make the two disagree.
     */
    @Bean
    ServerWebExchangeFirewall firewall() {
        StrictServerWebExchangeFirewall firewall = new StrictServerWebExchangeFirewall();
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowUrlEncodedPeriod(true);
        firewall.setAllowBackSlash(true);
        firewall.setAllowSemicolon(true);
        return firewall;
    }

    @Bean
    ServerExchangeRejectedHandler rejections() {
        return (exchange, fault) -> Mono.error(new ApiProblem(ProblemCode.INVALID_REQUEST));
    }

    @Bean
    WebFluxConfigurer callerArguments() {
        return new WebFluxConfigurer() {
            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
                configurer.addCustomResolver(new CallerArgument());
            }
        };
    }

    private static Mono<String> keyDocument(SecurityProperties properties) {
        WebClient client = WebClient.builder()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_KEY_DOCUMENT))
                .build();
        return client.get()
                .uri(properties.jwksUri())
                .retrieve()
                .bodyToMono(String.class)
                .timeout(LONGEST_ASKING);
    }
}
