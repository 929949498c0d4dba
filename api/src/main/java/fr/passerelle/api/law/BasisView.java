package fr.passerelle.api.law;

import fr.passerelle.law.Basis;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text on which an answer rests.
 *
 * @param inForceSince of the version that was read
 */
public record BasisView(
        String text, @Nullable String legiarti, @Nullable LocalDate inForceSince) {
    public static BasisView of(Basis basis) {
        return new BasisView(basis.text(), basis.legiarti(), basis.inForceSince());
    }

    public static List<BasisView> of(List<Basis> all) {
        return all.stream().map(BasisView::of).toList();
    }
}
