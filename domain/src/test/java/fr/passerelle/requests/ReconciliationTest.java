package fr.passerelle.requests;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.SIRET;
import static fr.passerelle.testing.Examples.anAttempt;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.parties.PersonName;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.FileStatus;
import fr.passerelle.platform.FileSummary;
import fr.passerelle.platform.Person;
import fr.passerelle.requests.Attempt.Looks;
import fr.passerelle.requests.Reconciliation.Conclusion;
import fr.passerelle.requests.Reconciliation.DraftSeen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReconciliationTest {
    private static final Duration DELAY = Duration.ofMinutes(2);
    private static final int MOST_LOOKS = 3;

    private final Reconciliation reconciliation = new Reconciliation(DELAY, MOST_LOOKS);

    @ParameterizedTest
    @EnumSource
    void concludesThatItWasFiledWhenItsFileIsFound(DraftSeen draft) {
        FileSummary file = file("D-1");

        assertThat(reconciliation.conclude(looked(9, null, null), List.of(file), draft, NOW))
                .isEqualTo(new Conclusion.Filed(file, List.of()));
    }

    @Test
    void namesTheTwinsThatThePlatformMade() {
        FileSummary first = file("D-1");
        FileSummary second = file("D-2");

        assertThat(reconciliation.conclude(looked(0, null, null), List.of(first, second), DraftSeen.SUBMITTED, NOW))
                .isEqualTo(new Conclusion.Filed(first, List.of(second)));
    }

    @Test
    void raisesAFenceWhileTheDraftIsOpen() {
        assertThat(concluded(looked(0, null, null), DraftSeen.OPEN, NOW))
                .isEqualTo(new Conclusion.RaiseFence(new Looks(1, null, null, null, null), false));
    }

    @Test
    void looksTwiceBehindTheFence() {
        Conclusion first = concluded(looked(1, null, null), DraftSeen.GONE, NOW);

        assertThat(first)
                .isEqualTo(new Conclusion.LookAgain(
                        new Looks(2, NOW, null, NOW, null), NOW.plus(DELAY).plusMillis(1)));
    }

    @ParameterizedTest
    @CsvSource({"-1, false", "0, false", "1, true", "1000, true"})
    void concludesThatNothingWasFiledOnceTheVisibilityDelayIsOver(int millisAfterDelay, boolean concluded) {
        Instant later = NOW.plus(DELAY).plusMillis(millisAfterDelay);

        Conclusion conclusion = concluded(looked(2, NOW, NOW), DraftSeen.GONE, later);

        assertThat(conclusion)
                .isEqualTo(
                        concluded
                                ? new Conclusion.NotFiled()
                                : new Conclusion.LookAgain(
                                        new Looks(3, NOW, null, NOW, null),
                                        NOW.plus(DELAY).plusMillis(1)));
    }

    @Test
    void looksAgainExactlyWhenItCanConclude() {
        Conclusion.LookAgain first = (Conclusion.LookAgain) concluded(looked(0, null, null), DraftSeen.GONE, NOW);

        assertThat(concluded(looked(first.looks()), DraftSeen.GONE, first.at())).isEqualTo(new Conclusion.NotFiled());
    }

    @Test
    void awaitsTheFileOfADraftThatWasSubmitted() {
        assertThat(concluded(looked(0, null, null), DraftSeen.SUBMITTED, NOW))
                .isEqualTo(new Conclusion.LookAgain(
                        new Looks(1, null, NOW, null, null), NOW.plus(DELAY).plusMillis(1)));
    }

    @Test
    void concludesNothingFromWhatAnotherLoginDoesNotSee() {
        Conclusion conclusion = concluded(looked(2, NOW, NOW), DraftSeen.HIDDEN, NOW.plus(DELAY.multipliedBy(9)));

        assertThat(conclusion).isInstanceOf(Conclusion.LookAgain.class);
    }

    @Test
    void neverTakesADraftThatWasSubmittedForNotFiled() {
        Attempt attempt = looked(new Looks(1, null, NOW, null, null));
        for (int look = 2; look <= MOST_LOOKS; look++) {
            Instant at = NOW.plus(DELAY.multipliedBy(look));
            Conclusion.LookAgain again = (Conclusion.LookAgain) concluded(attempt, DraftSeen.GONE, at);
            assertThat(again.at()).isAfter(at);
            attempt = looked(again.looks());
        }

        Conclusion last = concluded(attempt, DraftSeen.GONE, NOW.plus(DELAY.multipliedBy(9)));

        assertThat(last).isInstanceOf(Conclusion.HandOver.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"SUBMITTED", "HIDDEN"})
    void handsOverToAHumanAfterTooManyLooks(DraftSeen draft) {
        assertThat(concluded(looked(MOST_LOOKS - 1, null, null), draft, NOW))
                .isNotInstanceOf(Conclusion.HandOver.class);
        assertThat(concluded(looked(MOST_LOOKS, null, null), draft, NOW)).isInstanceOf(Conclusion.HandOver.class);
    }

    /** Until it is deleted, it can be submitted. */
    @Test
    void raisesTheFenceHoweverLateItIs() {
        Looks looks = new Looks(MOST_LOOKS + 1, null, null, null, null);

        assertThat(concluded(looked(MOST_LOOKS, null, null), DraftSeen.OPEN, NOW))
                .isEqualTo(new Conclusion.RaiseFence(looks, true));
    }

    private Conclusion concluded(Attempt attempt, DraftSeen draft, Instant now) {
        return reconciliation.conclude(attempt, List.of(), draft, now);
    }

    private static Attempt looked(int count, @Nullable Instant draftGoneAt, @Nullable Instant cleanAt) {
        return looked(new Looks(count, draftGoneAt, null, cleanAt, null));
    }

    private static Attempt looked(Looks soFar) {
        return anAttempt().in(Attempt.State.UNKNOWN).looked(soFar).build();
    }

    private static FileSummary file(String deposit) {
        Person person = new Person(new PersonName("Kouamé", null, List.of("Aïcha")), null, null);
        return new FileSummary(
                new DepositNumber(deposit),
                null,
                null,
                SIRET,
                person,
                null,
                null,
                "Déposée",
                FileStatus.SUBMITTED,
                NOW,
                "02/03/2026",
                null);
    }
}
