package fr.passerelle.requests;

import fr.passerelle.law.needs.LabourMarket;
import fr.passerelle.law.needs.Pay;
import fr.passerelle.law.needs.Routing;
import org.jspecify.annotations.Nullable;

/**
 * What a request needs.
 *
 * @param law what the rules say of it; absent for an adopted file whose person is not known to us
 */
public record Needs(Completeness completeness, @Nullable Law law) {

    /** The answers of the law. */
    public record Law(LabourMarket.Answer labourMarket, Pay.Answer pay, Routing.Answer routing) {}
}
