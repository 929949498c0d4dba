package fr.passerelle.api.requests;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aRequest;
import static fr.passerelle.testing.Examples.aStep;
import static fr.passerelle.testing.Examples.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.testing.InMemoryStore;
import fr.passerelle.testing.SettableClock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class MeteredRequestsTest {
    private final InMemoryStore store = new InMemoryStore(new SettableClock(NOW));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MeteredRequests requests = new MeteredRequests(store.requests(), meters);
    private final AuthorisationRequest request = aRequest().build();

    @Test
    void countsATaskWhenItIsOpened() {
        assertThat(requests.save(aStep(request)
                                .task(aTask().of(request)
                                        .kind(TaskKind.ALREADY_ON_PLATFORM)
                                        .build())
                                .build())
                        .block())
                .isEqualTo(new SaveOutcome.Stored());

        assertThat(opened("already_on_platform")).isEqualTo(1);
    }

    @Test
    void countsNothingOfWhatWasNotStored() {
        requests.save(aStep(request).before(7).task(aTask().of(request).build()).build())
                .block();

        assertThat(meters.find("passerelle.tasks.opened").counters()).isEmpty();
        assertThat(meters.find("passerelle.requests").counters()).isEmpty();
    }

    @Test
    void tellsTheOperatorWhichRequestIsQuarantined(CapturedOutput output) {
        requests.save(aStep(request)
                        .task(aTask().of(request).kind(TaskKind.QUARANTINED).build())
                        .build())
                .block();

        assertThat(opened("quarantined")).isEqualTo(1);
        assertThat(output.getAll()).contains("request " + request.id() + " is quarantined");
    }

    private double opened(String kind) {
        Counter counter =
                meters.get("passerelle.tasks.opened").tag("kind", kind).counter();
        return counter.count();
    }
}
