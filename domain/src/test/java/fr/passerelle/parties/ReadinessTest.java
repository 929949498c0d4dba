package fr.passerelle.parties;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.TODAY;
import static fr.passerelle.testing.Examples.aMandate;
import static fr.passerelle.testing.Examples.anAccount;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.parties.Readiness.Blocker;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReadinessTest {
    private static final PlatformAccount ACCOUNT = anAccount().build();
    private static final Mandate MANDATE = aMandate().build();
    private static final Mandate UNDOCUMENTED = aMandate().undocumented().build();
    private static final Mandate ENDED = aMandate().validTo(TODAY.minusDays(1)).build();
    private static final Mandate REVOKED = aMandate().revokedAt(NOW).build();
    private static final Mandate NOT_YET_BEGUN =
            aMandate().validFrom(TODAY.plusDays(1)).build();

    @Test
    void isGivenByAMandateAndAnAccount() {
        Readiness readiness = Readiness.of(List.of(ENDED, MANDATE), ACCOUNT, TODAY);

        assertThat(readiness.canFile()).isTrue();
        assertThat(readiness.blocking()).isEmpty();
    }

    @Test
    void namesAllThatStandsInTheWay() {
        Readiness readiness = Readiness.of(List.of(), null, TODAY);

        assertThat(readiness.canFile()).isFalse();
        assertThat(readiness.blocking()).containsExactly(Blocker.MANDATE_MISSING, Blocker.ACCOUNT_UNLINKED);
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN,",
        "OK,",
        "LOCKED, ACCOUNT_LOCKED",
        "PASSWORD_REFUSED, ACCOUNT_PASSWORD_REFUSED",
        "HUMAN_CHECK_REQUIRED, ACCOUNT_HUMAN_CHECK_REQUIRED"
    })
    void followsTheStateOfTheAccount(PlatformAccount.State state, @Nullable Blocker blocker) {
        Readiness readiness =
                Readiness.of(List.of(MANDATE), anAccount().in(state).build(), TODAY);

        assertThat(readiness.blocking()).isEqualTo(blocker == null ? List.of() : List.of(blocker));
    }

    @Test
    void asksForThePaperOfAMandateThatHasNone() {
        assertThat(blockers(UNDOCUMENTED)).containsExactly(Blocker.MANDATE_UNDOCUMENTED);
    }

    @Test
    void asksForAMandateThatIsInForce() {
        assertThat(blockers(ENDED)).containsExactly(Blocker.MANDATE_EXPIRED);
        assertThat(blockers(REVOKED)).containsExactly(Blocker.MANDATE_EXPIRED);
        assertThat(blockers(NOT_YET_BEGUN)).containsExactly(Blocker.MANDATE_EXPIRED);
    }

    @ParameterizedTest
    @EnumSource(names = {"ACCOUNT_LOCKED", "ACCOUNT_PASSWORD_REFUSED", "ACCOUNT_HUMAN_CHECK_REQUIRED"})
    void letsRequestsWaitForAnAccountToBeMended(Blocker blocker) {
        assertThat(blocker.refusesSubmission()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ACCOUNT_LOCKED", "ACCOUNT_PASSWORD_REFUSED", "ACCOUNT_HUMAN_CHECK_REQUIRED"})
    void refusesRequestsForAllElse(Blocker blocker) {
        assertThat(blocker.refusesSubmission()).isTrue();
    }

    private static List<Blocker> blockers(Mandate... mandates) {
        return Readiness.of(List.of(mandates), ACCOUNT, TODAY).blocking();
    }
}
