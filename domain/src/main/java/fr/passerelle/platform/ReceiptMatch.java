package fr.passerelle.platform;

import fr.passerelle.parties.BirthDate;
import fr.passerelle.parties.PersonName;
import fr.passerelle.parties.Siret;
import fr.passerelle.platform.Submission.Expected;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether what the platform shows is our filing: two identifiers match, one of which only our filing bears (draft number or
 * reference), and none contradicts. Establishment and person alone prove nothing: last year's file of the same person, or
 * one that the employer made by hand, shows the same two.
 */
public final class ReceiptMatch {
    private static final int ENOUGH = 2;
    private static final Pattern BETWEEN_NAMES = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private ReceiptMatch() {}

    /** The identifiers that a receipt or a listed file shows; absent members neither prove nor contradict. */
    public record Shown(
            @Nullable DraftNumber draft,
            @Nullable String reference,
            @Nullable Siret establishment,
            Person person) {}

    public static boolean proves(Expected expected, FileSummary file) {
        return proves(expected, new Shown(file.draft(), file.reference(), file.establishment(), file.person()));
    }

    public static boolean proves(Expected expected, Shown shown) {
        Finding draft = compare(expected.draft(), shown.draft());
        Finding reference = compare(expected.reference(), strip(shown.reference()));
        if (draft != Finding.MATCH && reference != Finding.MATCH) {
            return false;
        }
        Finding establishment = compare(expected.establishment(), shown.establishment());
        Finding person = person(expected.person(), shown.person());
        Finding number =
                compare(expected.person().foreignerNumber(), shown.person().foreignerNumber());
        return Stream.of(draft, reference, establishment, person, number).noneMatch(f -> f == Finding.CONTRADICTION)
                && Stream.of(draft, reference, establishment, person, number)
                                .filter(f -> f == Finding.MATCH)
                                .count()
                        >= ENOUGH;
    }

    private enum Finding {
        MATCH,
        SILENT,
        CONTRADICTION
    }

    private static <T> Finding compare(@Nullable T expected, @Nullable T shown) {
        if (expected == null || shown == null) {
            return Finding.SILENT;
        }
        return expected.equals(shown) ? Finding.MATCH : Finding.CONTRADICTION;
    }

    private static Finding person(Person expected, Person shown) {
        if (isAnother(expected.name(), shown.name()) || isAnother(expected.birthDate(), shown.birthDate())) {
            return Finding.CONTRADICTION;
        }
        boolean same = expected.name().folded().equals(shown.name().folded())
                && expected.birthDate() != null
                && expected.birthDate().equals(shown.birthDate());
        return same ? Finding.MATCH : Finding.SILENT;
    }

    /** A portal may drop second given names, so that only names without one in common are two people's. */
    private static boolean isAnother(PersonName expected, PersonName shown) {
        if (!expected.sharesFamilyNameWith(shown)) {
            return true;
        }
        return !expected.givenNames().isEmpty()
                && !shown.givenNames().isEmpty()
                && Collections.disjoint(givenNames(expected), givenNames(shown));
    }

    private static Set<String> givenNames(PersonName name) {
        return name.givenNames().stream()
                .flatMap(BETWEEN_NAMES::splitAsStream)
                .filter(Predicate.not(String::isBlank))
                .map(part -> new PersonName(part, null, List.of()).folded())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A portal may complete a birth date of which the year alone is known: only members that both know can differ. */
    private static boolean isAnother(@Nullable BirthDate expected, @Nullable BirthDate shown) {
        return expected != null
                && shown != null
                && (expected.year() != shown.year()
                        || differ(expected.month(), shown.month())
                        || differ(expected.day(), shown.day()));
    }

    private static boolean differ(@Nullable Integer expected, @Nullable Integer shown) {
        return expected != null && shown != null && !expected.equals(shown);
    }

    private static @Nullable String strip(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
