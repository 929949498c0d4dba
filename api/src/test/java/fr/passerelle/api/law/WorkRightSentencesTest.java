package fr.passerelle.api.law;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.api.http.Sentences;
import fr.passerelle.law.right.Answer;
import fr.passerelle.law.right.PostChange;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkRightSentencesTest {
    private static final Sentences SENTENCES = new Sentences("fr.passerelle.api.law.work-right");

    static Stream<String> keys() {
        return Stream.of(
                        keys("authorisation", Answer.Need.values()),
                        keys("may_start", Answer.Start.values()),
                        keys("reason", Answer.Reason.values()),
                        keys("condition", Answer.Condition.values()),
                        keys("ask", Answer.Ask.values()),
                        keys("would_change", Answer.Switch.values()),
                        keys("change", PostChange.Outcome.values()),
                        keys("duty", PostChange.Duty.values()),
                        Stream.of("ask.post_member"))
                .flatMap(keys -> keys);
    }

    private static Stream<String> keys(String kind, Enum<?>[] constants) {
        return Stream.of(constants).map(constant -> kind + "." + constant.name().toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void areThereInBothLanguages(String key) {
        String english = SENTENCES.say(Locale.ENGLISH, key, Map.of()).orElse("");
        String french = SENTENCES.say(Locale.FRENCH, key, Map.of()).orElse("");

        assertThat(english).isNotBlank();
        assertThat(french).isNotBlank().isNotEqualTo(english);
    }
}
