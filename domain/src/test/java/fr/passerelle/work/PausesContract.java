package fr.passerelle.work;

import static fr.passerelle.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.TenantId;
import fr.passerelle.testing.StoreContract;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the {@link Pauses} promise. */
public abstract class PausesContract extends StoreContract {
    private static final Optional<TenantId> EVERYBODY = Optional.empty();

    @Test
    void pauseNobodyInTheBeginning() {
        assertThat(got(store.pauses().all())).isEmpty();
        assertThat(found(store.pauses().of(tenant))).isEmpty();
    }

    @Test
    void pauseATenant() {
        done(store.pauses().pause(Optional.of(tenant), "a wrong mandate"));

        assertThat(found(store.pauses().of(tenant)))
                .hasValueSatisfying(pause -> assertThat(pause.reason()).isEqualTo("a wrong mandate"));
        assertThat(found(store.pauses().of(otherTenant))).isEmpty();
    }

    @Test
    void pauseEverybody() {
        done(store.pauses().pause(EVERYBODY, "the State asked us to"));

        assertThat(found(store.pauses().of(tenant)))
                .hasValueSatisfying(pause -> assertThat(pause.tenant()).isEmpty());
        assertThat(found(store.pauses().of(otherTenant))).isPresent();
    }

    @Test
    void showTheTenantsOwnPauseBeforeThatOfEverybody() {
        done(store.pauses().pause(EVERYBODY, "the State asked us to"));
        done(store.pauses().pause(Optional.of(tenant), "a wrong mandate"));

        assertThat(found(store.pauses().of(tenant)))
                .hasValueSatisfying(pause -> assertThat(pause.reason()).isEqualTo("a wrong mandate"));
        assertThat(got(store.pauses().all())).hasSize(2);
    }

    @Test
    void keepSinceWhenTheyAre() {
        done(store.pauses().pause(Optional.of(tenant), "a wrong mandate"));
        Pauses.Pause first = got(store.pauses().of(tenant));
        done(store.pauses().pause(Optional.of(tenant), "still"));

        assertThat(got(store.pauses().of(tenant)))
                .isEqualTo(new Pauses.Pause(Optional.of(tenant), first.since(), "still"));
    }

    @Test
    void endWithTheirSwitchAlone() {
        done(store.pauses().pause(EVERYBODY, "the State asked us to"));
        done(store.pauses().pause(Optional.of(tenant), "a wrong mandate"));

        assertThat(got(store.pauses().resume(Optional.of(tenant)))).isTrue();
        assertThat(got(store.pauses().resume(Optional.of(tenant)))).isFalse();

        assertThat(found(store.pauses().of(tenant)))
                .hasValueSatisfying(pause -> assertThat(pause.tenant()).isEmpty());
        assertThat(got(store.pauses().resume(EVERYBODY))).isTrue();
        assertThat(found(store.pauses().of(tenant))).isEmpty();
    }

    @Test
    void giveNoWorkOfAPausedTenant() {
        due(tenant);
        due(otherTenant);
        done(store.pauses().pause(Optional.of(tenant), "a wrong mandate"));

        assertThat(claim(NOW, 10)).extracting(Claim::tenant).containsExactly(otherTenant);
        got(store.pauses().resume(Optional.of(tenant)));
        assertThat(claim(NOW, 10)).extracting(Claim::tenant).containsExactly(tenant);
    }

    @Test
    void giveNoWorkWhileEverybodyIsPaused() {
        due(tenant);
        done(store.pauses().pause(EVERYBODY, "the State asked us to"));

        assertThat(claim(NOW, 10)).isEmpty();
    }

    @Test
    void letWorkThatIsUnderWayGoOn() {
        due(tenant);
        Claim claim = claimed();
        done(store.pauses().pause(EVERYBODY, "the State asked us to"));

        assertThat(got(store.queue().renew(claim, LEASE))).isTrue();
    }

    private void due(TenantId owner) {
        assertThat(save(nextStepOf(knownRequest(owner)).due(NOW))).isEqualTo(STORED);
    }
}
