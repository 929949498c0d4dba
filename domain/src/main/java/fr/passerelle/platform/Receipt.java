package fr.passerelle.platform;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Accusé d'enregistrement: what the platform gave for a filing.
 *
 * @param registeredAt the legal date of the filing. Source: CRPA, art. L. 112-13 (LEGIARTI000031367365): the date on the
 *     electronic acknowledgement or registration is decisive
 * @param registeredAtText that date as the platform wrote it
 * @param service the service in charge, as the platform names it
 * @param deemedDecisionOn the date at which silence becomes a decision, when the platform prints it (CRPA, art. R.
 *     112-11-1, LEGIARTI000033288138)
 */
public record Receipt(
        DepositNumber deposit,
        @Nullable DraftNumber draft,
        Instant registeredAt,
        String registeredAtText,
        @Nullable String service,
        @Nullable LocalDate deemedDecisionOn) {}
