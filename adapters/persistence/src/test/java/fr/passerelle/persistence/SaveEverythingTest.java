package fr.passerelle.persistence;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aDocument;
import static fr.passerelle.testing.Examples.aRequest;
import static fr.passerelle.testing.Examples.aStep;
import static fr.passerelle.testing.Examples.aTask;
import static fr.passerelle.testing.Examples.anAttempt;
import static fr.passerelle.testing.Examples.anAuthorisation;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.passerelle.documents.Document;
import fr.passerelle.documents.StoredDocument;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Idempotencies;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.pace.Lane;
import fr.passerelle.platform.FileStatus;
import fr.passerelle.requests.Attempt;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.requests.Observation;
import fr.passerelle.requests.WorkAuthorisation;
import fr.passerelle.tasks.Task;
import fr.passerelle.testing.ChangeBuilder;
import fr.passerelle.work.Claim;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** One step that stores all a step can store, read back through all ports. */
class SaveEverythingTest {
    private static final SaveOutcome STORED = new SaveOutcome.Stored();

    private final R2dbcStore store = R2dbcStore.emptied();
    private final TenantId tenant = store.aTenant();
    private final AuthorisationRequest request = aRequest().of(tenant).queued().build();
    private final Task task = aTask().of(request).build();
    private final Attempt attempt = anAttempt().of(request).build();
    private final WorkAuthorisation granted = anAuthorisation().of(request).build();
    private final StoredDocument document = aDocument(request.id(), "permit_copy");
    private final Observation seen =
            new Observation(tenant, request.id(), NOW, "Déposée", FileStatus.SUBMITTED, new byte[] {1, 0, -1});
    private final Idempotency key = new Idempotency("key-1", "aa");

    @Test
    void keepsAllOfAStep() {
        SaveOutcome outcome = got(store.requests().save(everything().build()));

        assertThat(outcome).isEqualTo(STORED);
        assertThat(got(store.requests().find(tenant, request.id()))).isEqualTo(request);
        assertThat(got(store.requests().attempts(tenant, request.id())))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(attempt);
        assertThat(got(store.requests().observations(tenant, request.id())))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(seen);
        assertThat(got(store.tasks().openOf(tenant, request.id()))).containsExactly(task);
        assertThat(got(store.authorisations().find(tenant, granted.id()))).isEqualTo(granted);
        assertThat(got(store.documents()
                        .find(
                                tenant,
                                Document.Owner.of(request.id()),
                                document.document().type())))
                .usingRecursiveComparison()
                .isEqualTo(document);
        assertThat(got(store.idempotencies().find(tenant, key)))
                .isEqualTo(new Idempotencies.Earlier.Same(request.id().value()));
        assertThat(got(store.journal().read(tenant, 0, Set.of(), 10))).hasSize(1);
        assertThat(got(store.queue().claim(Lane.WRITE, NOW, Duration.ofMinutes(1), 10, 64)))
                .extracting(Claim::request)
                .containsExactly(request.id());
    }

    @Test
    void keepsNothingOfAStepThatIsRefused() {
        AuthorisationRequest holder = aRequest()
                .of(tenant)
                .of(request.employer())
                .referredToAs(request.reference().value())
                .build();
        got(store.requests().save(aStep(holder).build()));

        SaveOutcome outcome = got(store.requests().save(everything().build()));

        assertThat(outcome).isEqualTo(new SaveOutcome.ReferenceTaken(holder.id().value()));
        assertThat(got(store.idempotencies().find(tenant, key))).isEqualTo(new Idempotencies.Earlier.None());
        assertThat(got(store.queue().claim(Lane.WRITE, NOW, Duration.ofMinutes(1), 10, 64)))
                .isEmpty();
        assertThat(got(store.journal().read(tenant, 0, Set.of(), 10))).hasSize(1);
    }

    @Test
    void keepsNothingOfAStepWhoseCommitFails() {
        run("""
            create function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$;
            create constraint trigger refused_at_the_end after insert on authorisation_request
                deferrable initially deferred for each row execute function refuse()
            """);
        try {
            assertThatThrownBy(() -> got(store.requests().save(everything().build())))
                    .hasMessageContaining("refused");
        } finally {
            run("drop function refuse cascade");
        }

        assertThat(store.requests().find(tenant, request.id()).blockOptional()).isEmpty();
        assertThat(got(store.journal().read(tenant, 0, Set.of(), 10))).isEmpty();
        assertThat(got(store.idempotencies().find(tenant, key))).isEqualTo(new Idempotencies.Earlier.None());
        assertThat(got(store.queue().claim(Lane.WRITE, NOW, Duration.ofMinutes(1), 10, 64)))
                .isEmpty();
    }

    private void run(String sql) {
        EmbeddedDatabase.shared().run(store.database(), sql);
    }

    private ChangeBuilder everything() {
        return aStep(request)
                .task(task)
                .attempt(attempt)
                .authorisation(granted)
                .document(document)
                .observation(seen)
                .once(key)
                .refusingDuplicates()
                .due(NOW);
    }

    private static <T> T got(Mono<T> answer) {
        return requireNonNull(answer.block(Duration.ofSeconds(30)));
    }
}
