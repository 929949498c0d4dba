package fr.passerelle.parties;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets with AES-256-GCM under a configured key. Each seal takes a fresh nonce; the context (such as an account's
 * id) is authenticated beside the secret, so that a sealed text copied onto another row does not open.
 */
public final class SecretSeal {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final byte FORMAT = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    public SecretSeal(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("the key of secrets has 32 bytes");
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    public SealedSecret seal(String secret, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, secret.getBytes(StandardCharsets.UTF_8), context);
        return new SealedSecret(ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                .put(FORMAT)
                .put(nonce)
                .put(sealed)
                .array());
    }

    /**
     * Opens what {@link #seal} sealed in the same context.
     *
     * @throws SealBroken when the key is another one, or the text or its context was changed
     */
    public String open(SealedSecret secret, String context) {
        ByteBuffer text = ByteBuffer.wrap(secret.bytes());
        if (text.remaining() <= 1 + NONCE_BYTES || text.get() != FORMAT) {
            throw new SealBroken(null);
        }
        byte[] nonce = new byte[NONCE_BYTES];
        text.get(nonce);
        byte[] sealed = new byte[text.remaining()];
        text.get(sealed);
        return new String(run(Cipher.DECRYPT_MODE, nonce, sealed, context), StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, byte[] nonce, byte[] text, String context) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new SealBroken(e);
        }
    }

    /** A secret does not open: another key, or a changed row. The operator restores the key, or the client sends the secret again. */
    public static final class SealBroken extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        SealBroken(@org.jspecify.annotations.Nullable Throwable cause) {
            super("a sealed secret does not open under the configured key", cause);
        }
    }
}
