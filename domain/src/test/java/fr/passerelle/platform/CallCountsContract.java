package fr.passerelle.platform;

import static fr.passerelle.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.platform.PlatformHealth.Blame;
import fr.passerelle.platform.PlatformHealth.Operation;
import fr.passerelle.testing.StoreContract;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the {@link CallCounts} promise. */
public abstract class CallCountsContract extends StoreContract {
    private final CallCount ended =
            new CallCount(Operation.SUBMIT, Blame.PLATFORM, 3, NOW, NOW.plus(Duration.ofSeconds(5)));

    @Test
    void areNoneInTheBeginning() {
        assertThat(got(store.calls().since(NOW))).isEmpty();
    }

    @Test
    void tellApartWhatWasDoneWhatItMetAndWhen() {
        List<CallCount> all = List.of(
                ended,
                CallCount.one(Operation.SUBMIT, Blame.NONE, NOW),
                CallCount.one(Operation.LOGIN, Blame.PLATFORM, NOW),
                CallCount.one(Operation.SUBMIT, Blame.PLATFORM, NOW.plus(Duration.ofMinutes(1))));

        done(store.calls().add(all));

        assertThat(got(store.calls().since(NOW))).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void addToWhatIsThere() {
        CallCount earlier = CallCount.one(Operation.SUBMIT, Blame.PLATFORM, NOW.truncatedTo(ChronoUnit.MINUTES));
        done(store.calls().add(List.of(ended)));
        done(store.calls().add(List.of(earlier)));

        assertThat(got(store.calls().since(NOW)))
                .containsExactly(new CallCount(Operation.SUBMIT, Blame.PLATFORM, 4, earlier.first(), ended.last()));
    }

    @Test
    void leaveOutWhatIsOfAnEarlierMinute() {
        done(store.calls().add(List.of(ended)));

        assertThat(got(store.calls().since(NOW.plus(Duration.ofMinutes(1))))).isEmpty();
    }

    @Test
    void takeNothing() {
        done(store.calls().add(List.of()));

        assertThat(got(store.calls().since(NOW))).isEmpty();
    }
}
