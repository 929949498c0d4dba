package fr.passerelle.api.requests;

import fr.passerelle.api.http.Checked;
import fr.passerelle.api.http.Errors;
import fr.passerelle.api.parties.Rules;
import fr.passerelle.ids.RequestId;
import fr.passerelle.parties.Siret;
import fr.passerelle.requests.AuthorisationRequest.Wishes;
import fr.passerelle.requests.RequestContent;
import fr.passerelle.requests.RequestType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The content of a request, as a client sends it. A draft may lack all but the first four members. */
public record DraftBody(
        @Nullable String clientReference,
        @Nullable String employer,
        @Nullable String worker,
        @Nullable RequestType type,
        @Nullable Residence residenceAtFiling,
        @Nullable Boolean renewal,
        @Nullable String previousAuthorisation,
        @Nullable String siret,
        @Nullable SignatoryBody signatory,
        @Nullable JobBody job,
        @Nullable ContractBody contract,
        @Nullable List<WorkplaceBody> workplaces,
        @Nullable Boolean itinerant,
        @Nullable OfferBody offer,
        @Nullable HousingBody housing,
        @Nullable CounterpartBody counterpart,
        @Nullable CircumstancesBody circumstances,
        @Nullable Boolean submitWhenComplete,
        @Nullable String approvedBy,
        @Nullable String actingUser,
        @Nullable String supersedes,
        @Nullable OverrideBody duplicateOverride,
        @Nullable List<String> acknowledgedWarnings,
        @Nullable Map<String, String> metadata)
        implements Checked {
    private static final int MOST_WORKPLACES = 50;
    private static final int MOST_WARNINGS = 100;

    /** Where the person lives when the request is filed. */
    public enum Residence {
        FRANCE,
        ABROAD
    }

    /** A client's word that a request is no duplicate. */
    public record OverrideBody(
            @Nullable String reason, @Nullable String by) {
        void check(Errors errors) {
            Rules.words(errors, "reason", errors.required("reason", reason));
            Rules.reference(errors, "by", errors.required("by", by));
        }
    }

    @Override
    public void check(Errors errors) {
        Rules.reference(errors, "client_reference", errors.required("client_reference", clientReference));
        Rules.reference(errors, "employer", errors.required("employer", employer));
        Rules.reference(errors, "worker", errors.required("worker", worker));
        errors.required("type", type);
        Rules.line(errors, "previous_authorisation", previousAuthorisation, 64);
        errors.parse("siret", siret, "invalid_siret", Siret::parse);
        if (signatory != null) {
            signatory.check(errors.at("signatory"));
        }
        if (job != null) {
            job.check(errors.at("job"));
        }
        if (contract != null) {
            contract.check(errors.at("contract"));
        }
        errors.atMost("workplaces", MOST_WORKPLACES, workplaces);
        errors.each("workplaces", workplaces, WorkplaceBody::check);
        if (offer != null) {
            offer.check(errors.at("offer"));
        }
        if (housing != null) {
            housing.check(errors.at("housing"));
        }
        if (counterpart != null) {
            counterpart.check(errors.at("counterpart"));
        }
        checkWishes(errors);
    }

    private void checkWishes(Errors errors) {
        Rules.reference(errors, "approved_by", approvedBy);
        Rules.reference(errors, "acting_user", actingUser);
        if (supersedes != null && RequestId.parse(supersedes).isEmpty()) {
            errors.at("supersedes").add("invalid_format");
        }
        if (duplicateOverride != null) {
            duplicateOverride.check(errors.at("duplicate_override"));
        }
        errors.atMost("acknowledged_warnings", MOST_WARNINGS, acknowledgedWarnings);
        errors.each("acknowledged_warnings", acknowledgedWarnings, SubmissionBody::checkCode);
        Rules.metadata(errors, metadata);
    }

    RequestContent toContent() {
        return new RequestContent(
                Rules.given(type),
                residenceAtFiling == null ? null : residenceAtFiling == Residence.FRANCE,
                Boolean.TRUE.equals(renewal),
                previousAuthorisation,
                siret == null ? null : Siret.parse(siret),
                signatory == null ? null : signatory.toSignatory(),
                job == null ? null : job.toJob(),
                contract == null ? null : contract.toTerms(),
                workplaces == null
                        ? List.of()
                        : workplaces.stream().map(WorkplaceBody::toAddress).toList(),
                Boolean.TRUE.equals(itinerant),
                offer == null ? null : offer.toOffer(),
                housing == null ? null : housing.toHousing(),
                counterpart == null ? null : counterpart.toCounterpart(),
                circumstances == null ? null : circumstances.toCircumstances());
    }

    Wishes toWishes() {
        return new Wishes(
                Boolean.TRUE.equals(submitWhenComplete),
                actingUser,
                approvedBy,
                acknowledgedWarnings == null ? Set.of() : Set.copyOf(acknowledgedWarnings),
                supersedes == null ? null : RequestId.parse(supersedes).orElse(null),
                duplicateOverride == null
                        ? null
                        : new Wishes.NoDuplicate(
                                Rules.given(duplicateOverride.reason()), Rules.given(duplicateOverride.by())));
    }

    Map<String, String> toMetadata() {
        return metadata == null ? Map.of() : metadata;
    }

    @Override
    public String toString() {
        return "DraftBody[…]";
    }
}
