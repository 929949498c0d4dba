package fr.passerelle.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Runs one proof against packaged jars, from the root of the repository; without a name it lists them. */
public final class Prove {
    private static final List<Proof> PROOFS = List.of(
            new LostAnswer(),
            new Idempotency(),
            new Disconnect(),
            new ContractLint(),
            new CurlJourney(),
            new Isolation(),
            new BadInput(),
            new Refusals(),
            new FalseSuccess(),
            new BadDay(),
            new ExactlyOnce(),
            new Takeover(),
            new Outage(),
            new LawCases(),
            new BenchLaw(),
            new BenchFiling(),
            new DeliveryKills(),
            new BenchWebhooks(),
            new Demo());

    private static final List<LoneProof> LONE_PROOFS =
            List.of(new PlantedBugs(), new BenchStart(), new Ssrf(), new WebhookSignatures(), new BenchPermits());

    private Prove() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            PROOFS.forEach(proof -> System.out.printf("%-18s %s%n", proof.name(), proof.claim()));
            LONE_PROOFS.forEach(proof -> System.out.printf("%-18s %s%n", proof.name(), proof.claim()));
            return;
        }
        boolean isFull = Arrays.asList(arguments).contains("--full");
        Optional<LoneProof> lone = LONE_PROOFS.stream()
                .filter(proof -> proof.name().equals(arguments[0]))
                .findFirst();
        boolean holds = lone.isPresent() ? holds(lone.get(), isFull) : holds(named(arguments[0]), isFull);
        System.exit(holds ? 0 : 1);
    }

    private static boolean holds(LoneProof proof, boolean isFull) throws Exception {
        Figures figures = new Figures();
        proof.run(figures, isFull);
        figures.conclude();
        return figures.hold();
    }

    private static boolean holds(Proof proof, boolean isFull) throws Exception {
        Figures figures = new Figures();
        try (Stand stand = Stand.start(proof.poll(), proof.layout())) {
            Thread hook = new Thread(stand::close, "end of the proof");
            Runtime.getRuntime().addShutdownHook(hook);
            long start = System.nanoTime();
            proof.run(stand, figures, isFull);
            figures.show("seconds", (System.nanoTime() - start) / 1_000_000_000);
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        figures.conclude();
        return figures.hold();
    }

    private static Proof named(String name) {
        return PROOFS.stream()
                .filter(proof -> proof.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no proof " + name));
    }
}
