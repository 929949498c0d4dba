package fr.passerelle.anef;

import static fr.passerelle.anef.ScriptedPortal.DRAFT;
import static fr.passerelle.anef.ScriptedPortal.SESSION;
import static fr.passerelle.anef.ScriptedPortal.SUBMISSION;
import static fr.passerelle.platform.FilingForms.ESTABLISHMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.passerelle.platform.Platform;
import fr.passerelle.platform.PlatformUnavailable;
import fr.passerelle.platform.PlatformUnavailable.Fault;
import fr.passerelle.platform.SubmitAnswer;
import java.time.Duration;
import java.util.Optional;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The portal's clock, and ours, show 2026-11-23T09:15:30Z. */
class RetryAfterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ScriptedPortal portal = new ScriptedPortal();
    private final Platform platform = portal.platform();

    @AfterEach
    void close() {
        portal.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        120                             | PT2M
        ' 7 '                           | PT7S
        0                               | PT1S
        1                               | PT1S
        -30                             | PT1S
        86399                           | PT23H59M59S
        86400                           | PT24H
        86401                           | PT24H
        315360000                       | PT24H
        99999999999999999999999         | PT24H
        -99999999999999999999999        | PT1S
        Mon, 23 Nov 2026 09:20:30 GMT   | PT5M
        Monday, 23-Nov-26 09:20:30 GMT  | PT5M
        Mon Nov 23 09:20:30 2026        | PT5M
        Mon, 23 Nov 2026 09:15:30 GMT   | PT1S
        Sun, 22 Nov 2026 09:15:30 GMT   | PT1S
        Sun, 23 Nov 2036 09:15:30 GMT   | PT24H
        """)
    void staysAwayAsLongAsItIsAskedWithinReason(String asked, Duration expected) {
        portal.answers(refusing(429).addHeader("Retry-After", asked));
        portal.answers(refusing(503).addHeader("Retry-After", asked));

        assertThat(failure().retryAfter()).contains(expected);
        assertThat(failure().retryAfter()).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "soon", "1.5", "1e3", "12 seconds", "2026-11-23T09:20:30Z", "Mon, 32 Nov 2026 09:20:30 GMT"})
    void isToldNothingByWhatCannotBeRead(String asked) {
        portal.answers(refusing(429).addHeader("Retry-After", asked));

        assertThat(failure().retryAfter()).isEmpty();
    }

    @Test
    void isToldNothingWhenNothingIsAsked() {
        portal.answers(refusing(429));
        portal.answers(refusing(502).addHeader("Retry-After", "120"));

        assertThat(failure())
                .returns(Fault.OVERLOADED, PlatformUnavailable::fault)
                .returns(Optional.empty(), PlatformUnavailable::retryAfter);
        assertThat(failure())
                .returns(Fault.SERVER_ERROR, PlatformUnavailable::fault)
                .returns(Optional.empty(), PlatformUnavailable::retryAfter);
    }

    @Test
    void readsADateByTheClockOfThePortalThatWroteIt() {
        portal.answers(refusing(503)
                .addHeader("Date", "Tue, 24 Nov 2026 09:15:30 GMT")
                .addHeader("Retry-After", "Tue, 24 Nov 2026 09:16:30 GMT"));

        assertThat(failure().retryAfter()).contains(Duration.ofMinutes(1));
    }

    /** Who was refused for calling too often may have been heard all the same. */
    @Test
    void keepsTheWishBesideASubmissionOfUnknownOutcome() {
        portal.answers(refusing(429).addHeader("Retry-After", "120"));

        SubmitAnswer answer = platform.submit(SESSION, SUBMISSION).block(PATIENCE);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        SubmitAnswer.Unknown.class,
                        unknown -> assertThat(unknown.exchange().headers()).containsEntry("retry-after", "120"));
    }

    private PlatformUnavailable failure() {
        return assertThatExceptionOfType(PlatformUnavailable.class)
                .isThrownBy(() -> platform.readDraft(SESSION, DRAFT, ESTABLISHMENT.siren())
                        .block(PATIENCE))
                .actual();
    }

    private static MockResponse.Builder refusing(int status) {
        return new MockResponse.Builder().code(status);
    }
}
