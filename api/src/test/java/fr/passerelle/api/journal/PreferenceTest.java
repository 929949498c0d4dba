package fr.passerelle.api.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferenceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=10 | 10",
                "Wait = 10 | 10",
                "wait=\"10\" | 10",
                "respond-async, wait=10;foo=bar | 10",
                "wait=10, wait=20 | 10",
                "wait=61 | 60",
                "wait=999999999 | 60"
            })
    void waitsAsLongAsIsWished(String header, long seconds) {
        assertThat(Preference.waitOf(List.of(header))).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "wait", "wait=", "wait=0", "wait=-1", "wait=ten", "wait=9999999999", "handling=strict", ",,"
            })
    void passesOverWhatItDoesNotKnow(String header) {
        assertThat(Preference.waitOf(List.of(header))).isEmpty();
    }

    @Test
    void readsAllHeaders() {
        assertThat(Preference.waitOf(List.of("respond-async", "wait=5"))).contains(Duration.ofSeconds(5));
    }
}
