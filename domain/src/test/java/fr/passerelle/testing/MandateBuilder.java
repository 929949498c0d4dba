package fr.passerelle.testing;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.MandateId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Mandate;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A mandate that was signed, documented and covers the whole year 2026. */
public final class MandateBuilder {
    private MandateId id = MandateId.next(Examples.NOW);
    private TenantId tenant = Examples.TENANT;
    private EmployerId employer = EmployerId.next(Examples.NOW);
    private LocalDate signedOn = LocalDate.of(2025, 12, 15);
    private LocalDate validFrom = LocalDate.of(2026, 1, 1);
    private @Nullable LocalDate validTo = LocalDate.of(2026, 12, 31);
    private @Nullable String document = "ab".repeat(32);
    private @Nullable Instant revokedAt;
    private long version = 1;
    private Instant createdAt = Examples.NOW;

    MandateBuilder() {}

    public MandateBuilder id(MandateId identity) {
        id = identity;
        return this;
    }

    public MandateBuilder of(Employer giving) {
        tenant = giving.tenant();
        employer = giving.id();
        return this;
    }

    public MandateBuilder signedOn(LocalDate day) {
        signedOn = day;
        return this;
    }

    public MandateBuilder validFrom(LocalDate day) {
        validFrom = day;
        return this;
    }

    public MandateBuilder validTo(@Nullable LocalDate day) {
        validTo = day;
        return this;
    }

    public MandateBuilder undocumented() {
        document = null;
        return this;
    }

    public MandateBuilder revokedAt(Instant instant) {
        revokedAt = instant;
        return this;
    }

    public MandateBuilder version(long count) {
        version = count;
        return this;
    }

    public MandateBuilder createdAt(Instant instant) {
        createdAt = instant;
        return this;
    }

    public Mandate build() {
        return new Mandate(
                id,
                tenant,
                employer,
                "Camille Roux",
                signedOn,
                validFrom,
                validTo,
                document,
                revokedAt,
                version,
                createdAt);
    }
}
