package fr.passerelle.platform;

/** What became of a draft that was to be deleted. */
public enum DraftDeletion {
    DELETED,
    ALREADY_GONE,
    /** It was submitted, so it can no longer be deleted: the submission did arrive. */
    ALREADY_SUBMITTED
}
