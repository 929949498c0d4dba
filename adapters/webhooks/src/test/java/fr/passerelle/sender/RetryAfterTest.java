package fr.passerelle.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "120, PT2M",
        "99999999999999999999999999, PT8760H",
        "'Tue, 24 Nov 2026 09:05:00 GMT', PT5M",
        "'Tue, 24 Nov 2026 08:00:00 GMT', PT0S",
        "'Fri, 24 Nov 2090 08:00:00 GMT', PT8760H"
    })
    void readsSecondsAndDates(String text, Duration asked) {
        assertThat(RetryAfter.read(headers(text), NOW)).isEqualTo(asked);
    }

    @Test
    void readsADateByTheClockOfItsWriter() {
        HttpHeaders headers = headers("Tue, 24 Nov 2026 09:05:00 GMT").add("Date", "Tue, 24 Nov 2026 09:04:00 GMT");

        assertThat(RetryAfter.read(headers, NOW)).isEqualTo(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "1e3"})
    void readsNothingIntoNonsense(String text) {
        assertThat(RetryAfter.read(headers(text), NOW)).isNull();
    }

    @Test
    void readsNothingWhereNothingIsAsked() {
        assertThat(RetryAfter.read(new DefaultHttpHeaders(), NOW)).isNull();
    }

    private static HttpHeaders headers(String retryAfter) {
        return new DefaultHttpHeaders().add("Retry-After", retryAfter);
    }
}
