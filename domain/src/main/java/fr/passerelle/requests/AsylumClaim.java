package fr.passerelle.requests;

import fr.passerelle.parties.Worker;
import fr.passerelle.parties.Worker.Identifier;
import java.time.LocalDate;
import java.time.Period;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the worker's papers tell of a claim for asylum. Silence grants to an asylum seeker alone, and only once the labour market is
 * open to them: six months after the claim. Source: CESEDA, art. L. 554-1 and L. 554-3 (in force since 2021-05-01); Code du travail,
 * art. R. 5221-3 II 2° (LEGIARTI000043325451). Whether OFPRA is late through no fault of theirs no paper tells.
 *
 * <p>Our interpretation: the claim is as old as the first certificate that we know, and the six months are over on the day on which
 * the request was registered.
 *
 * @param since the first day of the first certificate; absent where none tells it
 * @param until the last day of the last one; absent where it has no end
 */
public record AsylumClaim(
        @Nullable LocalDate since, @Nullable LocalDate until) {
    private static final Period BEFORE_WORK = Period.ofMonths(6);

    /** Empty where no certificate is known. */
    static Optional<AsylumClaim> of(Worker.Profile worker) {
        List<Identifier> certificates = worker.identifiers().stream()
                .filter(one -> one.kind() == Identifier.Kind.ASYLUM_CLAIM_CERTIFICATE)
                .toList();
        return certificates.isEmpty() ? Optional.empty() : Optional.of(of(certificates));
    }

    private static AsylumClaim of(List<Identifier> certificates) {
        LocalDate since = certificates.stream()
                .map(Identifier::validFrom)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        boolean isOpen = certificates.stream().anyMatch(one -> one.validTo() == null);
        LocalDate until = isOpen
                ? null
                : certificates.stream()
                        .map(Identifier::validTo)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null);
        return new AsylumClaim(since, until);
    }

    /** Whether silence that ends on a day grants what was registered on another, after the six months had passed. */
    boolean opensWork(LocalDate registered, LocalDate lastDayOfSilence) {
        return since != null
                && since.plus(BEFORE_WORK).isBefore(registered)
                && (until == null || !until.isBefore(lastDayOfSilence));
    }
}
