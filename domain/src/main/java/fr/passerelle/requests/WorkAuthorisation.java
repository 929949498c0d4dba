package fr.passerelle.requests;

import fr.passerelle.ids.AuthorisationId;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.ids.WorkerId;
import fr.passerelle.platform.FilingForm;
import fr.passerelle.platform.PlatformFile.Decision;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Autorisation de travail: what a grant gives. It lives on after its request.
 *
 * @param number as the platform shows it
 * @param deemed whether silence granted it; there is then no number and no paper
 */
public record WorkAuthorisation(
        AuthorisationId id,
        TenantId tenant,
        EmployerId employer,
        @Nullable WorkerId worker,
        RequestId request,
        @Nullable String number,
        @Nullable String job,
        @Nullable String zone,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        LocalDate grantedOn,
        boolean deemed,
        long version,
        Instant createdAt) {

    static WorkAuthorisation of(AuthorisationId id, AuthorisationRequest request, Decision decision, Instant now) {
        return new WorkAuthorisation(
                id,
                request.tenant(),
                request.employer(),
                request.worker(),
                request.id(),
                decision.authorisationNumber(),
                decision.job(),
                decision.zone(),
                decision.validFrom(),
                decision.validTo(),
                decision.decidedOn(),
                false,
                1,
                now);
    }

    /** What silence gave: without a number or a paper, for the contract that was asked for. */
    static WorkAuthorisation deemed(
            AuthorisationId id, AuthorisationRequest request, LocalDate lastDayOfSilence, Instant now) {
        FilingForm.Job job = request.content().job();
        return new WorkAuthorisation(
                id,
                request.tenant(),
                request.employer(),
                request.worker(),
                request.id(),
                null,
                job == null ? null : job.title(),
                null,
                lastDayOfSilence.plusDays(1),
                request.content().end(),
                lastDayOfSilence.plusDays(1),
                true,
                1,
                now);
    }
}
