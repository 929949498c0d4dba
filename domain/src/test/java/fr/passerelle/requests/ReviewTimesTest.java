package fr.passerelle.requests;

import static fr.passerelle.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.journal.Subject;
import fr.passerelle.law.time.ReviewTime;
import fr.passerelle.requests.KnownDeadlines.Past;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class ReviewTimesTest {
    private static final LocalDate TODAY = Deadlines.today(NOW);
    private static final LocalDate FROM = TODAY.minusDays(ReviewTimes.DAYS);
    private static final String TYPE = RequestType.SALARIE.code();

    private final AtomicInteger looks = new AtomicInteger();
    private int sample = ReviewTimes.FEWEST;
    private boolean isAway;
    private final ReviewTimes times = new ReviewTimes((from, until) -> Mono.fromSupplier(() -> {
        if (isAway) {
            throw new IllegalStateException("away");
        }
        looks.incrementAndGet();
        return Map.of(TYPE, new ReviewTime(20, 50, sample, from, until));
    }));

    @Test
    void measuresHalfAYearUpToYesterdayOnceADay() {
        ReviewTime expected = new ReviewTime(20, 50, ReviewTimes.FEWEST, FROM, TODAY);

        assertThat(at(NOW)).contains(expected);
        assertThat(at(NOW.plusSeconds(60))).contains(expected);
        assertThat(looks).hasValue(1);

        assertThat(at(NOW.plus(Duration.ofDays(1)))).map(ReviewTime::until).contains(TODAY.plusDays(1));
    }

    @Test
    void saysNothingOfATypeWithTooFewOrNone() {
        sample = ReviewTimes.FEWEST - 1;

        assertThat(at(NOW)).isEmpty();
        assertThat(times.of(RequestType.SAISONNIER, NOW).block()).isEmpty();
    }

    @Test
    void staysWithTheLastMeasureWhileThereIsNoOther() {
        isAway = true;
        assertThat(times.of(RequestType.SALARIE, NOW).blockOptional()).isEmpty();

        isAway = false;
        assertThat(at(NOW)).isPresent();

        isAway = true;
        assertThat(at(NOW.plus(Duration.ofDays(1)))).map(ReviewTime::until).contains(TODAY);
    }

    @Test
    void tellsOfADraftThatIsWrittenAgainThatItsDayMoved() {
        FilingWorld world = new FilingWorld();
        DraftRequest drafting = new DraftRequest(
                world.store.requests(), world.store.idempotencies(), world.submission, times, world.clock);
        DraftRequest.Draft draft =
                world.draft(world.worker(world.employer()), typed -> typed.starting(LocalDate.of(2026, 9, 1)));
        sample = 0;
        AuthorisationRequest request = FilingWorld.done(drafting.create(world.tenant, draft, FilingWorld.key()));
        assertThat(fileBy(request)).isEqualTo(LocalDate.of(2026, 7, 1));

        sample = ReviewTimes.FEWEST;
        world.clock.advance(Duration.ofDays(1));
        AuthorisationRequest changed =
                FilingWorld.done(drafting.change(world.tenant, request.id(), request.version(), draft));

        assertThat(fileBy(changed)).isEqualTo(LocalDate.of(2026, 7, 13));
        assertThat(changed.trail().deadlines().of("FILE_BY").orElseThrow().past())
                .extracting(Past::date)
                .containsExactly(LocalDate.of(2026, 7, 1));
        Subject deadlines = new Subject("deadline", request.id().text());
        assertThat(FilingWorld.got(world.store.journal().of(world.tenant, deadlines)))
                .hasSize(1);
    }

    private Optional<ReviewTime> at(Instant now) {
        return times.of(RequestType.SALARIE, now).blockOptional().orElseThrow();
    }

    private static LocalDate fileBy(AuthorisationRequest request) {
        return RequestDeadlines.fileBy(request).orElseThrow().date();
    }
}
