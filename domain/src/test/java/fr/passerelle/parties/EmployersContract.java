package fr.passerelle.parties;

import static fr.passerelle.testing.Examples.ADDRESS;
import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.SIREN;
import static fr.passerelle.testing.Examples.SIRET;
import static fr.passerelle.testing.Examples.anEmployer;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.Paging;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.parties.Employer.Establishment;
import fr.passerelle.testing.EmployerBuilder;
import fr.passerelle.testing.StoreContract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** What the {@link Employers} promise. */
public abstract class EmployersContract extends StoreContract {

    @Test
    void keepAnEmployer() {
        Employer employer = anEmployer().of(tenant).requiringApproval().build();

        SaveOutcome outcome = save(employer, 0);

        assertThat(outcome).isEqualTo(STORED);
        assertThat(found(store.employers().find(tenant, employer.id()))).contains(employer);
        assertThat(found(store.employers().findByReference(tenant, employer.reference())))
                .contains(employer);
    }

    @Test
    void keepAnEmployerOfWhomLittleIsKnown() {
        Employer.Profile profile = new Employer.Profile(
                SIREN,
                "Jeanne Petit",
                Employer.Kind.PRIVATE_INDIVIDUAL,
                null,
                null,
                null,
                List.of(new Establishment(SIRET, null, null), new Establishment(SIRET, "Domicile", ADDRESS)),
                false,
                Map.of());
        Employer employer =
                new Employer(EmployerId.next(NOW), tenant, new ClientReference("petit"), profile, 1, NOW, NOW);
        save(employer, 0);

        assertThat(found(store.employers().find(tenant, employer.id()))).contains(employer);
    }

    @Test
    void keepTheLatestVersion() {
        Employer employer = knownEmployer(tenant);
        Employer renamed =
                employer.with(anEmployer().named("Rhône Restauration").profile(), NOW.plusSeconds(60));

        SaveOutcome outcome = save(renamed, 1);

        assertThat(outcome).isEqualTo(STORED);
        assertThat(found(store.employers().find(tenant, employer.id()))).contains(renamed);
    }

    @Test
    void tellTheJournal() {
        Employer employer = knownEmployer(tenant);

        assertThat(journal(tenant))
                .extracting(recorded -> recorded.event().subject().id())
                .containsExactly(employer.id().text());
    }

    @Test
    void findNothingThatNobodyStored() {
        assertThat(found(store.employers().find(tenant, EmployerId.next(NOW)))).isEmpty();
        assertThat(found(store.employers().findByReference(tenant, new ClientReference("nobody"))))
                .isEmpty();
        assertThat(list(firstOf(10))).isEmpty();
    }

    @Test
    void showNothingToAnotherTenant() {
        Employer employer = knownEmployer(tenant);

        assertThat(found(store.employers().find(otherTenant, employer.id()))).isEmpty();
        assertThat(found(store.employers().findByReference(otherTenant, employer.reference())))
                .isEmpty();
        assertThat(got(store.employers().list(otherTenant, firstOf(10)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3})
    void refuseAChangeOfAnotherVersionThanThePresentOne(long before) {
        Employer employer = knownEmployer(tenant);
        Employer present = employer.with(anEmployer().named("A").profile(), NOW);
        save(present, 1);

        SaveOutcome outcome = save(present.with(anEmployer().named("B").profile(), NOW), before);

        assertThat(outcome).isEqualTo(STALE);
        assertThat(found(store.employers().find(tenant, employer.id()))).contains(present);
        assertThat(journal(tenant)).hasSize(2);
    }

    @Test
    void refuseAChangeOfAnEmployerThatNobodyCreated() {
        Employer employer = anEmployer().of(tenant).version(2).build();

        SaveOutcome outcome = save(employer, 1);

        assertThat(outcome).isEqualTo(STALE);
        assertThat(list(firstOf(10))).isEmpty();
        assertThat(journal(tenant)).isEmpty();
    }

    @Test
    void refuseAChangeByAnotherTenant() {
        Employer employer = knownEmployer(tenant);
        Employer theirs =
                anEmployer().id(employer.id()).of(otherTenant).version(2).build();

        SaveOutcome outcome = save(theirs, 1);

        assertThat(outcome).isEqualTo(STALE);
        assertThat(found(store.employers().find(tenant, employer.id()))).contains(employer);
        assertThat(journal(otherTenant)).isEmpty();
    }

    @Test
    void refuseAReferenceThatAnotherEmployerBears() {
        Employer employer = known(anEmployer().of(tenant).referredToAs("lyon"));
        Employer second = anEmployer().of(tenant).referredToAs("lyon").build();

        SaveOutcome outcome = save(second, 0);

        assertThat(outcome)
                .isEqualTo(new SaveOutcome.ReferenceTaken(employer.id().value()));
        assertThat(found(store.employers().find(tenant, second.id()))).isEmpty();
        assertThat(journal(tenant)).hasSize(1);
    }

    @Test
    void leaveReferencesToEachTenant() {
        known(anEmployer().of(tenant).referredToAs("lyon"));
        Employer theirs = anEmployer().of(otherTenant).referredToAs("lyon").build();

        assertThat(save(theirs, 0)).isEqualTo(STORED);
    }

    @Test
    void storeOneOfManyWithTheSameReference() {
        List<Mono<SaveOutcome>> calls = times(20)
                .mapToObj(_ -> anEmployer().of(tenant).referredToAs("lyon").build())
                .map(employer -> store.employers().save(employer, 0, eventOf(employer)))
                .toList();

        List<SaveOutcome> outcomes = allAtOnce(calls);

        Employer kept = got(store.employers().findByReference(tenant, new ClientReference("lyon")));
        assertThat(outcomes)
                .containsOnlyOnce(STORED)
                .isSubsetOf(STORED, new SaveOutcome.ReferenceTaken(kept.id().value()));
        assertThat(journal(tenant)).hasSize(1);
    }

    @Test
    void areListedOldestChangeFirst() {
        Employer third = known(anEmployer().of(tenant).createdAt(at(1)).updatedAt(at(30)));
        Employer first = known(anEmployer().of(tenant).createdAt(at(3)).updatedAt(at(10)));
        Employer second = known(anEmployer().of(tenant).createdAt(at(2)).updatedAt(at(20)));

        assertThat(list(firstOf(10))).containsExactly(first, second, third);
        assertThat(list(firstOf(2))).containsExactly(first, second);
        assertThat(list(since(at(20)))).containsExactly(second, third);
        assertThat(list(behind(placeOf(first), 10))).containsExactly(second, third);
    }

    @Test
    void arePagedThroughWhenTheyChangedAtTheSameInstant() {
        List<Employer> all = times(5).mapToObj(_ -> knownEmployer(tenant)).toList();

        List<Employer> read = new ArrayList<>();
        for (var page = list(firstOf(2)); !page.isEmpty(); page = list(behind(placeOf(page.getLast()), 2))) {
            read.addAll(page);
        }

        assertThat(read).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
    }

    private Employer known(EmployerBuilder example) {
        Employer employer = example.build();
        assertThat(save(employer, 0)).isEqualTo(STORED);
        return employer;
    }

    private List<Employer> list(Paging paging) {
        return got(store.employers().list(tenant, paging));
    }

    private static Paging.Place placeOf(Employer employer) {
        return new Paging.Place(employer.updatedAt(), employer.id().value());
    }

    private static Instant at(int seconds) {
        return NOW.plusSeconds(seconds).plusNanos(123_456_000);
    }
}
