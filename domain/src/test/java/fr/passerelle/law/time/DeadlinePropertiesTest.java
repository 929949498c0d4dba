package fr.passerelle.law.time;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.law.LawTables;
import fr.passerelle.law.SilenceRule.Suspension;
import fr.passerelle.law.time.Deadline.Dated;
import fr.passerelle.law.time.Deadline.Fact;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of all answers, tried on facts that a seed makes; the seed is the name of the run. */
class DeadlinePropertiesTest {
    private static final List<String> SILENCES =
            List.of("DAT_SILENCE_REFUSAL", "DAT_ASYLUM_SILENCE_GRANT", "PERMIT_SILENCE_REFUSAL");
    private static final int TRIES = 200;

    static LongStream seeds() {
        return LongStream.concat(LongStream.rangeClosed(1, 20), LongStream.of(System.nanoTime()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void isAFunctionOfItsFactsWhateverTheirOrder(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            DeadlineRule rule = any(random, List.copyOf(DeadlineRules.shipped().all()));
            Territory territory = any(random, Territory.all());
            Fact start = start(random, territory);
            List<Suspension> asked = suspensions(random, start);
            List<Suspension> shuffled = new ArrayList<>(asked);
            Collections.shuffle(shuffled, random);

            assertThat(rule.from(start, territory, shuffled))
                    .isEqualTo(rule.from(start, territory, asked))
                    .isEqualTo(DeadlineRules.of(LawTables.shipped())
                            .rule(rule.code())
                            .from(start, territory, asked));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void neverMovesEarlierByAnotherSuspension(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            DeadlineRule rule = DeadlineRules.shipped().rule(any(random, SILENCES));
            Fact start = start(random, Territory.PARIS);
            List<Suspension> fewer = suspensions(random, start);
            List<Suspension> more = new ArrayList<>(fewer);
            more.add(suspension(random, start));

            assertThat(dayOf(rule.from(start, Territory.PARIS, more)))
                    .isAfterOrEqualTo(dayOf(rule.from(start, Territory.PARIS, fewer)));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void neverEndsEarlierForALaterStart(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            DeadlineRule rule = any(random, List.copyOf(DeadlineRules.shipped().all()));
            Territory territory = any(random, Territory.all());
            LocalDate first = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(2_500));
            LocalDate second = first.plusDays(random.nextInt(40));

            assertThat(dayOf(rule.from(Fact.on("start", second), territory)))
                    .isAfterOrEqualTo(dayOf(rule.from(Fact.on("start", first), territory)));
        }
    }

    /** A day that is not known is later than all. */
    private static LocalDate dayOf(Deadline answer) {
        return answer instanceof Dated dated ? dated.date() : LocalDate.MAX;
    }

    private static Fact start(Random random, Territory territory) {
        return Fact.at(
                "start", Instant.parse("2024-01-01T00:00:00Z").plusSeconds(random.nextInt(200_000_000)), territory);
    }

    private static List<Suspension> suspensions(Random random, Fact start) {
        List<Suspension> made = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            made.add(suspension(random, start));
        }
        return made;
    }

    private static Suspension suspension(Random random, Fact start) {
        Instant from = Territory.PARIS.endOf(start.day()).plus(Duration.ofHours(random.nextInt(24 * 100)));
        Instant to = random.nextInt(4) == 0 ? null : from.plus(Duration.ofHours(random.nextInt(24 * 40)));
        LocalDate due =
                random.nextBoolean() ? null : Territory.PARIS.dayOf(from).plusDays(random.nextInt(40));
        return new Suspension(from, to, due);
    }

    private static <T> T any(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
