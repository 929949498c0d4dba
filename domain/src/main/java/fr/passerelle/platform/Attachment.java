package fr.passerelle.platform;

/** What the platform answers to a document. */
public sealed interface Attachment {
    record Kept(Draft.Piece piece) implements Attachment {}

    /** The platform does not take this document, with or without saying why: a human must look at it. */
    record DocumentRefused(Rejection rejection) implements Attachment {}
}
