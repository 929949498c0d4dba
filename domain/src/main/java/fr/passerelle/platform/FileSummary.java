package fr.passerelle.platform;

import fr.passerelle.parties.Siret;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A file as the platform lists it.
 *
 * @param label in the platform's words
 * @param status our reading of the label
 */
public record FileSummary(
        DepositNumber deposit,
        @Nullable DraftNumber draft,
        @Nullable String reference,
        Siret establishment,
        Person person,
        @Nullable String jobTitle,
        @Nullable LocalDate contractStart,
        String label,
        FileStatus status,
        Instant registeredAt,
        String registeredAtText,
        @Nullable String service) {

    /** The receipt that a found file stands for. */
    public Receipt receipt() {
        return new Receipt(deposit, draft, registeredAt, registeredAtText, service, null);
    }
}
