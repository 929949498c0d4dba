package fr.passerelle.persistence;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aRequest;
import static fr.passerelle.testing.Examples.aStep;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.requests.Change;
import fr.passerelle.testing.RequestBuilder;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.R2dbcPermissionDeniedException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** The function itself, without the save in steps that stands behind it. */
class PlainSavesTest {
    private static final String SECURITY_DEFINERS =
            "select proname from pg_proc where prosecdef" + " and pronamespace = 'public'::regnamespace";
    private static final String SEEN = "select (select count(*) from authorisation_request)"
            + " + (select count(*) from idempotency) + (select count(*) from job) + (select count(*) from work_turn)"
            + " + (select count(*) from event) as seen";

    private final R2dbcStore store = R2dbcStore.emptied();
    private final Transactions transactions = new Transactions(store.connections());
    private final R2dbcRequests inSteps =
            new R2dbcRequests(transactions, new IdempotencyRows(InstantSource.fixed(NOW)));
    private final TenantId tenant = store.aTenant();
    private final AuthorisationRequest draft = aRequest().of(tenant).build();
    private final Idempotency key = new Idempotency("key-1", "aa");

    @Test
    void storeAllOfACreation() {
        savePlainly(aStep(draft).once(key).refusingDuplicates().build());

        assertThat(found(draft)).isEqualTo(draft);
        assertThat(seen(tenant)).isEqualTo(3);
    }

    @Test
    void storeAllOfAChangeAndItsPlaceInTheQueue() {
        savePlainly(aStep(draft).build());
        AuthorisationRequest queued = RequestBuilder.after(draft).queued().build();

        savePlainly(aStep(queued).once(key).refusingDuplicates().due(NOW).build());

        assertThat(found(draft)).isEqualTo(queued);
        assertThat(got(store.queue().place(tenant, draft.id(), NOW)).rank()).isEqualTo(1);
        assertThat(got(store.journal().read(tenant, 0, Set.of(), 10)))
                .extracting(event -> event.position())
                .containsExactly(1L, 2L);
    }

    @Test
    void storeNothingWhenTheKeyWasUsed() {
        savePlainly(aStep(draft).once(key).build());

        refuses(aStep(another()).once(key).build());
    }

    @Test
    void storeNothingOfAnOldVersion() {
        savePlainly(aStep(draft).build());
        AuthorisationRequest next = RequestBuilder.after(draft).build();
        savePlainly(aStep(next).build());

        refuses(aStep(RequestBuilder.after(draft).queued().build())
                .once(key)
                .due(NOW)
                .build());
    }

    @Test
    void storeNothingBesideAnotherRequestOfTheWorker() {
        savePlainly(aStep(draft).build());
        Change second = aStep(RequestBuilder.after(draft)
                        .id(RequestId.next(NOW))
                        .referredToAs("r-2")
                        .version(1)
                        .build())
                .before(0)
                .once(key)
                .refusingDuplicates()
                .due(NOW)
                .build();

        refuses(second);
    }

    @Test
    void storeNothingUnderAReferenceThatIsTaken() {
        savePlainly(aStep(draft).build());
        AuthorisationRequest same = aRequest()
                .of(tenant)
                .of(draft.employer())
                .referredToAs(draft.reference().value())
                .build();

        refuses(aStep(same).once(key).due(NOW).build());
    }

    @Test
    void areBoundByRowLevelSecurity() {
        Sql ofAnother = PlainSaves.of(aStep(draft).build(), NOW).orElseThrow();
        ofAnother.values().set(0, store.aTenant().value());

        assertThatThrownBy(() -> got(transactions.call(tx -> tx.change(ofAnother))))
                .isInstanceOf(R2dbcPermissionDeniedException.class)
                .hasMessageContaining("row-level security");
        assertThat(EmbeddedDatabase.shared().query(store.database(), SECURITY_DEFINERS))
                .containsExactlyInAnyOrder("tenant_of", "forget_events");
    }

    @Test
    void forgetWhomTheyActedForWithTheirCall() {
        savePlainly(aStep(draft).build());
        ConnectionPool one =
                EmbeddedDatabase.throughOneConnection(store.database()).open();
        Transactions onOneConnection = new Transactions(one);
        savePlainly(onOneConnection, aStep(another()).build());

        got(new R2dbcDossiers(onOneConnection).of(tenant, List.of(draft.id())));
        long seenByNobody = got(onOneConnection.asNobody(PlainSavesTest::count));
        assertThat(seenByNobody).isZero();
        one.dispose();
    }

    private AuthorisationRequest another() {
        return aRequest().of(tenant).build();
    }

    private void refuses(Change change) {
        long before = seen(tenant);

        assertThatThrownBy(() -> savePlainly(change)).matches(PlainSaves::isUnusual);

        assertThat(seen(tenant)).isEqualTo(before);
    }

    private void savePlainly(Change change) {
        savePlainly(transactions, change);
    }

    private static void savePlainly(Transactions transactions, Change change) {
        Sql call = PlainSaves.of(change, NOW).orElseThrow();
        got(transactions.call(tx -> tx.change(call)));
    }

    private AuthorisationRequest found(AuthorisationRequest request) {
        return got(inSteps.find(tenant, request.id()));
    }

    private long seen(TenantId owner) {
        return got(transactions.read(owner, PlainSavesTest::count));
    }

    private static Mono<Long> count(Transaction tx) {
        return tx.one(Sql.of(SEEN), row -> row.number("seen"));
    }

    private static <T> T got(Mono<T> answer) {
        return requireNonNull(answer.block(Duration.ofSeconds(30)));
    }
}
