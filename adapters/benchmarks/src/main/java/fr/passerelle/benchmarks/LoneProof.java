package fr.passerelle.benchmarks;

/** A proof that needs no running service. */
interface LoneProof {
    String name();

    String claim();

    void run(Figures figures, boolean isFull) throws Exception;
}
