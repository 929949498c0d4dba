package fr.passerelle.sender;

import fr.passerelle.webhooks.Message;
import fr.passerelle.webhooks.SigningKeys;
import fr.passerelle.webhooks.SigningKeys.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.StringJoiner;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signatures of Standard Webhooks 1.0.0: over the id, the timestamp and the body, with full stops between them; separated by
 * spaces, one for each key, those of {@code v1} first.
 */
final class Signatures {
    private static final String HMAC = "HmacSHA256";
    private static final String ED25519 = "Ed25519";

    /** To look one up among the providers takes as long as to sign. */
    private static final ThreadLocal<Mac> MACS = ThreadLocal.withInitial(Signatures::mac);

    private Signatures() {}

    /** @param timestamp Unix seconds */
    static String of(Message message, long timestamp, SigningKeys keys) {
        byte[] head = (message.id() + '.' + timestamp + '.').getBytes(StandardCharsets.UTF_8);
        StringJoiner all = new StringJoiner(" ");
        for (Secret secret : keys.secrets()) {
            all.add("v1," + base64(hmac(secret, head, message.body())));
        }
        for (Secret key : keys.privateKeys()) {
            all.add("v1a," + base64(ed25519(key, head, message.body())));
        }
        return all.toString();
    }

    private static byte[] hmac(Secret secret, byte[] head, byte[] body) {
        try {
            Mac mac = MACS.get();
            mac.init(new SecretKeySpec(secret.bytes(), HMAC));
            mac.update(head);
            return mac.doFinal(body);
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("a secret that is none", e);
        }
    }

    private static byte[] ed25519(Secret key, byte[] head, byte[] body) {
        try {
            PrivateKey read = KeyFactory.getInstance(ED25519).generatePrivate(new PKCS8EncodedKeySpec(key.bytes()));
            Signature signature = Signature.getInstance(ED25519);
            signature.initSign(read);
            signature.update(head);
            signature.update(body);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a private key that is none", e);
        }
    }

    private static Mac mac() {
        try {
            return Mac.getInstance(HMAC);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
