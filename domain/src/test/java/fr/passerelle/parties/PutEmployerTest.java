package fr.passerelle.parties;

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

class PutEmployerTest {
    private static final ClientReference REFERENCE = new ClientReference("employer-7");

    private final SettableClock clock = new SettableClock(Examples.NOW);
    private final InMemoryStore store = new InMemoryStore(clock);
    private final TenantId tenant = store.aTenant();
    private final PutEmployer employers = new PutEmployer(store.employers(), clock);

    @Test
    void createsWhatItDoesNotKnow() {
        Upsert<Employer> outcome = put("Les Cuisines", null);

        assertThat(outcome).isInstanceOf(Upsert.Created.class);
        assertThat(events()).containsExactly("employer.created");
    }

    @Test
    void makesNoVersionAndNoEventOfWhatChangesNothing() {
        put("Les Cuisines", null);

        Upsert<Employer> outcome = put("Les Cuisines", null);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Upsert.Unchanged.class,
                        same -> assertThat(same.value()).extracting("version").isEqualTo(1L));
        assertThat(events()).containsExactly("employer.created");
    }

    @Test
    void changesWhatTheClientKnows() {
        put("Les Cuisines", null);

        Upsert<Employer> outcome = put("Les Cuisines du Rhône", 1L);

        assertThat(outcome).isInstanceOf(Upsert.Changed.class);
        assertThat(events()).containsExactly("employer.created", "employer.changed");
    }

    @Test
    void refusesAVersionThatIsNotThePresentOne() {
        put("Les Cuisines", null);
        put("Les Cuisines du Rhône", null);

        assertThat(put("Les Cuisines", 1L)).isEqualTo(new Upsert.Stale<>(2));
    }

    @Test
    void refusesToChangeWhatDoesNotExist() {
        assertThat(put("Les Cuisines", 1L)).isEqualTo(new Upsert.Stale<>(0));
    }

    private Upsert<Employer> put(String name, @Nullable Long expected) {
        Employer.Profile profile = anEmployer().named(name).profile();
        return Objects.requireNonNull(
                employers.put(tenant, REFERENCE, profile, expected).block());
    }

    private Iterable<String> events() {
        return Objects.requireNonNull(
                        store.journal().read(tenant, 0, Set.of(), 10).block())
                .stream()
                .map(RecordedEvent::event)
                .map(event -> event.type().publicName())
                .toList();
    }
}
