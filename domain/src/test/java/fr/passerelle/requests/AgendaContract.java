package fr.passerelle.requests;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aRequest;
import static fr.passerelle.testing.Examples.aStep;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.AttemptId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.requests.Agenda.Entry;
import fr.passerelle.testing.RequestBuilder;
import fr.passerelle.testing.StoreContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the {@link Agenda} promises. */
public abstract class AgendaContract extends StoreContract {
    private static final Duration LONG = Duration.ofDays(30);

    @Test
    void knowsWhatRunsOutOfAllTenants() {
        AuthorisationRequest mine = unclear(tenant, NOW);
        AuthorisationRequest theirs = unclear(otherTenant, NOW.plus(Duration.ofDays(7)));

        assertThat(due(NOW.plus(LONG))).containsExactly(entry(mine), entry(theirs));
    }

    @Test
    void saysNothingBeforeItsTime() {
        AuthorisationRequest request = unclear(tenant, NOW);
        Instant at = timer(request);

        assertThat(due(at.minusMillis(1))).isEmpty();
        assertThat(due(at)).containsExactly(entry(request));
    }

    @Test
    void leavesOutWhereNothingRuns() {
        known(aRequest().of(tenant).content(typed -> typed.starting(null)));
        known(aRequest().of(tenant).content(typed -> typed.starting(null)).queued());

        assertThat(due(NOW.plus(Duration.ofDays(1000)))).isEmpty();
    }

    @Test
    void followsEachStep() {
        AuthorisationRequest request = unclear(tenant, NOW);

        AuthorisationRequest later = RequestBuilder.after(present(request))
                .trail(AuthorisationRequest.Trail.begunAt(NOW.plus(LONG)))
                .build();
        save(aStep(later));
        assertThat(due(NOW.plus(LONG))).isEmpty();
        assertThat(due(NOW.plus(LONG).plus(LONG))).containsExactly(entry(later));

        save(aStep(RequestBuilder.after(later)
                        .in(new RequestState.Withdrawn("test"))
                        .build())
                .due(NOW));
        assertThat(due(NOW.plus(LONG).plus(LONG))).isEmpty();
    }

    @Test
    void readsOnBehindAnEntryAmongEquals() {
        for (int i = 0; i < 5; i++) {
            unclear(i % 2 == 0 ? tenant : otherTenant, NOW);
        }

        List<Entry> all = due(NOW.plus(LONG));
        List<Entry> paged = new ArrayList<>();
        for (List<Entry> page = page(Optional.empty()); !page.isEmpty(); page = page(Optional.of(page.getLast()))) {
            assertThat(page).hasSizeLessThanOrEqualTo(2);
            paged.addAll(page);
        }

        assertThat(all).hasSize(5).doesNotHaveDuplicates();
        assertThat(paged).isEqualTo(all);
    }

    private List<Entry> page(Optional<Entry> after) {
        return got(store.agenda().due(NOW.plus(LONG), after, 2));
    }

    private List<Entry> due(Instant now) {
        return got(store.agenda().due(now, Optional.empty(), 100));
    }

    /** Sent at an instant, and without an answer since. */
    private AuthorisationRequest unclear(TenantId owner, Instant sentAt) {
        return known(aRequest()
                .of(owner)
                .in(new RequestState.OutcomeUnknown(AttemptId.next(NOW)))
                .trail(AuthorisationRequest.Trail.begunAt(sentAt)));
    }

    private static Entry entry(AuthorisationRequest request) {
        return new Entry(request.tenant(), request.id(), timer(request));
    }

    private static Instant timer(AuthorisationRequest request) {
        return request.nextTimer().orElseThrow();
    }
}
