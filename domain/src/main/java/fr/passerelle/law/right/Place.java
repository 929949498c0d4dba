package fr.passerelle.law.right;

import java.util.Set;

/**
 * A territory within which a title or an authorisation gives rights.
 *
 * @param name {@code metropolitan}, or the code of a department overseas
 */
record Place(String name) {
    private static final Place METROPOLITAN = new Place("metropolitan");

    /** Where the Code du travail has its title on foreign workers apply (L. 5523-1). */
    private static final Set<String> OVERSEAS = Set.of("971", "972", "973", "974", "976");

    static Place of(String department) {
        return department.startsWith("97") || department.startsWith("98") ? new Place(department) : METROPOLITAN;
    }

    boolean isMetropolitan() {
        return equals(METROPOLITAN);
    }

    /** Whether other rules than those we hold apply, as in Polynesia. */
    boolean isUnderOtherLaw() {
        return !isMetropolitan() && !OVERSEAS.contains(name);
    }
}
