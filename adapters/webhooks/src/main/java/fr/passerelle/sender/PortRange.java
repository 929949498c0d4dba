package fr.passerelle.sender;

/** Ports from the first to the last, both included; written {@code 443} or {@code 1-65535}. */
public record PortRange(int first, int last) {
    private static final int HIGHEST = 65_535;

    public PortRange {
        if (first < 1 || last > HIGHEST || first > last) {
            throw new IllegalArgumentException("ports lie between 1 and " + HIGHEST);
        }
    }

    public static PortRange of(String text) {
        int dash = text.indexOf('-');
        return dash < 0
                ? only(Integer.parseInt(text.strip()))
                : new PortRange(
                        Integer.parseInt(text.substring(0, dash).strip()),
                        Integer.parseInt(text.substring(dash + 1).strip()));
    }

    static PortRange only(int port) {
        return new PortRange(port, port);
    }

    boolean contains(int port) {
        return first <= port && port <= last;
    }
}
