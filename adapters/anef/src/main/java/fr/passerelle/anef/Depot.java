package fr.passerelle.anef;

import fr.passerelle.parties.Siret;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.DraftNumber;
import fr.passerelle.platform.Receipt;
import fr.passerelle.platform.ReceiptMatch.Shown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The receipt of a submission on the wire. */
record Depot(
        @Nullable String numeroDepot,
        @Nullable String numeroBrouillon,
        @Nullable String referenceLibre,
        @Nullable String dateEnregistrement,
        @Nullable String serviceInstructeur,
        @Nullable String siret,
        @Nullable Salarie salarie,
        @Nullable String attestation,
        @Nullable String dateDecisionImplicite) {

    Receipt receipt() {
        return new Receipt(
                number(),
                draft(),
                Wire.instant(dateEnregistrement, "date_enregistrement"),
                Wire.given(dateEnregistrement, "date_enregistrement"),
                serviceInstructeur,
                Wire.dateIfReadable(dateDecisionImplicite));
    }

    /** The address of the certificate bears the number too: a receipt that names two numbers names none. */
    private DepositNumber number() {
        DepositNumber number = new DepositNumber(Wire.given(numeroDepot, "numero_depot"));
        if (attestation != null && !List.of(attestation.split("/", -1)).contains(number.value())) {
            throw new UnusableAnswer("two deposit numbers");
        }
        return number;
    }

    /** A receipt is complete, or it is none: all that names the filing must be there. */
    Shown shown() {
        return new Shown(
                draft(),
                Wire.given(referenceLibre, "reference_libre"),
                establishment(),
                Wire.given(salarie, "salarie").personToTheLetter());
    }

    Siret establishment() {
        return Siret.parse(Wire.given(siret, "siret"));
    }

    private DraftNumber draft() {
        return new DraftNumber(Wire.given(numeroBrouillon, "numero_brouillon"));
    }

    /** Personal data. */
    @Override
    public String toString() {
        return "Depot[…]";
    }
}
