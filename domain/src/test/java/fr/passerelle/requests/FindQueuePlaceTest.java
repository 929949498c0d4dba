package fr.passerelle.requests;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.pace.Pace;
import fr.passerelle.pace.PaceRules;
import fr.passerelle.parties.Employer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class FindQueuePlaceTest {
    private final FilingWorld world = new FilingWorld();
    private final Employer employer = world.employer();
    private final Pace pace = new Pace(world.store.lanes(), PaceRules.usual(), _ -> Mono.empty());
    private final FindQueuePlace places =
            new FindQueuePlace(world.store.queue(), world.store.pauses(), pace, world.clock);

    @Test
    void saysWhenItWillBeFiledAndWhatIsLeftThen() {
        AuthorisationRequest later = starting(LocalDate.of(2027, 3, 1));
        AuthorisationRequest sooner = starting(LocalDate.of(2027, 1, 4));

        Instant start =
                LocalDate.of(2027, 3, 1).atStartOfDay(ZoneId.of("Europe/Paris")).toInstant();
        Instant estimate = world.clock.instant().plus(Duration.ofMinutes(1));
        assertThat(places.of(later).blockOptional())
                .contains(new QueuePlace(2, start, Optional.of(estimate), Optional.empty()));
        assertThat(places.of(later).map(place -> place.slack().orElseThrow()).block())
                .isEqualTo(Duration.between(estimate, start));
        assertThat(places.of(sooner).map(QueuePlace::rank).block()).isEqualTo(1);
    }

    @Test
    void saysWhatKeepsItFromBeingFiled() {
        AuthorisationRequest request = starting(LocalDate.of(2027, 3, 1));
        pace.closedFor(Duration.ofHours(1)).block();

        assertThat(places.of(request).block())
                .extracting(QueuePlace::hold)
                .isEqualTo(Optional.of(QueuePlace.Hold.PLATFORM_BUSY));
    }

    @Test
    void foreseesNothingWhileTheOperatorHasPausedIt() {
        AuthorisationRequest request = starting(LocalDate.of(2027, 3, 1));
        world.store.pauses().pause(Optional.of(world.tenant), "a wrong mandate").block();

        assertThat(places.of(request).blockOptional()).hasValueSatisfying(place -> {
            assertThat(place.hold()).contains(QueuePlace.Hold.PAUSED);
            assertThat(place.estimatedAt()).isEmpty();
            assertThat(place.slack()).isEmpty();
        });
    }

    @Test
    void saysNothingOfWhatDoesNotWait() {
        assertThat(places.of(world.filed(employer)).blockOptional()).isEmpty();
    }

    private AuthorisationRequest starting(LocalDate day) {
        return world.submitted(world.drafted(world.draft(world.worker(employer), typed -> typed.starting(day))));
    }
}
