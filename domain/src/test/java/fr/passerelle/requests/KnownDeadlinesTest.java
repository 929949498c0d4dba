package fr.passerelle.requests;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.law.time.Deadline;
import fr.passerelle.requests.KnownDeadlines.Known;
import fr.passerelle.requests.KnownDeadlines.Move;
import fr.passerelle.requests.KnownDeadlines.Past;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownDeadlinesTest {
    private static final LocalDate MAY_4 = LocalDate.of(2026, 5, 4);

    @Test
    void keepsTheLastDaysOnlyAndCountsThemAll() {
        KnownDeadlines known = KnownDeadlines.NONE;
        for (int i = 0; i <= 100; i++) {
            known = known.with(fileBy(MAY_4.plusDays(i % 2)), at(i));
        }

        assertThat(known.moved()).isEqualTo(100);
        assertThat(fileBy(known).past()).hasSize(20).last().satisfies(past -> {
            assertThat(past.date()).isEqualTo(LocalDate.of(2026, 3, 5));
            assertThat(past.until()).isEqualTo(at(100));
        });
    }

    @Test
    void goesOnCountingWhereAnEarlierVersionStopped() {
        Past past = new Past(LocalDate.of(2026, 3, 3), NOW, at(1));
        Known known = new Known("FILE_BY", LocalDate.of(2026, 3, 4), at(1), List.of(past, past), null, null);
        KnownDeadlines stored = new KnownDeadlines(List.of(known), null, null);

        KnownDeadlines next = stored.with(fileBy(MAY_4.plusDays(1)), at(2));

        assertThat(stored.moved()).isEqualTo(2);
        assertThat(next.moved()).isEqualTo(3);
    }

    @Test
    void takesATimeThatRunsAgainForAnotherOne() {
        KnownDeadlines ended = KnownDeadlines.NONE
                .with(fileBy(MAY_4), at(1))
                .with(List.of(), at(2))
                .with(List.of(), at(3));
        List<Deadline> again = fileBy(MAY_4.plusDays(1));

        assertThat(ended.moves(again)).isEmpty();
        assertThat(fileBy(ended.with(again, at(4))).past())
                .containsExactly(new Past(LocalDate.of(2026, 3, 4), at(1), at(2)));
        assertThat(ended.with(again, at(4)).moved()).isZero();
    }

    @Test
    void tellsADayThatMoves() {
        KnownDeadlines known = KnownDeadlines.NONE.with(fileBy(MAY_4), at(1));

        assertThat(known.moves(fileBy(MAY_4.plusDays(1))))
                .containsExactly(new Move("FILE_BY", LocalDate.of(2026, 3, 4), LocalDate.of(2026, 3, 5)));
    }

    private static List<Deadline> fileBy(LocalDate start) {
        return RequestDeadlines.of(aRequest().starting(start).build());
    }

    private static Known fileBy(KnownDeadlines known) {
        return known.of("FILE_BY").orElseThrow();
    }

    private static Instant at(int second) {
        return NOW.plusSeconds(second);
    }
}
