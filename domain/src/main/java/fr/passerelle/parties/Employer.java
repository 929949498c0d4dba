package fr.passerelle.parties;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A legal entity and its establishments, for which an integrator acts.
 *
 * @param reference the client's own name for it, unique per tenant
 * @param requiresApproval whether each submission must name a user other than the author who approved it
 * @param version counts the changes; the entity tag of the resource
 */
public record Employer(
        EmployerId id,
        TenantId tenant,
        ClientReference reference,
        Profile profile,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** What the client says of an employer. */
    public record Profile(
            Siren siren,
            String legalName,
            Kind kind,
            @Nullable String nafCode,
            @Nullable String idcc,
            @Nullable Integer headcount,
            List<Establishment> establishments,
            boolean requiresApproval,
            Map<String, String> metadata) {
        public Profile {
            establishments = List.copyOf(establishments);
            metadata = Map.copyOf(metadata);
            for (Establishment establishment : establishments) {
                if (!establishment.siret().siren().equals(siren)) {
                    throw new IllegalArgumentException("an establishment belongs to another legal entity");
                }
            }
        }
    }

    /** Kinds of employer that the portal tells apart. */
    public enum Kind {
        COMPANY,
        ASSOCIATION,
        /** Particulier employeur. */
        PRIVATE_INDIVIDUAL,
        PUBLIC
    }

    /** Établissement: a place of business, named by its SIRET. */
    public record Establishment(
            Siret siret, @Nullable String name, @Nullable Address address) {}

    public Optional<Establishment> establishment(Siret siret) {
        return profile.establishments().stream()
                .filter(e -> e.siret().equals(siret))
                .findFirst();
    }

    /** The same employer with another profile; the very same object when nothing changed. */
    public Employer with(Profile changed, Instant now) {
        return changed.equals(profile)
                ? this
                : new Employer(id, tenant, reference, changed, version + 1, createdAt, now);
    }
}
