package fr.passerelle.api.parties;

import fr.passerelle.api.http.Checked;
import fr.passerelle.api.http.Errors;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Siren;
import fr.passerelle.parties.Siret;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a client says of an employer. */
public record EmployerBody(
        @Nullable String siren,
        @Nullable String legalName,
        Employer.@Nullable Kind kind,
        @Nullable String nafCode,
        @Nullable String idcc,
        @Nullable Integer headcount,
        @Nullable List<EstablishmentBody> establishments,
        @Nullable Boolean requiresApproval,
        @Nullable Map<String, String> metadata)
        implements Checked {
    private static final Pattern NAF = Pattern.compile("[0-9]{2}\\.?[0-9]{2}[A-Z]");
    private static final Pattern IDCC = Pattern.compile("[0-9]{4}");
    private static final int MOST_PEOPLE = 10_000_000;
    private static final int MOST_ESTABLISHMENTS = 1000;

    /** An establishment on the wire, in and out. */
    public record EstablishmentBody(
            @Nullable String siret,
            @Nullable String name,
            @Nullable AddressBody address) {

        static EstablishmentBody of(Employer.Establishment establishment) {
            return new EstablishmentBody(
                    establishment.siret().digits(),
                    establishment.name(),
                    AddressBody.ofNullable(establishment.address()));
        }

        void check(Errors errors) {
            errors.parse("siret", errors.required("siret", siret), "invalid_siret", Siret::parse);
            Rules.line(errors, "name", name);
            if (address != null) {
                address.check(errors.at("address"));
            }
        }

        Employer.Establishment toEstablishment() {
            return new Employer.Establishment(
                    Siret.parse(Rules.given(siret)), name, address == null ? null : address.toAddress());
        }
    }

    @Override
    public void check(Errors errors) {
        Siren entity = errors.parse("siren", errors.required("siren", siren), "invalid_siren", Siren::parse);
        Rules.line(errors, "legal_name", errors.required("legal_name", legalName));
        errors.required("kind", kind);
        Rules.matches(errors, "naf_code", nafCode, NAF);
        Rules.matches(errors, "idcc", idcc, IDCC);
        if (headcount != null && (headcount < 0 || headcount > MOST_PEOPLE)) {
            errors.at("headcount").add("out_of_range");
        }
        errors.required("establishments", establishments);
        errors.atMost("establishments", MOST_ESTABLISHMENTS, establishments);
        errors.each("establishments", establishments, EstablishmentBody::check);
        if (entity != null) {
            checkOwnership(errors, entity);
        }
        Rules.metadata(errors, metadata);
    }

    /** Each establishment belongs to the legal entity, and stands in the list once. */
    private void checkOwnership(Errors errors, Siren entity) {
        Set<String> seen = new HashSet<>();
        Rule rule = new Rule(entity, seen);
        errors.each("establishments", establishments, rule::check);
    }

    private record Rule(Siren entity, Set<String> seen) {
        void check(EstablishmentBody establishment, Errors errors) {
            String siret = establishment.siret();
            if (siret == null) {
                return;
            }
            String digits = siret.replace(" ", "");
            if (digits.length() == 14 && !digits.startsWith(entity.digits())) {
                errors.at("siret").add("siret_of_another_entity");
            }
            if (!seen.add(digits)) {
                errors.at("siret").add("repeated");
            }
        }
    }

    Employer.Profile toProfile() {
        return new Employer.Profile(
                Siren.parse(Rules.given(siren)),
                Rules.given(legalName),
                Rules.given(kind),
                nafCode,
                idcc,
                headcount,
                Rules.given(establishments).stream()
                        .map(EstablishmentBody::toEstablishment)
                        .toList(),
                Boolean.TRUE.equals(requiresApproval),
                metadata == null ? Map.of() : metadata);
    }
}
