package fr.passerelle.persistence;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aDocument;
import static fr.passerelle.testing.Examples.aRequest;
import static fr.passerelle.testing.Examples.aStep;
import static fr.passerelle.testing.Examples.aTask;
import static fr.passerelle.testing.Examples.anAttempt;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.documents.Document;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.TenantId;
import fr.passerelle.parties.SecretSeal;
import fr.passerelle.requests.Agenda;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.requests.Requests;
import fr.passerelle.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A replica of the older version while the newer one has migrated already. */
class RollingUpgradeTest {
    private static final String ADD_A_COLUMN_TO_EVERY_TABLE = """
        do $$
        declare
            name text;
        begin
            for name in select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace loop
                execute format('alter table %I add column newer text', name);
            end loop;
        end
        $$
        """;

    private final EmbeddedDatabase server = EmbeddedDatabase.shared();
    private final Database database = server.fresh();
    private final Persistence ports =
            Persistence.over(database.open(), new SettableClock(NOW), new SecretSeal(new byte[32]));
    private final TenantId tenant = TenantId.next(NOW);

    @Test
    void readsOnWhenANewerVersionAddsColumns() {
        AuthorisationRequest request = aRequest().of(tenant).build();
        got(ports.requests()
                .save(aStep(request)
                        .attempt(anAttempt().of(request).build())
                        .task(aTask().of(request).build())
                        .document(aDocument(request.id(), "permit_copy"))
                        .due(NOW)
                        .build()));
        List<Object> before = everythingOf(request);

        server.run(database, ADD_A_COLUMN_TO_EVERY_TABLE);

        assertThat(everythingOf(request)).usingRecursiveComparison().isEqualTo(before);
    }

    @Test
    void keepsWhatWasToldWhenTheOlderVersionWritesOverIt() {
        AuthorisationRequest request = aRequest().of(tenant).build();
        got(ports.requests().save(aStep(request).build()));
        server.run(
                database, "update authorisation_request set trail = jsonb_set(trail, '{reminders,settled}', 'true')");
        AuthorisationRequest before = got(ports.requests().find(tenant, request.id()));

        server.run(database, "update authorisation_request set trail = trail - 'told' - 'reminders'");

        AuthorisationRequest after = got(ports.requests().find(tenant, request.id()));
        assertThat(after.trail()).isNotEqualTo(request.trail());
        assertThat(after.trail()).isEqualTo(before.trail());
        assertThat(got(ports.agenda().due(Instant.now().plusSeconds(60), Optional.empty(), 10)))
                .extracting(Agenda.Entry::request)
                .contains(request.id());
    }

    /** Often enough that each connection has prepared each statement. */
    private List<Object> everythingOf(AuthorisationRequest request) {
        Flux<Object> all = Flux.concat(
                ports.requests().find(tenant, request.id()),
                ports.requests().list(tenant, Requests.Filter.none(), new Paging(null, null, 10)),
                ports.requests().attempts(tenant, request.id()),
                ports.tasks().openOf(tenant, request.id()),
                ports.documents().of(tenant, Document.Owner.of(request.id())),
                ports.journal().read(tenant, 0, Set.of(), 10),
                ports.queue().depth(NOW));
        return got(all.repeat(50).collectList());
    }

    private static <T> T got(Mono<T> answer) {
        return requireNonNull(answer.block(Duration.ofSeconds(60)));
    }
}
