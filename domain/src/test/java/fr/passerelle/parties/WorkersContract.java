package fr.passerelle.parties;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aWorker;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.WorkerId;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.parties.Worker.Employment;
import fr.passerelle.testing.StoreContract;
import fr.passerelle.testing.WorkerBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** What the {@link Workers} promise. */
public abstract class WorkersContract extends StoreContract {
    private Employer employer;

    @BeforeEach
    void createEmployer() {
        employer = knownEmployer(tenant);
    }

    @Test
    void keepAWorker() {
        Worker worker = aWorker()
                .of(employer)
                .named("N'Guessan", "Jean-Noël", "Éloïse")
                .spelledInPassport("NGUESSAN", "JEAN NOEL")
                .build();

        SaveOutcome outcome = save(worker, 0);

        assertThat(outcome).isEqualTo(STORED);
        assertThat(found(store.workers().find(tenant, employer.id(), worker.id())))
                .contains(worker);
        assertThat(found(store.workers().findByReference(tenant, employer.id(), worker.reference())))
                .contains(worker);
    }

    @Test
    void keepAWorkerOfWhomLittleIsKnown() {
        Worker.Profile profile = new Worker.Profile(
                new PersonName("李", null, List.of()),
                null,
                null,
                BirthDate.parse("1990"),
                null,
                null,
                List.of(),
                List.of(),
                List.of(new Employment("c-1", null, null, LocalDate.of(2027, 1, 1))),
                null,
                null,
                null,
                Map.of());
        Worker worker =
                new Worker(WorkerId.next(NOW), tenant, employer.id(), new ClientReference("w"), profile, 1, NOW, NOW);
        save(worker, 0);

        assertThat(found(store.workers().find(tenant, employer.id(), worker.id())))
                .contains(worker);
    }

    @Test
    void keepTheLatestVersion() {
        Worker worker = knownWorker(employer);
        Worker married = worker.with(aWorker().named("Traoré", "Aïcha").profile(), NOW.plusSeconds(60));

        SaveOutcome outcome = save(married, 1);

        assertThat(outcome).isEqualTo(STORED);
        assertThat(found(store.workers().find(tenant, employer.id(), worker.id())))
                .contains(married);
    }

    @Test
    void findNothingThatNobodyStored() {
        assertThat(found(store.workers().find(tenant, employer.id(), WorkerId.next(NOW))))
                .isEmpty();
        assertThat(found(store.workers().findByReference(tenant, employer.id(), new ClientReference("nobody"))))
                .isEmpty();
        assertThat(list(firstOf(10))).isEmpty();
    }

    @Test
    void showNothingToAnotherTenantOrEmployer() {
        Worker worker = knownWorker(employer);
        Employer other = knownEmployer(tenant);
        Workers workers = store.workers();

        assertThat(found(workers.find(otherTenant, employer.id(), worker.id()))).isEmpty();
        assertThat(found(workers.findByReference(otherTenant, employer.id(), worker.reference())))
                .isEmpty();
        assertThat(got(workers.list(otherTenant, employer.id(), firstOf(10)))).isEmpty();
        assertThat(found(workers.find(tenant, other.id(), worker.id()))).isEmpty();
        assertThat(found(workers.findByReference(tenant, other.id(), worker.reference())))
                .isEmpty();
        assertThat(got(workers.list(tenant, other.id(), firstOf(10)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3})
    void refuseAChangeOfAnotherVersionThanThePresentOne(long before) {
        Worker worker = knownWorker(employer);
        Worker present = worker.with(aWorker().born("1990").profile(), NOW);
        save(present, 1);
        int told = journal(tenant).size();

        SaveOutcome outcome = save(present.with(aWorker().born("1991").profile(), NOW), before);

        assertThat(outcome).isEqualTo(STALE);
        assertThat(found(store.workers().find(tenant, employer.id(), worker.id())))
                .contains(present);
        assertThat(journal(tenant)).hasSize(told);
    }

    @Test
    void refuseAReferenceThatAnotherWorkerOfTheEmployerBears() {
        Worker worker = known(aWorker().of(employer).referredToAs("w-1"));
        Worker second = aWorker().of(employer).referredToAs("w-1").build();
        int told = journal(tenant).size();

        SaveOutcome outcome = save(second, 0);

        assertThat(outcome).isEqualTo(new SaveOutcome.ReferenceTaken(worker.id().value()));
        assertThat(found(store.workers().find(tenant, employer.id(), second.id())))
                .isEmpty();
        assertThat(journal(tenant)).hasSize(told);
    }

    @Test
    void leaveReferencesToEachEmployer() {
        known(aWorker().of(employer).referredToAs("w-1"));
        Worker elsewhere =
                aWorker().of(knownEmployer(tenant)).referredToAs("w-1").build();

        assertThat(save(elsewhere, 0)).isEqualTo(STORED);
    }

    @Test
    void storeOneOfManyWithTheSameReference() {
        List<Mono<SaveOutcome>> calls = times(20)
                .mapToObj(_ -> aWorker().of(employer).referredToAs("w-1").build())
                .map(worker -> store.workers().save(worker, 0, eventOf(worker)))
                .toList();

        List<SaveOutcome> outcomes = allAtOnce(calls);

        Worker kept = got(store.workers().findByReference(tenant, employer.id(), new ClientReference("w-1")));
        assertThat(outcomes)
                .containsOnlyOnce(STORED)
                .isSubsetOf(STORED, new SaveOutcome.ReferenceTaken(kept.id().value()));
    }

    @Test
    void areListedOldestChangeFirst() {
        Worker third = known(aWorker().of(employer).createdAt(at(1)).updatedAt(at(30)));
        Worker first = known(aWorker().of(employer).createdAt(at(3)).updatedAt(at(10)));
        Worker second = known(aWorker().of(employer).createdAt(at(2)).updatedAt(at(20)));

        assertThat(list(firstOf(10))).containsExactly(first, second, third);
        assertThat(list(firstOf(2))).containsExactly(first, second);
        assertThat(list(since(at(20)))).containsExactly(second, third);
        assertThat(list(behind(placeOf(first), 10))).containsExactly(second, third);
    }

    @Test
    void arePagedThroughWhenTheyChangedAtTheSameInstant() {
        List<Worker> all = times(5).mapToObj(_ -> knownWorker(employer)).toList();

        List<Worker> read = new ArrayList<>();
        for (var page = list(firstOf(2)); !page.isEmpty(); page = list(behind(placeOf(page.getLast()), 2))) {
            read.addAll(page);
        }

        assertThat(read).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
    }

    private Worker known(WorkerBuilder example) {
        Worker worker = example.build();
        assertThat(save(worker, 0)).isEqualTo(STORED);
        return worker;
    }

    private List<Worker> list(Paging paging) {
        return got(store.workers().list(tenant, employer.id(), paging));
    }

    private static Paging.Place placeOf(Worker worker) {
        return new Paging.Place(worker.updatedAt(), worker.id().value());
    }

    private static Instant at(int seconds) {
        return NOW.plusSeconds(seconds).plusNanos(123_456_000);
    }
}
