package fr.passerelle.requests;

import fr.passerelle.platform.Receipt;

/**
 * The receipt on which a filing stands, and how we came by it.
 *
 * @param receipt what the platform gave or shows
 */
public record FiledReceipt(Receipt receipt, Obtained obtained) {

    /** How a receipt was obtained. */
    public enum Obtained {
        /** As the answer to our submission. */
        RECEIPT,
        /** The answer was lost; the file was found on the platform. */
        RECONCILIATION,
        /** The file was made by other hands and taken over. */
        ADOPTION,
        /** A human found the file on the portal and gave its number. */
        HUMAN
    }
}
