package fr.passerelle.anef;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.platform.Exchange;
import fr.passerelle.platform.PlatformUnavailable;
import fr.passerelle.platform.PlatformUnavailable.Fault;
import fr.passerelle.platform.SubmitAnswer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecurityWatchTest {
    private static final Exchange NOTHING = new Exchange("submit", Instant.EPOCH, null, null, Map.of(), new byte[0]);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SecurityWatch watch = new SecurityWatch(meters);

    @Test
    void countsACertificateThatNobodyMayTrust() {
        watch.see(Operation.FILES, new PlatformUnavailable("files", Fault.UNTRUSTED, null));
        watch.see(Operation.SUBMIT, new SubmitAnswer.NotSent(Fault.UNTRUSTED, "SSLHandshakeException", NOTHING));

        assertThat(alerts("untrusted_certificate")).isEqualTo(2);
        assertThat(alerts("another_employer")).isZero();
    }

    @Test
    void countsThePageOfAnotherEmployer() {
        watch.see(Operation.READ_FILE, PlatformUnavailable.showingSomebodyElse("read_file"));
        watch.see(Operation.SUBMIT, new SubmitAnswer.Unknown(AnotherEmployer.REASON, NOTHING));

        assertThat(alerts("another_employer")).isEqualTo(2);
        assertThat(alerts("untrusted_certificate")).isZero();
    }

    @Test
    void letsOrdinaryTroublePass() {
        watch.see(Operation.FILES, new PlatformUnavailable("files", Fault.UNREACHABLE, null));
        watch.see(Operation.FILES, new PlatformUnavailable("files", Fault.UNUSABLE_ANSWER, null));
        watch.see(Operation.SUBMIT, new SubmitAnswer.NotSent(Fault.UNREACHABLE, "ConnectException", NOTHING));
        watch.see(Operation.SUBMIT, new SubmitAnswer.Unknown("status 503", NOTHING));

        assertThat(alerts("another_employer") + alerts("untrusted_certificate")).isZero();
    }

    private double alerts(String alert) {
        return meters.get("passerelle.platform.security.alerts")
                .tag("alert", alert)
                .counter()
                .count();
    }
}
