package fr.passerelle.benchmarks;

import fr.passerelle.anef.PlatformClient;
import fr.passerelle.anef.PlatformClientProperties;
import fr.passerelle.benchmarks.ReceiptTruth.Verdict;
import fr.passerelle.platform.Session;
import fr.passerelle.platform.SubmitAnswer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Spoils a good answer to a submission in ten thousand ways, and asks the real client, over a real connection, what it makes of
 * each. What it takes for a receipt is judged by {@link ReceiptTruth}, which shares nothing with it.
 */
final class FalseSuccess implements Proof {
    private static final int MUTATIONS = 10_000;
    private static final int MUTATIONS_FULL = 50_000;
    private static final int GOOD_ONES = 100;
    private static final long SEED = 20261123;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern LOOKS_LIKE_A_RECEIPT = Pattern.compile("HTTP/1\\.1 2(?s:.*)\"numero_depot\":\"D-");

    @Override
    public String name() {
        return "false-success";
    }

    @Override
    public String claim() {
        return "no spoilt answer is taken for a receipt (10,000 mutations of a good one; --full: 50,000)";
    }

    /** What became of the mutations of one kind. */
    private static final class Tally {
        int made;
        int accepted;
        int platformsOwn;
        int falseReceipts;
        int laxFalseReceipts;

        @Override
        public String toString() {
            return "made %d, taken for a receipt %d, of which number or date differ %d, false %d; a lax reader: false %d"
                    .formatted(made, accepted, platformsOwn, falseReceipts, laxFalseReceipts);
        }
    }

    @Override
    public void run(Stand stand, Figures figures, boolean isFull) throws Exception {
        GoodReceipt good = GoodReceipt.from(stand.simulatorUrl());
        try (FixedAnswer server = FixedAnswer.start();
                PlatformClient client = client(server.url())) {
            Asking asking = new Asking(good, server, client);
            figures.show("seed", SEED);
            figures.expect("good_answers_taken_for_receipts", accepted(asking), GOOD_ONES);
            Map<Mutation, Tally> tallies = mutate(asking, isFull ? MUTATIONS_FULL : MUTATIONS);
            conclude(figures, tallies);
        }
    }

    private static PlatformClient client(URI url) {
        PlatformClientProperties usual = PlatformClientProperties.of(url);
        PlatformClientProperties.Breaker never = new PlatformClientProperties.Breaker(
                MUTATIONS_FULL * 2, MUTATIONS_FULL * 2, 100, PATIENCE, 100, PATIENCE);
        return PlatformClient.create(
                new PlatformClientProperties(
                        url,
                        usual.exchangeDeadline(),
                        usual.connectTimeout(),
                        usual.concurrentCalls(),
                        usual.largestJson(),
                        usual.largestPdf(),
                        usual.keptEvidence(),
                        usual.longestRetryAfter(),
                        never),
                InstantSource.system(),
                new SimpleMeterRegistry());
    }

    /** The client, which is given one answer after the other to the same submission. */
    private record Asking(GoodReceipt good, FixedAnswer server, PlatformClient client) {
        private static final Session SESSION = new Session("jeton", Instant.MAX);

        boolean isTakenForAReceipt(byte[] answer) {
            server.answers(answer);
            SubmitAnswer made = Objects.requireNonNull(
                    client.platform().submit(SESSION, good.submission()).block(PATIENCE));
            if (made instanceof SubmitAnswer.NotSent) {
                throw new IllegalStateException("the client did not send: " + made);
            }
            return made instanceof SubmitAnswer.Accepted;
        }
    }

    private static long accepted(Asking asking) {
        long accepted = 0;
        for (int i = 0; i < GOOD_ONES; i++) {
            accepted += asking.isTakenForAReceipt(asking.good().bytes()) ? 1 : 0;
        }
        return accepted;
    }

    private static Map<Mutation, Tally> mutate(Asking asking, int mutations) {
        ReceiptTruth truth = new ReceiptTruth(asking.good());
        Random random = new Random(SEED);
        Map<Mutation, Tally> tallies = new EnumMap<>(Mutation.class);
        Mutation[] kinds = Mutation.values();
        for (int i = 0; i < mutations; i++) {
            Mutation kind = kinds[i % kinds.length];
            byte[] answer = kind.of(asking.good(), random);
            Tally tally = tallies.computeIfAbsent(kind, any -> new Tally());
            count(tally, truth.judge(answer), asking.isTakenForAReceipt(answer), looksLikeAReceipt(answer));
        }
        return tallies;
    }

    private static void count(Tally tally, Verdict verdict, boolean isTaken, boolean isTakenByALaxReader) {
        tally.made++;
        tally.accepted += isTaken ? 1 : 0;
        tally.platformsOwn += isTaken && verdict == Verdict.TRUE_BUT_FOR_THE_PLATFORMS_OWN ? 1 : 0;
        tally.falseReceipts += isTaken && verdict == Verdict.FALSE ? 1 : 0;
        tally.laxFalseReceipts += isTakenByALaxReader && verdict == Verdict.FALSE ? 1 : 0;
    }

    /** What many would take for success. */
    private static boolean looksLikeAReceipt(byte[] answer) {
        return LOOKS_LIKE_A_RECEIPT.matcher(Mutation.text(answer)).find();
    }

    private static void conclude(Figures figures, Map<Mutation, Tally> tallies) {
        tallies.forEach((kind, tally) -> figures.show(kind.code(), tally));
        figures.show(
                "mutations",
                tallies.values().stream().mapToInt(tally -> tally.made).sum());
        Tally otherwise = Objects.requireNonNull(tallies.get(Mutation.WRITTEN_OTHERWISE));
        figures.expect("written_otherwise_and_not_taken", otherwise.made - otherwise.accepted, 0);
        figures.expect(
                "false_receipts",
                tallies.values().stream().mapToInt(tally -> tally.falseReceipts).sum(),
                0);
        figures.expectAtLeast(
                "false_receipts_of_a_lax_reader",
                tallies.values().stream()
                        .mapToInt(tally -> tally.laxFalseReceipts)
                        .sum(),
                1000);
    }
}
