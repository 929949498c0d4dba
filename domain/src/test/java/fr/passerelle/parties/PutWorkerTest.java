package fr.passerelle.parties;

import static fr.passerelle.testing.Examples.aWorker;
import static fr.passerelle.testing.Examples.anEmployer;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.testing.Examples;
import fr.passerelle.testing.InMemoryStore;
import fr.passerelle.testing.SettableClock;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PutWorkerTest {
    private static final ClientReference REFERENCE = new ClientReference("worker-7");

    private final SettableClock clock = new SettableClock(Examples.NOW);
    private final InMemoryStore store = new InMemoryStore(clock);
    private final TenantId tenant = store.aTenant();
    private final Employer employer = anEmployer().of(tenant).build();
    private final PutWorker workers = new PutWorker(store.workers(), clock);

    @Test
    void createsThenKeepsThenChanges() {
        assertThat(put(employer, "Kouamé", null)).isInstanceOf(Upsert.Created.class);
        assertThat(put(employer, "Kouamé", null)).isInstanceOf(Upsert.Unchanged.class);
        assertThat(put(employer, "Kouamé-Traoré", 1L)).isInstanceOf(Upsert.Changed.class);
        assertThat(put(employer, "Kouamé", 1L)).isEqualTo(new Upsert.Stale<>(2));
    }

    @Test
    void knowsAReferenceWithinItsEmployer() {
        put(employer, "Kouamé", null);

        Upsert<Worker> outcome = put(anEmployer().of(tenant).build(), "Traoré", null);

        assertThat(outcome).isInstanceOf(Upsert.Created.class);
    }

    @Test
    void tellsNothingOfThePerson() {
        put(employer, "Kouamé", null);

        assertThat(Objects.requireNonNull(
                        store.journal().read(tenant, 0, Set.of(), 10).block()))
                .extracting(RecordedEvent::event)
                .singleElement()
                .satisfies(event -> assertThat(event.data())
                        .containsOnlyKeys("client_reference", "employer_id", "employer_reference"));
    }

    private Upsert<Worker> put(Employer of, String name, @Nullable Long expected) {
        Worker.Profile profile = aWorker().named(name, "Aïcha").profile();
        return Objects.requireNonNull(
                workers.put(of, REFERENCE, profile, expected).block());
    }
}
