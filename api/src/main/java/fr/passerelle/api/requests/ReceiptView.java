package fr.passerelle.api.requests;

import fr.passerelle.api.parties.MandateView.StoredFile;
import fr.passerelle.documents.Document;
import fr.passerelle.platform.DraftNumber;
import fr.passerelle.platform.Receipt;
import fr.passerelle.requests.FiledReceipt;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The receipt of a filing. */
public record ReceiptView(
        String depositNumber,
        @Nullable String draftNumber,
        Instant registeredAt,
        String registeredAtText,
        @Nullable String service,
        @Nullable LocalDate deemedDecisionOn,
        FiledReceipt.Obtained obtained,
        @Nullable StoredFile attestation) {
    static ReceiptView of(FiledReceipt filed, @Nullable Document attestation) {
        Receipt receipt = filed.receipt();
        DraftNumber draft = receipt.draft();
        return new ReceiptView(
                receipt.deposit().value(),
                draft == null ? null : draft.value(),
                receipt.registeredAt(),
                receipt.registeredAtText(),
                receipt.service(),
                receipt.deemedDecisionOn(),
                filed.obtained(),
                attestation == null ? null : StoredFile.of(attestation));
    }
}
