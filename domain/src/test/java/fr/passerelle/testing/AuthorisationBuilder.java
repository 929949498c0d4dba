package fr.passerelle.testing;

import fr.passerelle.ids.AuthorisationId;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.ids.WorkerId;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.requests.WorkAuthorisation;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A work authorisation for a year from 4 May 2026. */
public final class AuthorisationBuilder {
    private AuthorisationId id = AuthorisationId.next(Examples.NOW);
    private TenantId tenant = Examples.TENANT;
    private EmployerId employer = EmployerId.next(Examples.NOW);
    private @Nullable WorkerId worker = WorkerId.next(Examples.NOW);
    private RequestId request = RequestId.next(Examples.NOW);
    private @Nullable LocalDate validFrom = LocalDate.of(2026, 5, 4);
    private @Nullable LocalDate validTo = LocalDate.of(2027, 5, 3);
    private boolean deemed;
    private Instant createdAt = Examples.NOW;

    AuthorisationBuilder() {}

    public AuthorisationBuilder id(AuthorisationId identity) {
        id = identity;
        return this;
    }

    public AuthorisationBuilder of(AuthorisationRequest granted) {
        tenant = granted.tenant();
        employer = granted.employer();
        worker = granted.worker();
        request = granted.id();
        return this;
    }

    public AuthorisationBuilder valid(LocalDate from, LocalDate to) {
        validFrom = from;
        validTo = to;
        return this;
    }

    /** Granted by silence: no number, no paper, no dates. */
    public AuthorisationBuilder deemed() {
        deemed = true;
        validFrom = null;
        validTo = null;
        return this;
    }

    public AuthorisationBuilder createdAt(Instant instant) {
        createdAt = instant;
        return this;
    }

    public WorkAuthorisation build() {
        return new WorkAuthorisation(
                id,
                tenant,
                employer,
                worker,
                request,
                deemed ? null : "AT-2026-000123",
                deemed ? null : "Cuisinier",
                deemed ? null : "France métropolitaine",
                validFrom,
                validTo,
                LocalDate.of(2026, 4, 1),
                deemed,
                1,
                createdAt);
    }
}
