package fr.passerelle.api.security;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The public keys of the issuer. Asked for at the first token; then kept, and asked for again when they are old or a token names
 * a key that is not among them, but never more often than the pause allows, so that forged tokens cannot make us flood the
 * issuer. When the issuer does not answer, the last good keys serve on for a day.
 */
final class IssuerKeys {
    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

    private final Mono<String> document;
    private final SecurityProperties properties;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Mono<Held>> asking = new AtomicReference<>();
    private volatile Held held = Held.NOTHING;

    IssuerKeys(Mono<String> document, SecurityProperties properties, InstantSource clock) {
        this.document = document;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * The keys that a token of this header may be signed with; none when the issuer has no such key.
     *
     * <p>Signals {@link KeysUnavailable} when that cannot be told.
     */
    Mono<List<JWK>> matching(JWSHeader header) {
        return Mono.defer(() -> matching(new JWKSelector(JWKMatcher.forJWSHeader(header))));
    }

    private Mono<List<JWK>> matching(JWKSelector selector) {
        Held now = held;
        List<JWK> known = selector.select(now.keys());
        if (!known.isEmpty() && now.isYoungerThan(properties.keysFresh(), clock.instant())) {
            return Mono.just(known);
        }
        Mono<Held> latest = now.mayAsk(properties.keysPause(), clock.instant()) ? asked() : Mono.just(now);
        return latest.map(this::usable).map(keys -> selector.select(keys));
    }

    private JWKSet usable(Held latest) {
        if (!latest.isYoungerThan(properties.keysKept(), clock.instant())) {
            throw new KeysUnavailable();
        }
        return latest.keys();
    }

    /** One asking at a time, whose answer all callers share. */
    private Mono<Held> asked() {
        Mono<Held> fresh = document.switchIfEmpty(Mono.error(KeysUnavailable::new))
                .map(IssuerKeys::parse)
                .map(keys -> new Held(keys, clock.instant(), clock.instant()))
                .onErrorResume(this::keepOld)
                .doOnNext(this::hold)
                .cache();
        Mono<Held> current = asking.compareAndExchange(null, fresh);
        return current == null ? fresh : current;
    }

    private void hold(Held latest) {
        held = latest;
        asking.set(null);
    }

    private Mono<Held> keepOld(Throwable fault) {
        LOG.atWarn()
                .addKeyValue("error.type", fault.getClass().getName())
                .log("The keys of the token issuer could not be had");
        return Mono.fromSupplier(() -> held.askedAt(clock.instant()));
    }

    private static JWKSet parse(String document) {
        try {
            return JWKSet.parse(document).toPublicJWKSet();
        } catch (ParseException e) {
            throw new KeysUnavailable();
        }
    }

    /** The last good keys, since when, and when the issuer was last asked, well or not. */
    private record Held(JWKSet keys, Instant since, Instant asked) {
        static final Held NOTHING = new Held(new JWKSet(), Instant.EPOCH, Instant.EPOCH);

        boolean isYoungerThan(Duration age, Instant now) {
            return now.isBefore(since.plus(age));
        }

        boolean mayAsk(Duration pause, Instant now) {
            return !now.isBefore(asked.plus(pause));
        }

        Held askedAt(Instant now) {
            return new Held(keys, since, now);
        }
    }

    /** Whether a token is good cannot be told just now. The call may be made again. */
    static final class KeysUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        KeysUnavailable() {
            super("the keys of the token issuer are not known", null, false, false);
        }
    }
}
