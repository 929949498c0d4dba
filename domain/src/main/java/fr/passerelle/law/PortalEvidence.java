package fr.passerelle.law;

/**
 * Whether captures of the portal's screen can prove that it failed.
 *
 * <p>Source: Conseil d'État, 21 April 2021, n° 448178, as told by terravocats.com: 228 dated captures over five months, which
 * named nobody, could not be set aside for that alone. Our reading: what counts is that they are dated, and more than one; how
 * many are enough a judge says.
 */
public record PortalEvidence(int captures, boolean isDated, boolean namesThePerson) {

    /** Whether a judge may not refuse to look at them. It does not matter whether they name the person. */
    public boolean isReceivable() {
        return isDated && captures > 1;
    }

    public Basis basis() {
        return Basis.of("CE 21 April 2021 n° 448178");
    }

    /** Read in an article about the decision. */
    public Certainty certainty() {
        return Certainty.PRACTICE;
    }
}
