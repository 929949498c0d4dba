package fr.passerelle.api.requests;

import fr.passerelle.api.http.Errors;
import fr.passerelle.api.parties.Rules;
import fr.passerelle.platform.FilingForm.ContractType;
import fr.passerelle.requests.RequestContent.Terms;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The terms of the contract, in and out. Amounts are decimal texts, so that no client rounds them. */
public record ContractBody(
        @Nullable ContractType type,
        @Nullable String reference,
        @Nullable LocalDate start,
        @Nullable LocalDate end,
        @Nullable String weeklyHours,
        @Nullable String grossMonthlyPay,
        @Nullable String benefitsInKind) {
    private static final Pattern HOURS = Pattern.compile("[0-9]{1,2}(\\.[0-9]{1,2})?");
    private static final Pattern PAY = Pattern.compile("[0-9]{1,7}(\\.[0-9]{1,2})?");

    static ContractBody of(Terms terms) {
        return new ContractBody(
                terms.type(),
                terms.reference(),
                terms.start(),
                terms.end(),
                text(terms.weeklyHours()),
                text(terms.grossMonthlyPay()),
                terms.benefitsInKind());
    }

    void check(Errors errors) {
        Rules.reference(errors, "reference", reference);
        Rules.matches(errors, "weekly_hours", weeklyHours, HOURS);
        Rules.matches(errors, "gross_monthly_pay", grossMonthlyPay, PAY);
        Rules.words(errors, "benefits_in_kind", benefitsInKind);
        if (start != null && end != null && end.isBefore(start)) {
            errors.at("end").add("before_start");
        }
    }

    Terms toTerms() {
        return new Terms(type, reference, start, end, number(weeklyHours), number(grossMonthlyPay), benefitsInKind);
    }

    private static @Nullable BigDecimal number(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }

    private static @Nullable String text(@Nullable BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }
}
