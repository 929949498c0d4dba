package fr.passerelle.law.right;

import fr.passerelle.law.time.Territory;
import java.util.EnumSet;
import java.util.Map;
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

    /** Cards that give the right on metropolitan territory to who lives there (CESEDA, art. L. 414-10). */
    private static final Set<Title.Kind> METROPOLITAN_CARDS =
            EnumSet.of(Title.Kind.CST, Title.Kind.CSP, Title.Kind.RESIDENT);

    /** Those that overseas give the right in the department of issue alone (C. trav., art. L. 5523-2). */
    private static final Map<Title.Kind, Set<String>> OVERSEAS_CARDS = Map.of(
            Title.Kind.CST,
            Articles.in("L. 423-1, -7, -13 to -15, -21 to -23, L. 425-9, L. 426-5, -12, -13, L. 421-32, -33"),
            Title.Kind.CSP,
            Articles.in("L. 421-22, -23, -28, -29, L. 422-13"),
            Title.Kind.RESIDENT,
            Articles.in("L. 421-12, -25, L. 423-6, -10 to -12, -16, L. 424-1, -3, -5, -13, -14, -21, L. 425-3,"
                    + " L. 426-1 to -3, -6, -7, -10, -17"));

    /** A code that no department has is no part of metropolitan France. */
    static Place of(String department) {
        boolean isOverseas = department.startsWith("97") || department.startsWith("98");
        return isOverseas || Territory.of(department).isEmpty() ? new Place(department) : METROPOLITAN;
    }

    boolean isMetropolitan() {
        return equals(METROPOLITAN);
    }

    /** Whether other rules than those we hold apply, as in Polynesia. */
    boolean isUnderOtherLaw() {
        return !isMetropolitan() && !OVERSEAS.contains(name);
    }

    /** Whether a text keeps the rights of a title that was issued here within this place. */
    boolean holds(Title title) {
        if (isMetropolitan()) {
            return METROPOLITAN_CARDS.contains(title.kind());
        }
        return !title.articles().isEmpty()
                && OVERSEAS_CARDS.getOrDefault(title.kind(), Set.of()).containsAll(title.articles());
    }
}
