package fr.passerelle.sender;

import java.net.InetAddress;

/**
 * A block of addresses, written {@code 10.0.0.0/8} or {@code fc00::/7}.
 *
 * @param first its lowest address; all bits beyond the prefix are zero
 */
public record Network(InetAddress first, int prefix) {
    public Network {
        int bits = first.getAddress().length * Byte.SIZE;
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("a prefix of an address has between 0 and " + bits + " bits");
        }
        for (int bit = prefix; bit < bits; bit++) {
            if (isSet(first.getAddress(), bit)) {
                throw new IllegalArgumentException("a network begins where its prefix ends: " + first + "/" + prefix);
            }
        }
    }

    /** Reads a literal address and the length of its prefix. */
    public static Network of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException(
                    "a network is an address, a slash and the length of its prefix: " + text);
        }
        return new Network(
                InetAddress.ofLiteral(text.substring(0, slash).strip()),
                Integer.parseInt(text.substring(slash + 1).strip()));
    }

    /** Whether an address is in it; one of the other family never is. */
    boolean contains(byte[] address) {
        byte[] network = first.getAddress();
        if (address.length != network.length) {
            return false;
        }
        int whole = prefix / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (address[i] != network[i]) {
                return false;
            }
        }
        int rest = prefix % Byte.SIZE;
        return rest == 0
                || (address[whole] & 0xff) >> (Byte.SIZE - rest) == (network[whole] & 0xff) >> (Byte.SIZE - rest);
    }

    private static boolean isSet(byte[] address, int bit) {
        return (address[bit / Byte.SIZE] & 0x80 >> bit % Byte.SIZE) != 0;
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + prefix;
    }
}
