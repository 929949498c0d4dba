package fr.passerelle.platform;

/** What the platform answers to a new draft. */
public sealed interface DraftCreation {
    record Created(Draft draft) implements DraftCreation {}

    /** The form itself is not accepted: the employer must change it. */
    record FormRefused(Rejection rejection) implements DraftCreation {}
}
