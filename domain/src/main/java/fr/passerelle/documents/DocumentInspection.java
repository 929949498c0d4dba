package fr.passerelle.documents;

/** Looks into a file before it is kept. */
public interface DocumentInspection {

    Verdict inspect(byte[] content);

    /** What an inspection found. */
    enum Verdict {
        ACCEPTED,
        EMPTY,
        /** The content is not a PDF, whatever it was declared to be. */
        NOT_A_PDF,
        /** A PDF that does not open. */
        DAMAGED,
        /** Protected by a password: the platform refuses such files. */
        ENCRYPTED,
        /** Holds scripts, launch actions or embedded files. */
        ACTIVE_CONTENT
    }
}
