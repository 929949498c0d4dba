package fr.passerelle.permits;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Upsert;
import fr.passerelle.permits.Permits.Watched;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Creates or changes permits of an employer by the client's own references. What the client sends replaces what it sent before and
 * nothing else; what changes nothing makes no version, no event and no warning, and is not written.
 */
public final class PutPermit {

    /** A permit among many. */
    public record Line(ClientReference reference, Permit.Given given) {}

    /**
     * Stores what the client says of one permit.
     *
     * @param arrival what is told of days that have passed already
     * @param expected the version the client believes to change; absent when it does not care
     */
    public Mono<Upsert<Watched>> put(
            Employer employer,
            ClientReference reference,
            Permit.Given given,
            Arrival arrival,
            @Nullable Long expected) {
        throw new UnsupportedOperationException();
    }

    /**
     * Stores many in as few saves as can be; a few hundred are a good number. What others change meanwhile is read again. Where a
     * reference comes twice, the later line follows the earlier one.
     *
     * @return what became of each line, in their order; never {@code Stale}
     */
    public Mono<List<Upsert<Watched>>> putAll(Employer employer, List<Line> lines, Arrival arrival) {
        throw new UnsupportedOperationException();
    }
}
