package fr.passerelle.platform;

import fr.passerelle.parties.Siret;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A file as the platform lists it. */
public record FileSummary(
        DepositNumber deposit,
        @Nullable DraftNumber draft,
        @Nullable String reference,
        Siret establishment,
        Person person,
        @Nullable String jobTitle,
        @Nullable LocalDate contractStart,
        String label,
        Instant registeredAt,
        String registeredAtText,
        @Nullable String service) {

    /** The receipt that a found file stands for. */
    public Receipt receipt() {
        return new Receipt(deposit, draft, registeredAt, registeredAtText, service, null);
    }
}
