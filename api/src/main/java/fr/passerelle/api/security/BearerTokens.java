package fr.passerelle.api.security;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Finds the token of a call: in one header Authorization, and nowhere else. */
final class BearerTokens implements ServerAuthenticationConverter {
    private static final String SCHEME = "bearer ";
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private final long longest;

    BearerTokens(DataSize longest) {
        this.longest = longest.toBytes();
    }

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        List<String> headers = exchange.getRequest().getHeaders().getValuesAsList(HttpHeaders.AUTHORIZATION);
        List<String> given = exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (given.isEmpty()) {
            return Mono.empty();
        }
        return given.size() > 1 || headers.size() > 1 ? refused() : token(given.getFirst());
    }

    private Mono<Authentication> token(String header) {
        if (header.length() > longest || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return refused();
        }
        String token = header.substring(SCHEME.length());
        return TOKEN.matcher(token).matches() ? Mono.just(new BearerTokenAuthenticationToken(token)) : refused();
    }

    private static Mono<Authentication> refused() {
        return Mono.error(new InvalidBearerTokenException("not one bearer token"));
    }
}
