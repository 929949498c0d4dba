package fr.passerelle.api.parties;

import fr.passerelle.api.http.Checked;
import fr.passerelle.api.http.Errors;
import fr.passerelle.parties.BirthDate;
import fr.passerelle.parties.ForeignerNumber;
import fr.passerelle.parties.Nationality;
import fr.passerelle.parties.Siret;
import fr.passerelle.parties.Worker;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client says of a worker. */
public record WorkerBody(
        @Nullable NameBody name,
        @Nullable NameBody passportName,
        Worker.@Nullable Sex sex,
        @Nullable String birthDate,
        @Nullable String birthPlace,
        @Nullable String birthCountry,
        @Nullable List<String> nationalities,
        @Nullable List<IdentifierBody> identifiers,
        @Nullable List<EmploymentBody> employments,
        @Nullable AddressBody address,
        @Nullable String email,
        @Nullable String phone,
        @Nullable Map<String, String> metadata)
        implements Checked {
    private static final int MOST_NATIONALITIES = 10;
    private static final int MOST_IDENTIFIERS = 100;
    private static final int MOST_EMPLOYMENTS = 200;

    /** A paper or number on the wire, in and out. */
    public record IdentifierBody(
            Worker.Identifier.@Nullable Kind kind,
            @Nullable String number,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            @Nullable String issuer,
            @Nullable String mention) {

        static IdentifierBody of(Worker.Identifier identifier) {
            return new IdentifierBody(
                    identifier.kind(),
                    identifier.number(),
                    identifier.validFrom(),
                    identifier.validTo(),
                    identifier.issuer(),
                    identifier.mention());
        }

        void check(Errors errors) {
            errors.required("kind", kind);
            Rules.line(errors, "number", errors.required("number", number), 40);
            if (kind == Worker.Identifier.Kind.FOREIGNER_NUMBER && number != null && !number.isBlank()) {
                errors.parse("number", number, "invalid_foreigner_number", ForeignerNumber::parse);
            }
            Rules.country(errors, "issuer", issuer);
            Rules.line(errors, "mention", mention, 100);
            if (validFrom != null && validTo != null && validTo.isBefore(validFrom)) {
                errors.at("valid_to").add("before_start");
            }
        }

        Worker.Identifier toIdentifier() {
            return new Worker.Identifier(Rules.given(kind), written(), validFrom, validTo, issuer, mention);
        }

        private String written() {
            String text = Rules.given(number);
            return kind == Worker.Identifier.Kind.FOREIGNER_NUMBER
                    ? ForeignerNumber.parse(text).digits()
                    : text.strip();
        }

        @Override
        public String toString() {
            return "IdentifierBody[" + kind + "]";
        }
    }

    /** A contract of the worker on the wire, in and out. */
    public record EmploymentBody(
            @Nullable String contractReference,
            @Nullable String siret,
            @Nullable LocalDate start,
            @Nullable LocalDate end) {

        static EmploymentBody of(Worker.Employment employment) {
            Siret siret = employment.establishment();
            return new EmploymentBody(
                    employment.contractReference(),
                    siret == null ? null : siret.digits(),
                    employment.start(),
                    employment.end());
        }

        void check(Errors errors) {
            Rules.reference(errors, "contract_reference", errors.required("contract_reference", contractReference));
            errors.parse("siret", siret, "invalid_siret", Siret::parse);
            if (start != null && end != null && end.isBefore(start)) {
                errors.at("end").add("before_start");
            }
        }

        Worker.Employment toEmployment() {
            return new Worker.Employment(
                    Rules.given(contractReference), siret == null ? null : Siret.parse(siret), start, end);
        }
    }

    @Override
    public void check(Errors errors) {
        NameBody required = errors.required("name", name);
        if (required != null) {
            required.check(errors.at("name"));
        }
        if (passportName != null) {
            passportName.check(errors.at("passport_name"));
        }
        errors.parse("birth_date", errors.required("birth_date", birthDate), "invalid_birth_date", BirthDate::parse);
        Rules.line(errors, "birth_place", birthPlace);
        Rules.country(errors, "birth_country", birthCountry);
        checkNationalities(errors);
        errors.atMost("identifiers", MOST_IDENTIFIERS, identifiers);
        errors.each("identifiers", identifiers, IdentifierBody::check);
        errors.atMost("employments", MOST_EMPLOYMENTS, employments);
        errors.each("employments", employments, EmploymentBody::check);
        if (address != null) {
            address.check(errors.at("address"));
        }
        Rules.email(errors, "email", email);
        Rules.phone(errors, "phone", phone);
        Rules.metadata(errors, metadata);
    }

    private void checkNationalities(Errors errors) {
        List<String> given = errors.required("nationalities", nationalities);
        if (given == null) {
            return;
        }
        if (given.isEmpty()) {
            errors.at("nationalities").add("required");
        }
        errors.atMost("nationalities", MOST_NATIONALITIES, given);
        errors.each("nationalities", given, WorkerBody::checkNationality);
    }

    private static void checkNationality(String code, Errors errors) {
        try {
            new Nationality(code);
        } catch (IllegalArgumentException e) {
            errors.add("unknown_nationality");
        }
    }

    Worker.Profile toProfile() {
        return new Worker.Profile(
                Rules.given(name).toName(),
                passportName == null ? null : passportName.toName(),
                sex,
                BirthDate.parse(Rules.given(birthDate)),
                birthPlace,
                birthCountry,
                Rules.given(nationalities).stream().map(Nationality::new).toList(),
                identifiers == null
                        ? List.of()
                        : identifiers.stream().map(IdentifierBody::toIdentifier).toList(),
                employments == null
                        ? List.of()
                        : employments.stream().map(EmploymentBody::toEmployment).toList(),
                address == null ? null : address.toAddress(),
                email,
                phone,
                metadata == null ? Map.of() : metadata);
    }

    @Override
    public String toString() {
        return "WorkerBody[…]";
    }
}
