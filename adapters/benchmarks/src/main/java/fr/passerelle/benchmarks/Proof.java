package fr.passerelle.benchmarks;

import java.time.Duration;

/** A claim about the service, and the run that shows it to hold or not. */
interface Proof {
    String name();

    String claim();

    /** How often the service looks at a file: it takes its share of the work. */
    default Duration poll() {
        return Duration.ofSeconds(1);
    }

    /** What runs for it: by default the service as it is packaged, once. */
    default Layout layout() {
        return Layout.SINGLE;
    }

    /**
     * Runs the proof in less than five minutes.
     *
     * @param isFull whether to take the larger number of cases
     */
    void run(Stand stand, Figures figures, boolean isFull) throws Exception;
}
