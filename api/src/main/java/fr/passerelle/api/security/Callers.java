package fr.passerelle.api.security;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.passerelle.ids.TenantId;
import fr.passerelle.parties.Tenants;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import reactor.core.publisher.Mono;

/** Makes a {@link Caller} of a token that has proved good. */
final class Callers implements Converter<Jwt, Mono<AbstractAuthenticationToken>> {
    private static final int MOST_REMEMBERED = 10_000;
    private static final int LONGEST_CLAIM = 255;

    private final Tenants tenants;
    private final SecurityProperties properties;
    private final AsyncCache<String, TenantId> known =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).buildAsync();

    Callers(Tenants tenants, SecurityProperties properties) {
        this.tenants = tenants;
        this.properties = properties;
    }

    @Override
    public Mono<AbstractAuthenticationToken> convert(Jwt token) {
        String client = text(token, properties.tenantClaim())
                .orElseThrow(() -> new BadJwtException("the token does not say whose it is"));
        return tenant(client).map(tenant -> new CallerToken(caller(token, client, tenant)));
    }

    /** Not cancelled with the call: the tenant of a first token is being stored. */
    private Mono<TenantId> tenant(String client) {
        return Mono.fromFuture(() -> known.get(client, (claim, executor) -> asked(claim)), true);
    }

    private CompletableFuture<TenantId> asked(String client) {
        return tenants.tenantOf(properties.issuer(), client).toFuture();
    }

    private static Caller caller(Jwt token, String client, TenantId tenant) {
        return new Caller(tenant, client, scopes(token), token.getSubject(), actingUser(token));
    }

    /** RFC 9068 has a text with blanks; some issuers send a list. */
    private static Set<Scope> scopes(Jwt token) {
        Object claim = token.getClaim("scope");
        Collection<?> names = claim instanceof Collection<?> list
                ? list
                : List.of(String.valueOf(claim).split(" ", -1));
        return names.stream()
                .map(String::valueOf)
                .map(Scope::of)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable String actingUser(Jwt token) {
        Object act = token.getClaim("act");
        return act instanceof Map<?, ?> claims && claims.get("sub") instanceof String user ? user : null;
    }

    private static Optional<String> text(Jwt token, String claim) {
        return Optional.ofNullable(token.getClaims().get(claim))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> !text.isBlank() && text.length() <= LONGEST_CLAIM && text.indexOf('\0') < 0);
    }

    /** The caller as Spring Security carries it. */
    static final class CallerToken extends AbstractAuthenticationToken {
        private static final long serialVersionUID = 1L;

        private final transient Caller caller;

        CallerToken(Caller caller) {
            super(Arrays.stream(Scope.values())
                    .filter(caller::has)
                    .map(scope -> new SimpleGrantedAuthority("SCOPE_" + scope.text()))
                    .toList());
            this.caller = caller;
            setAuthenticated(true);
        }

        @Override
        public Caller getPrincipal() {
            return caller;
        }

        @Override
        public String getCredentials() {
            return "";
        }
    }
}
