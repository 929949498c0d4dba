package fr.passerelle.benchmarks;

/** A claim about the service, and the run that shows it to hold or not. */
interface Proof {
    String name();

    String claim();

    /**
     * Runs the proof in less than five minutes.
     *
     * @param isFull whether to take the larger number of cases
     */
    void run(Stand stand, Figures figures, boolean isFull) throws Exception;
}
