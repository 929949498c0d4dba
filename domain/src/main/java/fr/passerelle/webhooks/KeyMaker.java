package fr.passerelle.webhooks;

import fr.passerelle.ids.EndpointId;
import fr.passerelle.parties.SealedSecret;
import fr.passerelle.parties.SecretSeal;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Makes the keys of endpoints, and opens them to sign or to show. Each is sealed for its endpoint alone. */
public final class KeyMaker {
    private static final String SHOWN = "whsec_";
    private static final int SECRET_BYTES = 32;
    private static final int PUBLIC_BYTES = 32;

    private final SecretSeal seal;
    private final SecureRandom random = new SecureRandom();

    public KeyMaker(SecretSeal seal) {
        this.seal = seal;
    }

    /** A new shared secret. */
    SealedKey secret(EndpointId endpoint, Instant now) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new SealedKey(SealedKey.Kind.V1, seal(endpoint, secret), null, now, null);
    }

    /** A new key pair. */
    SealedKey pair(EndpointId endpoint, Instant now) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] wrapped = pair.getPublic().getEncoded();
            byte[] bare = Arrays.copyOfRange(wrapped, wrapped.length - PUBLIC_BYTES, wrapped.length);
            String publicKey = Base64.getUrlEncoder().withoutPadding().encodeToString(bare);
            return new SealedKey(
                    SealedKey.Kind.V1A, seal(endpoint, pair.getPrivate().getEncoded()), publicKey, now, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The keys under which a message to the endpoint is signed now. */
    public SigningKeys signing(Endpoint endpoint, Instant now) {
        return new SigningKeys(opened(endpoint, SealedKey.Kind.V1, now), opened(endpoint, SealedKey.Kind.V1A, now));
    }

    /** The current secret in the form in which Standard Webhooks show it. */
    public String shown(Endpoint endpoint) {
        return SHOWN + open(endpoint.id(), endpoint.keys().current().secret());
    }

    private List<SigningKeys.Secret> opened(Endpoint endpoint, SealedKey.Kind kind, Instant now) {
        return endpoint.keys()
                .inForce(kind, now)
                .limit(KeyRing.MOST_IN_FORCE)
                .map(key -> new SigningKeys.Secret(Base64.getDecoder().decode(open(endpoint.id(), key.secret()))))
                .toList();
    }

    private SealedSecret seal(EndpointId endpoint, byte[] secret) {
        return seal.seal(Base64.getEncoder().encodeToString(secret), endpoint.text());
    }

    private String open(EndpointId endpoint, SealedSecret secret) {
        return seal.open(secret, endpoint.text());
    }
}
