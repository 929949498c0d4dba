package fr.passerelle.requests;

import static fr.passerelle.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.testing.StoreContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the {@link Restorations} promise. */
public abstract class RestorationsContract extends StoreContract {

    @Test
    void sayThatThereWasNone() {
        assertThat(got(store.restorations().latest())).isEqualTo(Restoration.NEVER);
    }

    @Test
    void rememberTheLatest() {
        done(store.restorations().note(NOW));
        done(store.restorations().note(NOW.plus(Duration.ofDays(1))));
        done(store.restorations().note(NOW.minus(Duration.ofDays(1))));

        assertThat(got(store.restorations().latest())).isEqualTo(new Restoration(NOW.plus(Duration.ofDays(1))));
    }

    @Test
    void takeTheSameInstantTwice() {
        done(store.restorations().note(NOW));
        done(store.restorations().note(NOW));

        assertThat(got(store.restorations().latest())).isEqualTo(new Restoration(NOW));
    }
}
