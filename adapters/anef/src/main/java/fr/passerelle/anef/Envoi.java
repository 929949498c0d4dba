package fr.passerelle.anef;

import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.Receipt;
import org.jspecify.annotations.Nullable;

/** The portal's word that it took the answer to a request for complements. */
record Envoi(
        @Nullable String numeroDepot,
        @Nullable Integer numero,
        @Nullable String dateEnvoi) {

    int number() {
        return Wire.given(numero, "numero");
    }

    Receipt receipt() {
        return new Receipt(
                new DepositNumber(Wire.given(numeroDepot, "numero_depot")),
                null,
                Wire.instant(dateEnvoi, "date_envoi"),
                Wire.given(dateEnvoi, "date_envoi"),
                null,
                null);
    }
}
