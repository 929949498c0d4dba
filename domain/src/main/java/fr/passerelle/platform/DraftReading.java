package fr.passerelle.platform;

/** What is found under a draft's number. */
public sealed interface DraftReading {
    record Present(Draft draft) implements DraftReading {}

    /** No such draft: it was deleted, or never existed. */
    record Gone() implements DraftReading {}
}
