package fr.passerelle.law.needs;

import fr.passerelle.law.Basis;
import java.util.List;

/**
 * The tax on the first admission of a foreign worker.
 *
 * <p>Source: CESEDA, art. L. 436-10 (in force since 2023-01-01): private individuals who employ are exempt. For all others the
 * amount depends on facts that no request holds, so nothing is said of it.
 */
public final class EmployerTax {
    private static final List<Basis> BASIS = Basis.all("CESEDA L. 436-10");

    private EmployerTax() {}

    /** The answer: unknown is no exemption. */
    public record Answer(Known exempt, List<Basis> basis) {
        public Answer {
            basis = List.copyOf(basis);
        }
    }

    public static Answer of(boolean privateIndividual) {
        return new Answer(privateIndividual ? Known.YES : Known.UNKNOWN, BASIS);
    }
}
