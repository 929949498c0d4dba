package fr.passerelle.anef;

import fr.passerelle.platform.PlatformUnavailable;
import fr.passerelle.platform.PlatformUnavailable.Fault;
import fr.passerelle.platform.SubmitAnswer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of what should never be seen from the platform: somebody who cannot prove to be it, and the page of another employer in our
 * session. One line and one count each, by the call alone: what was shown is personal data of strangers.
 */
final class SecurityWatch {
    private static final Logger log = LoggerFactory.getLogger(SecurityWatch.class);
    private static final String ALERTS = "passerelle.platform.security.alerts";

    private final MeterRegistry meters;

    SecurityWatch(MeterRegistry meters) {
        this.meters = meters;
        // From the start, so that a first alert is seen to be a change.
        for (Alert alert : Alert.values()) {
            count(alert, 0);
        }
    }

    private enum Alert {
        UNTRUSTED_CERTIFICATE("the platform could not prove its name; nothing was sent"),
        ANOTHER_EMPLOYER("a page of another employer came in our session; the session is dropped, the page not kept");

        private final String sentence;

        Alert(String sentence) {
            this.sentence = sentence;
        }
    }

    void see(Operation operation, Throwable failure) {
        if (failure instanceof PlatformUnavailable unavailable) {
            if (unavailable.fault() == Fault.UNTRUSTED) {
                tell(Alert.UNTRUSTED_CERTIFICATE, operation);
            }
            if (unavailable.spoilsSession()) {
                tell(Alert.ANOTHER_EMPLOYER, operation);
            }
        }
    }

    void see(Operation operation, SubmitAnswer answer) {
        switch (answer) {
            case SubmitAnswer.NotSent(var fault, var _, var _) -> {
                if (fault == Fault.UNTRUSTED) {
                    tell(Alert.UNTRUSTED_CERTIFICATE, operation);
                }
            }
            case SubmitAnswer.Unknown(var reason, var _, var _) -> {
                if (reason.equals(AnotherEmployer.REASON)) {
                    tell(Alert.ANOTHER_EMPLOYER, operation);
                }
            }
            case SubmitAnswer.Accepted _, SubmitAnswer.Refused _ -> {}
        }
    }

    private void tell(Alert alert, Operation operation) {
        log.error("SECURITY {} at {}: {}", code(alert), operation.code(), alert.sentence);
        count(alert, 1);
    }

    private void count(Alert alert, int times) {
        meters.counter(ALERTS, "alert", code(alert)).increment(times);
    }

    private static String code(Alert alert) {
        return alert.name().toLowerCase(Locale.ROOT);
    }
}
