package fr.passerelle.samples;

import fr.passerelle.api.http.Checked;
import fr.passerelle.api.http.Errors;
import fr.passerelle.parties.Siret;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One member of each kind that a wire record may have. */
public record SampleBody(
        @Nullable String clientReference,
        @Nullable LegalKind kind,
        @Nullable LocalDate birthDate,
        @Nullable Instant seenAt,
        @Nullable Integer headcount,
        @Nullable Long bytes,
        @Nullable Boolean itinerant,
        boolean draft,
        @Nullable BigDecimal weeklyHours,
        @Nullable List<String> nationalities,
        @Nullable List<Site> establishments,
        @Nullable Site seat,
        @Nullable Map<String, String> metadata)
        implements Checked {

    public enum LegalKind {
        COMPANY,
        PRIVATE_INDIVIDUAL
    }

    public record Site(@Nullable String siret, @Nullable String name) {
        private void check(Errors errors) {
            errors.required("siret", siret);
            errors.parse("siret", siret, "invalid_siret", Siret::parse);
        }
    }

    @Override
    public void check(Errors errors) {
        errors.required("client_reference", clientReference);
        errors.length("client_reference", clientReference, 1, 20);
        errors.required("kind", kind);
        errors.atMost("nationalities", 3, nationalities);
        errors.each("establishments", establishments, Site::check);
    }
}
