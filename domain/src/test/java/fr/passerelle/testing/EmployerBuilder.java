package fr.passerelle.testing;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Employer.Establishment;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An employer with one establishment in Lyon. */
public final class EmployerBuilder {
    private EmployerId id = EmployerId.next(Examples.NOW);
    private TenantId tenant = Examples.TENANT;
    private ClientReference reference = References.next("employer");
    private String legalName = "Les Cuisines du Rhône SAS";
    private boolean requiresApproval;
    private long version = 1;
    private Instant createdAt = Examples.NOW;
    private Instant updatedAt = Examples.NOW;

    EmployerBuilder() {}

    public EmployerBuilder id(EmployerId identity) {
        id = identity;
        return this;
    }

    public EmployerBuilder of(TenantId owner) {
        tenant = owner;
        return this;
    }

    public EmployerBuilder referredToAs(String name) {
        reference = new ClientReference(name);
        return this;
    }

    public EmployerBuilder named(String name) {
        legalName = name;
        return this;
    }

    public EmployerBuilder requiringApproval() {
        requiresApproval = true;
        return this;
    }

    public EmployerBuilder version(long count) {
        version = count;
        return this;
    }

    public EmployerBuilder createdAt(Instant instant) {
        createdAt = instant;
        updatedAt = instant;
        return this;
    }

    public EmployerBuilder updatedAt(Instant instant) {
        updatedAt = instant;
        return this;
    }

    public Employer.Profile profile() {
        return new Employer.Profile(
                Examples.SIREN,
                legalName,
                Employer.Kind.COMPANY,
                "56.10A",
                "1979",
                42,
                List.of(new Establishment(Examples.SIRET, "Lyon Part-Dieu", Examples.ADDRESS)),
                requiresApproval,
                Map.of("cost_centre", "C-7"));
    }

    public Employer build() {
        return new Employer(id, tenant, reference, profile(), version, createdAt, updatedAt);
    }
}
