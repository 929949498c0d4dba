package fr.passerelle.platform;

import fr.passerelle.parties.Siret;
import org.jspecify.annotations.Nullable;

/**
 * A draft to submit, with what a receipt must agree with.
 *
 * @param signatory who declares on honour
 * @param expected what the receipt must show to be ours
 */
public record Submission(DraftNumber draft, String signatory, Expected expected) {

    /**
     * The identifiers of a filing. A receipt counts only when none contradicts it and two of them match.
     *
     * @param draft absent when it is forgotten which one was submitted
     */
    public record Expected(@Nullable DraftNumber draft, String reference, Siret establishment, Person person) {}
}
