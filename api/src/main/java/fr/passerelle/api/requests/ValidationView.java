package fr.passerelle.api.requests;

import fr.passerelle.ids.RequestId;
import fr.passerelle.requests.Outcome;
import fr.passerelle.requests.Validation;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a call.
 *
 * @param conflicts requests for which it would be refused
 */
public record ValidationView(
        boolean ready,
        List<RequirementView> missing,
        List<RequirementView> warnings,
        List<ConflictView> conflicts,
        NeedsView.@Nullable LabourMarketView labourMarket,
        NeedsView.@Nullable PayView pay,
        NeedsView.@Nullable RoutingView routing) {

    /** A request that exists, and the code of the problem that would be answered for it. */
    public record ConflictView(String code, Outcomes.Original original) {
        static ConflictView of(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Duplicate(var original, var certain) ->
                    new ConflictView("duplicate_request", Outcomes.Original.of(original, certain));
                case Outcome.ReferenceTaken(var holder) ->
                    new ConflictView("reference_taken", Outcomes.Original.of(new RequestId(holder), true));
                default -> throw new IllegalStateException("no conflict with another request");
            };
        }
    }

    static ValidationView of(Validation.Answered found, Locale language) {
        NeedsView needs = NeedsView.of(found, language);
        return new ValidationView(
                needs.ready(),
                needs.missing(),
                needs.warnings(),
                found.conflicts().stream().map(ConflictView::of).toList(),
                needs.labourMarket(),
                needs.pay(),
                needs.routing());
    }
}
