package fr.passerelle.benchmarks;

import fr.passerelle.law.LawTables;
import fr.passerelle.law.WorkStart.ContractKind;
import fr.passerelle.law.right.Answer;
import fr.passerelle.law.right.Facts;
import fr.passerelle.law.right.Facts.Authorisation;
import fr.passerelle.law.right.Facts.Contract;
import fr.passerelle.law.right.Facts.HeldTitle;
import fr.passerelle.law.right.Facts.Residence;
import fr.passerelle.law.right.WorkRight;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How fast work right is decided: by one thread in this process, over a workforce as one may have it, and over the streamed form
 * against the packaged service on loopback, from the first byte sent to the last one read.
 */
final class BenchLaw implements Proof {
    private static final long SEED = 20_261_123;
    private static final int PEOPLE = 10_000;
    private static final int LEAST_PER_SECOND = 200_000;
    private static final int MOST_MILLISECONDS = 999;
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final int ROUNDS = 5;
    private static final int WARM_UPS = 2;
    private static final int STREAMS = 7;
    private static final int STREAM_WARM_UPS = 8;
    private static final LocalDate DAY = LocalDate.parse("2026-11-23");
    private static final String PATH = "/v1/work-right-checks";

    @Override
    public String name() {
        return "bench-law";
    }

    @Override
    public String claim() {
        return "200,000 checks of work right a second on one core; 10,000 streamed in less than one second";
    }

    @Override
    public void run(Stand stand, Figures figures, boolean isFull) throws Exception {
        inProcess(figures);
        streamed(stand.client(), figures);
    }

    private static void inProcess(Figures figures) {
        WorkRight rules = new WorkRight(LawTables.shipped());
        List<Facts> people = workforce();
        long yes = people.stream()
                .filter(facts -> rules.check(facts).mayStartIsYes())
                .count();
        figures.show("people", people.size());
        figures.show("of_whom_may_start", yes);
        IntStream.range(0, WARM_UPS).forEach(_ -> perSecond(rules, people, yes, figures));
        List<Long> rounds = IntStream.range(0, ROUNDS)
                .mapToObj(_ -> perSecond(rules, people, yes, figures))
                .sorted()
                .toList();
        figures.show("checks_per_second_least", rounds.getFirst());
        figures.expectAtLeast("checks_per_second_median", rounds.get(ROUNDS / 2), LEAST_PER_SECOND);
        figures.show("checks_per_second_most", rounds.getLast());
    }

    /** Counts the yeses, so that no answer is left out by the compiler. */
    private static long perSecond(WorkRight rules, List<Facts> people, long yesOfOnce, Figures figures) {
        long begun = System.nanoTime();
        long passes = 0;
        long yes = 0;
        while (System.nanoTime() - begun < ROUND.toNanos()) {
            for (Facts facts : people) {
                Answer answer = rules.check(facts);
                yes += answer.mayStartIsYes() ? 1 : 0;
            }
            passes++;
        }
        long took = System.nanoTime() - begun;
        figures.require("an answer changed between passes", yes == yesOfOnce * passes);
        return Math.round(1e9 * passes * people.size() / took);
    }

    private static void streamed(Client client, Figures figures) throws Exception {
        List<String> questions = LawQuestions.all();
        String body = Stream.generate(() -> questions)
                .flatMap(List::stream)
                .limit(PEOPLE)
                .reduce(new StringBuilder(), (all, line) -> all.append(line).append('\n'), StringBuilder::append)
                .toString();
        List<Long> took = new ArrayList<>();
        for (int run = 0; run < STREAM_WARM_UPS + STREAMS; run++) {
            long begun = System.nanoTime();
            String answers = client.lines(PATH, body);
            long milliseconds = (System.nanoTime() - begun) / 1_000_000;
            long answered =
                    answers.lines().filter(line -> line.contains("\"answer\"")).count();
            figures.require("of 10,000 questions " + answered + " were answered", answered == PEOPLE);
            if (run == 0) {
                figures.show("streamed_cold_milliseconds", milliseconds);
                figures.show("question_bytes", body.length());
                figures.show("answer_bytes", answers.length());
            } else if (run >= STREAM_WARM_UPS) {
                took.add(milliseconds);
            }
        }
        List<Long> sorted = took.stream().sorted().toList();
        figures.show("streamed_10000_milliseconds_least", sorted.getFirst());
        figures.expectAtMost("streamed_10000_milliseconds_median", sorted.get(STREAMS / 2), MOST_MILLISECONDS);
        figures.show("streamed_10000_milliseconds_most", sorted.getLast());
    }

    /** A third are Europeans, most others hold a card; some are students, posted, abroad, or of an unknown title. */
    private static List<Facts> workforce() {
        Random random = new Random(SEED);
        return random.ints(PEOPLE, 0, 100)
                .mapToObj(share -> person(share, random))
                .toList();
    }

    private static Facts person(int share, Random random) {
        Contract.Kind type = random.nextBoolean() ? Contract.Kind.PERMANENT : Contract.Kind.FIXED_TERM;
        LocalDate validTo = DAY.plusDays(random.nextInt(1200) - 100);
        if (share < 30) {
            return facts("PT", null, null, type, null, null, null);
        }
        if (share < 50) {
            return facts("MA", "RESIDENT_10", validTo, type, null, null, null);
        }
        if (share < 65) {
            return facts("TN", "VPF_LIENS_PERSONNELS", validTo, type, null, null, null);
        }
        if (share < 75) {
            Authorisation granted = new Authorisation(ContractKind.PERMANENT, null, null);
            return facts("ML", "SALARIE_CST", validTo, Contract.Kind.PERMANENT, null, null, granted);
        }
        if (share < 85) {
            return facts("CN", "ETUDIANT_CST", validTo, type, random.nextInt(900), random.nextInt(300), null);
        }
        if (share < 90) {
            return facts("DZ", "CRA_10", validTo, type, null, null, null);
        }
        return share < 95
                ? facts("US", "TALENT_SALARIE_QUALIFIE", validTo, type, null, null, null)
                : facts("IN", null, null, type, null, null, null);
    }

    private static Facts facts(
            String nationality,
            @Nullable String code,
            @Nullable LocalDate validTo,
            Contract.Kind type,
            @Nullable Integer worked,
            @Nullable Integer hours,
            @Nullable Authorisation granted) {
        HeldTitle title = code == null ? null : new HeldTitle(code, null, null, null, validTo, null, "75", null);
        Contract contract = new Contract(type, DAY, null, hours, null, null, true, null, "62");
        return new Facts(
                DAY,
                nationality,
                Residence.FRANCE,
                LocalDate.parse("1990-05-17"),
                null,
                title,
                null,
                true,
                worked,
                null,
                null,
                contract,
                granted);
    }
}
