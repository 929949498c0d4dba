package fr.passerelle.persistence;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aRequest;
import static fr.passerelle.testing.Examples.aStep;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Idempotencies.Earlier;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.requests.AuthorisationRequest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** How long keys are kept, and what a second call meets while the first is under way. */
class IdempotencyKeysTest {
    private static final SaveOutcome STORED = new SaveOutcome.Stored();
    private static final Idempotency KEY = new Idempotency("a key", "aa");

    private final R2dbcStore store = R2dbcStore.emptied();
    private final TenantId tenant = store.aTenant();

    @BeforeEach
    void begin() {
        store.clock().set(NOW);
    }

    @Test
    void answersAtOnceThatTheFirstCallIsUnderWay() {
        Transactions transactions = new Transactions(store.connections());
        IdempotencyRows keys = new IdempotencyRows(store.clock());
        Sinks.Empty<Void> begun = Sinks.empty();
        Sinks.Empty<Void> end = Sinks.empty();
        AuthorisationRequest request = aRequest().of(tenant).build();
        Mono<SaveOutcome> first = transactions.save(
                tenant,
                tx -> keys.remember(tx, tenant, KEY, request.id().value(), false)
                        .then(Mono.fromRunnable(begun::tryEmitEmpty))
                        .then(end.asMono()));
        var firstAnswer = first.toFuture();
        begun.asMono().block(Duration.ofSeconds(30));

        SaveOutcome second = got(store.requests().save(aStep(request).once(KEY).build()));
        end.tryEmitEmpty();

        assertThat(second).isEqualTo(new SaveOutcome.KeyInFlight());
        assertThat(firstAnswer.join()).isEqualTo(STORED);
        assertThat(got(store.requests().save(aStep(request).once(KEY).build())))
                .isEqualTo(new SaveOutcome.Replayed(request.id().value()));
    }

    @Test
    void keepsAKeyForSevenDays() {
        AuthorisationRequest request = aRequest().of(tenant).build();
        got(store.requests().save(aStep(request).once(KEY).build()));

        store.clock().set(NOW.plus(Duration.ofDays(7)).minusMillis(1));
        assertThat(earlier()).isEqualTo(new Earlier.Same(request.id().value()));

        store.clock().set(NOW.plus(Duration.ofDays(7)));
        assertThat(earlier()).isEqualTo(new Earlier.None());
    }

    @Test
    void takesAKeyThatLapsedForANewCall() {
        got(store.requests().save(aStep(aRequest().of(tenant).build()).once(KEY).build()));
        store.clock().set(NOW.plus(Duration.ofDays(8)));
        AuthorisationRequest another = aRequest().of(tenant).build();

        assertThat(got(store.requests().save(aStep(another).once(KEY).build()))).isEqualTo(STORED);
        assertThat(earlier()).isEqualTo(new Earlier.Same(another.id().value()));
    }

    @Test
    void keepsTheKeyOfASubmissionAsLongAsTheRequest() {
        AuthorisationRequest submitted = aRequest().of(tenant).queued().build();
        got(store.requests().save(aStep(submitted).once(KEY).build()));

        store.clock().set(NOW.plus(Duration.ofDays(3650)));

        assertThat(earlier()).isEqualTo(new Earlier.Same(submitted.id().value()));
    }

    private Earlier earlier() {
        return got(store.idempotencies().find(tenant, KEY));
    }

    private static <T> T got(Mono<T> answer) {
        return requireNonNull(answer.block(Duration.ofSeconds(30)));
    }
}
