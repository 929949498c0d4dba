package fr.passerelle.permits;

/** What is told of milestones that have passed already when a permit arrives, or arrives with other facts. */
public enum Arrival {
    /** Nothing: what comes from now on is told. */
    FROM_NOW,
    /** What still matters of each permit, in the employer's next digest. The default: a first import floods nobody. */
    DIGEST,
    /** What still matters of each permit, at once and one by one. */
    ALL
}
