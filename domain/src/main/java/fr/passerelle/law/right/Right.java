package fr.passerelle.law.right;

/** What a residence title gives its holder, as the table of titles says. */
public enum Right {
    /** Any employment. */
    FULL,
    /** The activity for which the title was issued and no other. */
    SCOPED,
    /** So many hours a year. */
    LIMITED_HOURS,
    /** Employment within the terms of a work authorisation ({@code autorisation de travail}). */
    DAT_REQUIRED,
    /** Depends on facts beside the title. */
    CONDITIONAL,
    NONE
}
