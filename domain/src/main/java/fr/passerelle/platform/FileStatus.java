package fr.passerelle.platform;

/** Our reading of the platform's labels. The raw label is always kept beside it. */
public enum FileStatus {
    /** Déposée. */
    SUBMITTED,
    /** En cours d'instruction. */
    UNDER_REVIEW,
    /** Demande de compléments. */
    INFORMATION_REQUESTED,
    /** Compléments transmis. */
    INFORMATION_PROVIDED,
    /** Favorable. */
    GRANTED,
    /** Défavorable. */
    REFUSED,
    /** Clôturée. */
    CLOSED,
    /** Classée sans suite. */
    CLOSED_NO_FURTHER_ACTION,
    /** A label that we do not know: a human reads it, nothing is inferred. */
    UNMAPPED;

    /** Whether the file no longer runs. An unknown label counts as running: a human looks rather than a twin is filed. */
    public boolean isOver() {
        return this == GRANTED || this == REFUSED || this == CLOSED || this == CLOSED_NO_FURTHER_ACTION;
    }
}
