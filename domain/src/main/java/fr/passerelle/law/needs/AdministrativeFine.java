package fr.passerelle.law.needs;

import fr.passerelle.law.needs.MinimumWage.Amount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The most that employing people without a right to work may cost.
 *
 * <p>Source: Code du travail, art. L. 8253-1 (LEGIARTI000049049509, in force since 2024-01-28), R. 8253-1 and R. 8253-2 (in
 * force since 2024-07-17): so many times the minimum garanti, for each worker.
 */
public final class AdministrativeFine {
    private AdministrativeFine() {}

    /** What raises or lowers the most. */
    public enum Circumstance {
        FIRST(5_000),
        /** Fined already within the five years before. */
        REPEATED(15_000),
        /** Wages and indemnities were paid of the employer's own accord. */
        WAGES_PAID(2_000);

        private final BigDecimal times;

        Circumstance(int times) {
            this.times = BigDecimal.valueOf(times);
        }
    }

    /** In euros, for all workers together; empty where the minimum garanti of the day is not known. */
    public static Optional<BigDecimal> most(int workers, Circumstance circumstance, LocalDate day, MinimumWage wages) {
        return wages.guaranteed(day)
                .map(Amount::euros)
                .map(hour -> hour.multiply(circumstance.times).multiply(BigDecimal.valueOf(workers)));
    }
}
