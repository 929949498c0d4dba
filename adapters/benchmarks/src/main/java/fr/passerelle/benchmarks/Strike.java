package fr.passerelle.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Something that ends or stops a process in the midst of its work. */
sealed interface Strike {
    /** How long a trap may stay set: a busy machine comes to a named step late. */
    Duration PATIENCE = Duration.ofSeconds(60);

    /** The longest wait before a strike that nothing in the process calls for. */
    int LONGEST_WAIT = 2000;

    /** Sets it before the work begins, where the process is to strike itself. */
    default void prepare(Replica victim) throws IOException {}

    /** Strikes while the work goes on, and sees to it that all run again. Answers whether it struck. */
    boolean strike(Replica victim, ProofDatabase database) throws Exception;

    /** The ten steps of a filing; webhooks, which would be the eleventh, are not there yet. */
    static List<String> points() {
        return IntStream.range(0, 10)
                .boxed()
                .flatMap(step -> List.of("S" + step + ".before", "S" + step + ".after").stream())
                .toList();
    }

    /** The process ends itself at a named point. */
    record KillAt(String point, int passage) implements Strike {
        @Override
        public void prepare(Replica victim) throws IOException {
            victim.trapAt(point, "kill", passage);
        }

        @Override
        public boolean strike(Replica victim, ProofDatabase database) throws Exception {
            boolean struck = victim.process().status(PATIENCE).isPresent();
            victim.clearTrap();
            if (struck) {
                victim.start();
                victim.awaitReady();
            }
            return struck;
        }

        @Override
        public String toString() {
            return point;
        }
    }

    /** Killed from outside, at any moment. */
    record Kill(Duration after) implements Strike {
        @Override
        public boolean strike(Replica victim, ProofDatabase database) throws Exception {
            Thread.sleep(after);
            victim.process().kill();
            victim.start();
            victim.awaitReady();
            return true;
        }
    }

    /**
     * The process is frozen between the intent and the sending, while others take its lease over, and then goes on to send.
     *
     * @param pause twice the lease
     */
    record Freeze(Duration pause) implements Strike {
        @Override
        public void prepare(Replica victim) throws IOException {
            victim.trapAt("S5.after", "freeze", 1);
        }

        @Override
        public boolean strike(Replica victim, ProofDatabase database) throws Exception {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!victim.process().isFrozen() && System.nanoTime() < end) {
                Thread.sleep(10);
            }
            boolean struck = victim.process().isFrozen();
            if (struck) {
                Thread.sleep(pause);
                victim.process().thaw();
            }
            victim.clearTrap();
            return struck;
        }
    }

    /** The database is killed at any moment, and started again at once. */
    record KillDatabase(Duration after) implements Strike {
        @Override
        public boolean strike(Replica victim, ProofDatabase database) throws Exception {
            Thread.sleep(after);
            database.kill();
            database.restart();
            return true;
        }
    }

    /** As many of each as asked for, in an order that a seed decides. */
    static List<Strike> plan(int atPoints, int atRandom, int freezes, int databases, Duration pause, Random random) {
        List<Strike> plan = new ArrayList<>();
        List<String> points = points();
        for (int i = 0; i < atPoints; i++) {
            plan.add(new KillAt(points.get(i % points.size()), 1 + i / points.size() % 3));
        }
        for (int i = 0; i < atRandom; i++) {
            plan.add(new Kill(Duration.ofMillis(random.nextInt(LONGEST_WAIT))));
        }
        for (int i = 0; i < freezes; i++) {
            plan.add(new Freeze(pause));
        }
        for (int i = 0; i < databases; i++) {
            plan.add(new KillDatabase(Duration.ofMillis(random.nextInt(LONGEST_WAIT))));
        }
        Collections.shuffle(plan, random);
        return plan;
    }
}
