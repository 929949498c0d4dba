package fr.passerelle.law.time;

import fr.passerelle.law.Basis;
import fr.passerelle.law.Certainty;
import fr.passerelle.law.time.Deadline.Dated;
import fr.passerelle.law.time.Deadline.Fact;
import fr.passerelle.law.time.Deadline.Reading;
import java.time.LocalDate;
import java.util.List;

/**
 * How long the administration took for a type of request, in calendar days from the registration to the express decision.
 * Measured over the decisions of a time. What is still undecided is not in it, and may take longer.
 *
 * @param halfWithin days within which half of them were decided (p50)
 * @param mostWithin days within which nine of ten were decided (p90)
 * @param sample how many decisions were measured
 * @param from the first day of decisions that counted
 * @param until the first that no longer did
 */
public record ReviewTime(int halfWithin, int mostWithin, int sample, LocalDate from, LocalDate until) {
    private static final Basis MEASURED =
            new Basis("Délai mesuré sur les demandes décidées, sans valeur légale", null, null);

    /**
     * The last day to file for whoever wants to be among the nine of ten who have the decision before the contract starts; with the
     * day that is enough for every second one.
     */
    public Dated fileBy(LocalDate contractStart) {
        LocalDate day = contractStart.minusDays(mostWithin);
        return new Dated(
                        ReviewDelay.FILE_BY,
                        null,
                        day,
                        Territory.PARIS.endOf(day),
                        List.of(),
                        List.of(MEASURED),
                        List.of(Fact.on("contract_start", contractStart)),
                        List.of(),
                        Certainty.COMPUTED,
                        ReviewDelay.TOO_LATE)
                .alsoRead(new Reading("p90", null, day))
                .alsoRead(new Reading("p50", null, contractStart.minusDays(halfWithin)));
    }
}
