package fr.passerelle.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifeTest {
    private static final Instant FILED = Instant.parse("2026-11-23T09:15:30Z");
    private static final Duration MOMENT = Duration.ofMillis(1);

    @ParameterizedTest
    @CsvSource(textBlock = """
        GRANTED,           P1D,  Déposée,                En cours d'instruction
        GRANTED,           P11D, En cours d'instruction, Favorable
        REFUSED,           P11D, En cours d'instruction, Défavorable
        CLOSED,            P32D, En cours d'instruction, Clôturée
        COMPLEMENTS_ONCE,  P4D,  En cours d'instruction, Demande de compléments
        COMPLEMENTS_ONCE,  P34D, Demande de compléments, Clôturée
        COMPLEMENTS_TWICE, P34D, Demande de compléments, Clôturée
        """, quoteCharacter = '"')
    void movesOnAtTheVeryInstant(Scenario scenario, Duration after, String before, String then) {
        Instant instant = FILED.plus(after);

        assertThat(at(scenario, instant.minus(MOMENT)).current().label()).isEqualTo(before);
        assertThat(at(scenario, instant).current().label()).isEqualTo(then);
        assertThat(at(scenario, instant).current().since()).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource({"GRANTED", "REFUSED", "CLOSED", "COMPLEMENTS_ONCE"})
    void endsForGood(Scenario scenario) {
        assertThat(at(scenario, days(40)).current())
                .isEqualTo(at(scenario, days(4000)).current());
    }

    @Test
    void staysUnderReviewForEverWhenSilent() {
        assertThat(at(Scenario.SILENT, days(4000)).current()).isEqualTo(new Stage.UnderReview(days(1)));
    }

    @Test
    void isGrantedAWeekAfterTheAnswerToItsComplements() {
        Instant sent = days(20);

        assertThat(labels(at(Scenario.COMPLEMENTS_ONCE, sent, sent)))
                .containsExactly("Déposée", "En cours d'instruction", "Demande de compléments", "Compléments transmis");
        assertThat(at(Scenario.COMPLEMENTS_ONCE, days(27).minus(MOMENT), sent).current())
                .isEqualTo(new Stage.ComplementSent(sent, 1));
        assertThat(at(Scenario.COMPLEMENTS_ONCE, days(27), sent).current()).isEqualTo(new Stage.Granted(days(27)));
    }

    @Test
    void asksAgainAWeekAfterTheFirstAnswer() {
        Life asked = at(Scenario.COMPLEMENTS_TWICE, days(17), days(10));
        Life unanswered = at(Scenario.COMPLEMENTS_TWICE, days(47), days(10));
        Life answered = at(Scenario.COMPLEMENTS_TWICE, days(27), days(10), days(20));

        assertThat(asked.current()).isEqualTo(new Stage.ComplementAsked(days(17), 2, days(47)));
        assertThat(asked.complementSentAt(1)).hasValue(days(10));
        assertThat(unanswered.current()).isEqualTo(new Stage.Closed(days(47)));
        assertThat(answered.current()).isEqualTo(new Stage.Granted(days(27)));
    }

    @Test
    void forgetsWhatIsYetToComeWhenTheClockGoesBack() {
        assertThat(at(Scenario.GRANTED, days(-1)).current()).isEqualTo(new Stage.Deposited(FILED));
        assertThat(at(Scenario.COMPLEMENTS_ONCE, days(5), days(20)).awaitsComplement(1))
                .isTrue();
    }

    @Test
    void doesNotExistForWhatIsNotAccepted() {
        assertThatIllegalArgumentException().isThrownBy(() -> at(Scenario.NOT_ACCEPTED, FILED));
    }

    private static Life at(Scenario scenario, Instant now, Instant... answers) {
        return Life.of(
                        FILED,
                        scenario,
                        Arrays.asList(answers),
                        Defaults.properties().review())
                .until(now);
    }

    private static List<String> labels(Life life) {
        return life.stages().stream().map(Stage::label).toList();
    }

    private static Instant days(int days) {
        return FILED.plus(Duration.ofDays(days));
    }
}
