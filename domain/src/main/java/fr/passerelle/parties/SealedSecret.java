package fr.passerelle.parties;

import java.util.Arrays;
import java.util.HexFormat;

/** A secret in authenticated encryption. Only {@link SecretSeal} opens it. */
public record SealedSecret(byte[] bytes) {
    public SealedSecret {
        bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealedSecret that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The cipher text alone, so that a log says which secret without saying it. */
    @Override
    public String toString() {
        return "SealedSecret[" + HexFormat.of().formatHex(bytes, 0, Math.min(4, bytes.length)) + "…]";
    }
}
