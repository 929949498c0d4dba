package fr.passerelle.law.needs;

import fr.passerelle.law.Basis;
import fr.passerelle.law.Certainty;
import fr.passerelle.law.needs.MinimumWage.Amount;
import fr.passerelle.law.needs.MinimumWage.Zone;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a pay is enough.
 *
 * <p>Source: Code du travail, art. R. 5221-20 4° (LEGIARTI000049999760, in force since 2024-09-01): the pay conforms to the
 * SMIC, or to the minimum of the collective agreement. We compare with the SMIC for the hours of the contract, as art.
 * R. 3423-1 counts them. The minima of the agreements are in none of our tables: they stay for the client to check.
 */
public final class Pay {
    private static final String RULE = "C. trav. R. 5221-20 4°";

    private final MinimumWage wages;

    public Pay(MinimumWage wages) {
        this.wages = wages;
    }

    /**
     * The pay of a contract.
     *
     * @param day whose minimum counts
     * @param mayBeLess whether a rule that we do not compute may allow less in money: for apprentices, the young, posted
     *     workers, or benefits in kind
     */
    public record Facts(
            @Nullable BigDecimal grossMonthly,
            @Nullable BigDecimal weeklyHours,
            @Nullable String department,
            LocalDate day,
            boolean mayBeLess) {}

    /** How a pay compares with the minimum. */
    public enum Verdict {
        ENOUGH,
        BELOW,
        UNKNOWN
    }

    /**
     * The answer.
     *
     * @param minimum for the hours of the contract
     * @param threshold one and a half times the minimum of a full month
     * @param aboveThreshold whether the pay is above it, which waives the labour-market test for graduates
     * @param asks JSON pointers of the facts that would tell
     */
    public record Answer(
            Verdict verdict,
            @Nullable Amount minimum,
            @Nullable Amount threshold,
            Known aboveThreshold,
            Certainty certainty,
            List<Basis> basis,
            List<String> asks) {
        public Answer {
            basis = List.copyOf(basis);
            asks = List.copyOf(asks);
        }

        /** Below a minimum that is sure, without a rule that may allow it. */
        public boolean blocks() {
            return verdict == Verdict.BELOW && certainty.mayBlock();
        }
    }

    public Answer of(Facts facts) {
        Optional<Zone> zone = Zone.of(facts.department());
        BigDecimal hours = facts.weeklyHours();
        Optional<Amount> minimum =
                hours == null ? Optional.empty() : zone.flatMap(known -> wages.monthlyFor(hours, known, facts.day()));
        Optional<Amount> threshold = zone.flatMap(known -> wages.oneAndAHalf(known, facts.day()));
        return new Answer(
                verdict(facts.grossMonthly(), minimum),
                minimum.orElse(null),
                threshold.orElse(null),
                isAbove(facts.grossMonthly(), threshold),
                certainty(facts, minimum),
                basis(minimum),
                asks(facts));
    }

    private static Verdict verdict(@Nullable BigDecimal pay, Optional<Amount> minimum) {
        if (pay == null || minimum.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        return pay.compareTo(minimum.get().euros()) < 0 ? Verdict.BELOW : Verdict.ENOUGH;
    }

    private static Known isAbove(@Nullable BigDecimal pay, Optional<Amount> threshold) {
        return pay == null || threshold.isEmpty()
                ? Known.UNKNOWN
                : Known.of(pay.compareTo(threshold.get().euros()) > 0);
    }

    private static Certainty certainty(Facts facts, Optional<Amount> minimum) {
        return facts.mayBeLess()
                ? Certainty.UNVERIFIED
                : minimum.map(Amount::certainty).orElse(Certainty.UNVERIFIED);
    }

    private static List<Basis> basis(Optional<Amount> minimum) {
        List<Basis> basis = new ArrayList<>(Basis.all(RULE));
        minimum.ifPresent(amount -> basis.addAll(amount.basis()));
        return basis;
    }

    private static List<String> asks(Facts facts) {
        List<String> asks = new ArrayList<>();
        if (facts.grossMonthly() == null) {
            asks.add("/contract/gross_monthly_pay");
        }
        if (facts.weeklyHours() == null) {
            asks.add("/contract/weekly_hours");
        }
        if (facts.department() == null) {
            asks.add("/workplaces");
        }
        return asks;
    }
}
