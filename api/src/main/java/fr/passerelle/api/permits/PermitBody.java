package fr.passerelle.api.permits;

import fr.passerelle.api.http.Checked;
import fr.passerelle.api.http.Errors;
import fr.passerelle.api.parties.Rules;
import fr.passerelle.ids.ClientReference;
import fr.passerelle.law.WorkStart.ContractKind;
import fr.passerelle.law.right.Facts;
import fr.passerelle.law.time.Territory;
import fr.passerelle.parties.Siret;
import fr.passerelle.permits.Permit;
import fr.passerelle.requests.RequestType;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client says of a permit. */
record PermitBody(
        @Nullable String worker,
        @Nullable String nationality,
        @Nullable LocalDate birthDate,
        @Nullable LocalDate inFranceSince,
        @Nullable PermitTitleBody title,
        @Nullable List<PermitPaperBody> papers,
        @Nullable PermitRenewalBody renewal,
        @Nullable PermitEmploymentBody employment,
        @Nullable PermitAuthorisationBody authorisation,
        @Nullable Map<String, String> metadata)
        implements Checked {
    private static final int MOST_PAPERS = 50;
    private static final int MOST_HOURS = 9999;
    private static final int NUMBER = 40;

    /** A title on the wire, in and out. Its number is shown to those alone who may see identities. */
    record PermitTitleBody(
            @Nullable String code,
            @Nullable String type,
            @Nullable String mention,
            @Nullable String number,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            @Nullable LocalDate firstIssuedOn,
            @Nullable String department,
            @Nullable Boolean workMention) {
        static PermitTitleBody of(Permit.Title title, boolean identityShown) {
            return new PermitTitleBody(
                    title.code(),
                    title.type(),
                    title.mention(),
                    identityShown ? title.number() : null,
                    title.validFrom(),
                    title.validTo(),
                    title.firstIssuedOn(),
                    title.department(),
                    title.workMention());
        }

        private void check(Errors errors) {
            Rules.line(errors, "code", code);
            Rules.line(errors, "type", type);
            Rules.line(errors, "mention", mention);
            Rules.line(errors, "number", number, NUMBER);
            isDepartment(errors, department);
            inOrder(errors, "valid_to", validFrom, validTo);
        }

        private Permit.Title toTitle() {
            return new Permit.Title(
                    code, type, mention, number, validFrom, validTo, firstIssuedOn, department, workMention);
        }
    }

    /** A provisional paper on the wire, in and out. */
    record PermitPaperBody(
            Facts.Paper.@Nullable Kind kind,
            @Nullable String number,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            @Nullable Boolean workMention) {
        static PermitPaperBody of(Permit.Paper paper, boolean identityShown) {
            return new PermitPaperBody(
                    paper.kind(),
                    identityShown ? paper.number() : null,
                    paper.validFrom(),
                    paper.validTo(),
                    paper.workMention());
        }

        void check(Errors errors) {
            errors.required("kind", kind);
            Rules.line(errors, "number", number, NUMBER);
            inOrder(errors, "valid_to", validFrom, validTo);
        }

        Permit.Paper toPaper() {
            return new Permit.Paper(Rules.given(kind), number, validFrom, validTo, workMention);
        }
    }

    /** A renewal on the wire, in and out. */
    record PermitRenewalBody(@Nullable LocalDate filedOn) {
        private void check(Errors errors) {
            errors.required("filed_on", filedOn);
        }

        private Permit.Renewal toRenewal() {
            return new Permit.Renewal(Rules.given(filedOn));
        }
    }

    /** An employment on the wire, in and out. */
    record PermitEmploymentBody(
            @Nullable String contractReference,
            @Nullable String siret,
            Facts.Contract.@Nullable Kind type,
            @Nullable LocalDate start,
            @Nullable LocalDate end,
            @Nullable Integer hours,
            @Nullable Boolean matchesTitle,
            @Nullable String department) {
        static PermitEmploymentBody of(Permit.Employment employment) {
            Siret siret = employment.establishment();
            return new PermitEmploymentBody(
                    employment.contractReference(),
                    siret == null ? null : siret.digits(),
                    employment.type(),
                    employment.start(),
                    employment.end(),
                    employment.hours(),
                    employment.matchesTitle(),
                    employment.department());
        }

        private void check(Errors errors) {
            Rules.reference(errors, "contract_reference", contractReference);
            errors.parse("siret", siret, "invalid_siret", Siret::parse);
            isDepartment(errors, department);
            inOrder(errors, "end", start, end);
            if (hours != null && (hours < 0 || hours > MOST_HOURS)) {
                errors.at("hours").add("out_of_range", Map.of("min", 0, "max", MOST_HOURS));
            }
        }

        private Permit.Employment toEmployment() {
            return new Permit.Employment(
                    contractReference,
                    siret == null ? null : Siret.parse(siret),
                    type,
                    start,
                    end,
                    hours,
                    matchesTitle,
                    department);
        }
    }

    /** A work authorisation that is held, on the wire, in and out. */
    record PermitAuthorisationBody(
            @Nullable String number,
            @Nullable ContractKind contract,
            @Nullable RequestType requestType,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo) {
        static PermitAuthorisationBody of(Permit.Authorisation held, boolean identityShown) {
            String type = held.requestType();
            return new PermitAuthorisationBody(
                    identityShown ? held.number() : null,
                    held.contract(),
                    type == null ? null : RequestType.valueOf(type.toUpperCase(Locale.ROOT)),
                    held.validFrom(),
                    held.validTo());
        }

        private void check(Errors errors) {
            Rules.line(errors, "number", number, NUMBER);
            inOrder(errors, "valid_to", validFrom, validTo);
        }

        private Permit.Authorisation toAuthorisation() {
            return new Permit.Authorisation(
                    number, contract, requestType == null ? null : requestType.code(), validFrom, validTo);
        }
    }

    @Override
    public void check(Errors errors) {
        Rules.reference(errors, "worker", errors.required("worker", worker));
        Rules.country(errors, "nationality", nationality);
        if (title != null) {
            title.check(errors.at("title"));
        }
        errors.atMost("papers", MOST_PAPERS, papers);
        errors.each("papers", papers, PermitPaperBody::check);
        if (renewal != null) {
            renewal.check(errors.at("renewal"));
        }
        if (employment != null) {
            employment.check(errors.at("employment"));
        }
        if (authorisation != null) {
            authorisation.check(errors.at("authorisation"));
        }
        Rules.metadata(errors, metadata);
    }

    private static void isDepartment(Errors errors, @Nullable String code) {
        if (code != null && Territory.of(code).isEmpty()) {
            errors.at("department").add("unknown_department");
        }
    }

    private static void inOrder(Errors errors, String member, @Nullable LocalDate start, @Nullable LocalDate end) {
        if (start != null && end != null && end.isBefore(start)) {
            errors.at(member).add("before_start");
        }
    }

    Permit.Given toGiven() {
        return new Permit.Given(
                new ClientReference(Rules.given(worker)),
                nationality,
                birthDate,
                inFranceSince,
                title == null ? null : title.toTitle(),
                papers == null
                        ? List.of()
                        : papers.stream().map(PermitPaperBody::toPaper).toList(),
                renewal == null ? null : renewal.toRenewal(),
                employment == null ? null : employment.toEmployment(),
                authorisation == null ? null : authorisation.toAuthorisation(),
                metadata == null ? Map.of() : metadata);
    }

    @Override
    public String toString() {
        return "PermitBody[…]";
    }
}
