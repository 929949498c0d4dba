package fr.passerelle.api.permits;

import fr.passerelle.api.law.BasisView;
import fr.passerelle.law.Certainty;
import fr.passerelle.law.right.Answer;
import fr.passerelle.law.right.Facts;
import fr.passerelle.permits.Spell;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time in which the right to work stays the same.
 *
 * @param to its last day; absent where no end is known
 * @param paper that gives the right; absent where it is the title, or nothing does
 * @param ask facts that are missing and would decide
 */
record SpellView(
        LocalDate from,
        @Nullable LocalDate to,
        Answer.Start mayWork,
        List<Answer.Reason> reasons,
        Facts.Paper.@Nullable Kind paper,
        List<BasisView> basis,
        Certainty certainty,
        List<Answer.Condition> conditions,
        List<Answer.Ask> ask) {
    static SpellView of(Spell spell) {
        Answer answer = spell.answer();
        return new SpellView(
                spell.from(),
                spell.to(),
                answer.mayStart(),
                answer.reasons(),
                spell.paper() == null ? null : spell.paper().kind(),
                BasisView.of(answer.basis()),
                answer.certainty(),
                answer.conditions(),
                answer.asks());
    }
}
