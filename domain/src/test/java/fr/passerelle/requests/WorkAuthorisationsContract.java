package fr.passerelle.requests;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.anAuthorisation;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.AuthorisationId;
import fr.passerelle.ids.Paging;
import fr.passerelle.testing.AuthorisationBuilder;
import fr.passerelle.testing.StoreContract;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the {@link WorkAuthorisations} promise. */
public abstract class WorkAuthorisationsContract extends StoreContract {
    private static final WorkAuthorisations.Filter ALL = new WorkAuthorisations.Filter(null, null, null);

    @Test
    void keepWhatWasGranted() {
        WorkAuthorisation granted = grant(anAuthorisation().of(knownRequest(tenant)));

        assertThat(found(store.authorisations().find(tenant, granted.id()))).contains(granted);
    }

    @Test
    void keepWhatSilenceGranted() {
        WorkAuthorisation granted =
                grant(anAuthorisation().of(knownRequest(tenant)).deemed());

        assertThat(found(store.authorisations().find(tenant, granted.id()))).contains(granted);
    }

    @Test
    void findNothingUnderAnUnknownId() {
        assertThat(found(store.authorisations().find(tenant, AuthorisationId.next(NOW))))
                .isEmpty();
    }

    @Test
    void showNothingToAnotherTenant() {
        WorkAuthorisation granted = grant(anAuthorisation().of(knownRequest(tenant)));

        assertThat(found(store.authorisations().find(otherTenant, granted.id())))
                .isEmpty();
        assertThat(got(store.authorisations().list(otherTenant, ALL, firstOf(10))))
                .isEmpty();
    }

    @Test
    void areListedInTheOrderOfCreation() {
        WorkAuthorisation second =
                grant(anAuthorisation().of(knownRequest(tenant)).createdAt(NOW.plusSeconds(2)));
        WorkAuthorisation first =
                grant(anAuthorisation().of(knownRequest(tenant)).createdAt(NOW.plusSeconds(1)));
        WorkAuthorisation third =
                grant(anAuthorisation().of(knownRequest(tenant)).createdAt(NOW.plusSeconds(3)));

        assertThat(list(firstOf(10))).containsExactly(first, second, third);
        assertThat(list(firstOf(2))).containsExactly(first, second);
        assertThat(list(behind(placeOf(first), 10))).containsExactly(second, third);
        assertThat(list(since(second.createdAt()))).containsExactly(second, third);
    }

    @Test
    void arePagedThroughWhenTheyWereCreatedAtTheSameInstant() {
        List<WorkAuthorisation> all = times(5).mapToObj(
                        _ -> grant(anAuthorisation().of(knownRequest(tenant))))
                .toList();

        List<WorkAuthorisation> read = new ArrayList<>();
        for (var page = list(firstOf(2)); !page.isEmpty(); page = list(behind(placeOf(page.getLast()), 2))) {
            read.addAll(page);
        }

        assertThat(read).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void areNarrowedByEmployerAndWorker() {
        AuthorisationRequest request = knownRequest(tenant);
        WorkAuthorisation granted = grant(anAuthorisation().of(request));
        grant(anAuthorisation().of(knownRequest(tenant)));

        assertThat(list(new WorkAuthorisations.Filter(request.employer(), null, null)))
                .containsExactly(granted);
        assertThat(list(new WorkAuthorisations.Filter(null, request.worker(), null)))
                .containsExactly(granted);
    }

    @ParameterizedTest
    @CsvSource({"2026-05-03, 0", "2026-05-04, 1", "2027-05-03, 1", "2027-05-04, 0"})
    void areNarrowedToThoseValidOnADay(LocalDate day, int valid) {
        grant(anAuthorisation().of(knownRequest(tenant)).valid(LocalDate.of(2026, 5, 4), LocalDate.of(2027, 5, 3)));

        assertThat(list(new WorkAuthorisations.Filter(null, null, day))).hasSize(valid);
    }

    private WorkAuthorisation grant(AuthorisationBuilder example) {
        WorkAuthorisation granted = example.build();
        AuthorisationRequest request = got(store.requests().find(granted.tenant(), granted.request()));
        assertThat(save(nextStepOf(request).authorisation(granted))).isEqualTo(STORED);
        return granted;
    }

    private List<WorkAuthorisation> list(WorkAuthorisations.Filter filter) {
        return got(store.authorisations().list(tenant, filter, firstOf(100)));
    }

    private List<WorkAuthorisation> list(Paging paging) {
        return got(store.authorisations().list(tenant, ALL, paging));
    }

    private static Paging.Place placeOf(WorkAuthorisation granted) {
        return new Paging.Place(granted.createdAt(), granted.id().value());
    }
}
