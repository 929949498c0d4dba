package fr.passerelle.testing;

import fr.passerelle.ids.AuthorisationId;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.TenantId;
import fr.passerelle.requests.WorkAuthorisation;
import fr.passerelle.requests.WorkAuthorisations;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The work authorisations in memory. */
public final class InMemoryWorkAuthorisations implements WorkAuthorisations {
    private final InMemoryStore store;
    private final Rows<WorkAuthorisation> authorisations = new Rows<>();

    InMemoryWorkAuthorisations(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Mono<WorkAuthorisation> find(TenantId tenant, AuthorisationId id) {
        return store.alone(() -> authorisations.get(tenant, id));
    }

    @Override
    public Mono<List<WorkAuthorisation>> list(TenantId tenant, Filter filter, Paging paging) {
        return store.alone(() -> Rows.page(
                authorisations
                        .of(tenant)
                        .filter(one ->
                                filter.employer() == null || filter.employer().equals(one.employer()))
                        .filter(one ->
                                filter.worker() == null || filter.worker().equals(one.worker()))
                        .filter(one -> filter.validOn() == null || isValidOn(one, filter.validOn())),
                paging,
                WorkAuthorisation::createdAt,
                one -> one.id().value()));
    }

    void put(@Nullable WorkAuthorisation granted) {
        if (granted != null) {
            authorisations.put(granted.tenant(), granted.id(), granted);
        }
    }

    private static boolean isValidOn(WorkAuthorisation one, LocalDate day) {
        LocalDate from = one.validFrom();
        LocalDate to = one.validTo();
        return (from == null || !from.isAfter(day)) && (to == null || !to.isBefore(day));
    }
}
