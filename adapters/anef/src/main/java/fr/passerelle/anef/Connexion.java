package fr.passerelle.anef;

import fr.passerelle.platform.Session;
import org.jspecify.annotations.Nullable;

/** A log in on the wire. */
record Connexion(String identifiant, String motDePasse) {

    /** Secret. */
    @Override
    public String toString() {
        return "Connexion[…]";
    }

    /** The portal's answer, beside the cookie. */
    record Ouverte(@Nullable String expireA, @Nullable String identifiant) {
        Session session(String token) {
            return new Session(token, Wire.instant(expireA, "expire_a"));
        }
    }
}
