package fr.passerelle.requests;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whether a request repeats another one of the same person and employer. Only live requests count. */
public final class Duplicates {
    private Duplicates() {}

    /**
     * A live request that the candidate repeats.
     *
     * @param certain whether it is the same contract; otherwise it only looks like it
     */
    public record Duplicate(AuthorisationRequest original, boolean certain) {}

    /**
     * Finds the duplicate of a candidate.
     *
     * <p>A refiling names what it supersedes. That excuses no request that may be, or come to be, on the platform: only one
     * that was not sent.
     *
     * @param others the other requests of the same employer and worker
     */
    public static Optional<Duplicate> of(AuthorisationRequest candidate, List<AuthorisationRequest> others) {
        if (candidate.wishes().override() != null) {
            return Optional.empty();
        }
        List<AuthorisationRequest> live = others.stream()
                .filter(other -> !other.id().equals(candidate.id()))
                .filter(other ->
                        !(isSuperseded(candidate, other) && other.state().isEditable()))
                .filter(other -> other.state().countsAsLive())
                .toList();
        Optional<Duplicate> same = first(live, other -> isSameContract(candidate.content(), other.content()), true);
        return same.isPresent() ? same : first(live, other -> looksLike(candidate.content(), other.content()), false);
    }

    private static boolean isSuperseded(AuthorisationRequest candidate, AuthorisationRequest other) {
        return other.id().equals(candidate.wishes().supersedes());
    }

    private static Optional<Duplicate> first(
            List<AuthorisationRequest> live, Predicate<AuthorisationRequest> alike, boolean certain) {
        return live.stream().filter(alike).findFirst().map(other -> new Duplicate(other, certain));
    }

    private static boolean isSameContract(RequestContent one, RequestContent other) {
        String reference = one.contractReference();
        if (reference != null && reference.equals(other.contractReference())) {
            return true;
        }
        LocalDate start = one.start();
        return one.type() == other.type() && start != null && start.equals(other.start());
    }

    private static boolean looksLike(RequestContent one, RequestContent other) {
        LocalDate start = one.start();
        LocalDate otherStart = other.start();
        if (start == null || otherStart == null) {
            return false;
        }
        return !isBefore(one.end(), otherStart) && !isBefore(other.end(), start);
    }

    private static boolean isBefore(@Nullable LocalDate end, LocalDate start) {
        return end != null && end.isBefore(start);
    }
}
