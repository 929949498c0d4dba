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
 * @param validTo the last day; before {@code validFrom} when it was ended before it could be used
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

    /** The next version of what was given before. */
    WorkAuthorisation succeeding(GivenAuthorisation before) {
        return copy(before.id(), validTo, before.version() + 1, before.createdAt());
    }

    /** No longer valid on the given day: refused, closed or in doubt after all. */
    WorkAuthorisation endedBefore(LocalDate day) {
        LocalDate last = day.minusDays(1);
        return validTo != null && validTo.isBefore(last) ? this : copy(id, last, version, createdAt);
    }

    private WorkAuthorisation copy(
            AuthorisationId newId, @Nullable LocalDate newValidTo, long newVersion, Instant newCreatedAt) {
        return new WorkAuthorisation(
                newId,
                tenant,
                employer,
                worker,
                request,
                number,
                job,
                zone,
                validFrom,
                newValidTo,
                grantedOn,
                deemed,
                newVersion,
                newCreatedAt);
    }
}
