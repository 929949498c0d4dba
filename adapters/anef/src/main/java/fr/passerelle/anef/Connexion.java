package fr.passerelle.anef;

import fr.passerelle.platform.Session;
import java.time.Duration;
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
        /**
         * The session, by our clock.
         *
         * @param offset how far that is ahead of the portal's
         */
        Session session(String token, Duration offset) {
            return new Session(token, Wire.instant(expireA, "expire_a").plus(offset));
        }
    }
}
