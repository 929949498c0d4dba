package fr.passerelle.requests;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aReceipt;
import static fr.passerelle.testing.Examples.aRequest;
import static fr.passerelle.testing.Examples.aStep;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.TenantId;
import fr.passerelle.law.time.ReviewTime;
import fr.passerelle.platform.PlatformFile.Decision;
import fr.passerelle.testing.RequestBuilder;
import fr.passerelle.testing.StoreContract;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@link Decisions} promise. */
public abstract class DecisionsContract extends StoreContract {
    private static final LocalDate REGISTERED = Deadlines.today(NOW);
    private static final LocalDate FROM = REGISTERED;
    private static final LocalDate UNTIL = REGISTERED.plusDays(100);

    @Test
    void measuresOfEachTypeAndOfAllTenants() {
        for (int days = 1; days <= 10; days++) {
            decided(days % 2 == 0 ? tenant : otherTenant, RequestType.SALARIE, days);
        }
        decided(tenant, RequestType.SAISONNIER, 40);

        assertThat(measured())
                .isEqualTo(Map.of(
                        RequestType.SALARIE.code(), new ReviewTime(5, 9, 10, FROM, UNTIL),
                        RequestType.SAISONNIER.code(), new ReviewTime(40, 40, 1, FROM, UNTIL)));
    }

    @Test
    void countsTheDecisionsOfItsDaysAlone() {
        decided(tenant, RequestType.SALARIE, 0);
        decided(tenant, RequestType.SALARIE, 99);
        decided(tenant, RequestType.SALARIE, 100);

        assertThat(measured())
                .containsOnly(Map.entry(RequestType.SALARIE.code(), new ReviewTime(0, 99, 2, FROM, UNTIL)));
        assertThat(got(store.decisions().reviewTimes(FROM.plusDays(1), UNTIL)))
                .containsOnly(
                        Map.entry(RequestType.SALARIE.code(), new ReviewTime(99, 99, 1, FROM.plusDays(1), UNTIL)));
    }

    @Test
    void leavesOutADecisionBeforeTheFileWasRegistered() {
        decided(tenant, RequestType.SALARIE, -1);

        assertThat(got(store.decisions().reviewTimes(FROM.minusDays(10), UNTIL)))
                .isEmpty();
    }

    @Test
    void knowsADecisionWithTheStepThatBringsItAndNotOneThatIsGone() {
        AuthorisationRequest request = known(aRequest().of(tenant).in(new RequestState.UnderReview(aReceipt("D-1"))));
        assertThat(measured()).isEmpty();

        AuthorisationRequest refused =
                RequestBuilder.after(present(request)).in(refused(7)).build();
        save(aStep(refused));
        assertThat(measured()).hasSize(1);

        save(aStep(RequestBuilder.after(present(refused))
                .in(new RequestState.UnderReview(aReceipt("D-1")))
                .build()));
        assertThat(measured()).isEmpty();
    }

    private Map<String, ReviewTime> measured() {
        return got(store.decisions().reviewTimes(FROM, UNTIL));
    }

    private void decided(TenantId owner, RequestType type, int days) {
        known(aRequest().of(owner).content(content -> content.type(type)).in(refused(days)));
    }

    private static RequestState.Refused refused(int days) {
        return new RequestState.Refused(
                aReceipt("D-1"), new Decision(false, REGISTERED.plusDays(days), null, null, null, null, null, null));
    }
}
