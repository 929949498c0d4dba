package fr.passerelle.badinput;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** A body that must be refused, and how. */
record BadBody(String fault, byte[] bytes, Set<Integer> statuses, List<String> pointers) {
    private static final int MALFORMED = 400;
    private static final int INVALID = 422;

    /** What is no JSON, or none that we read. */
    static BadBody malformed(String fault, String text) {
        return malformed(fault, text.getBytes(StandardCharsets.UTF_8));
    }

    static BadBody malformed(String fault, byte[] bytes) {
        return new BadBody(fault, bytes, Set.of(MALFORMED), List.of());
    }

    static BadBody invalid(String fault, String text, String... pointers) {
        return new BadBody(fault, text.getBytes(StandardCharsets.UTF_8), Set.of(INVALID), List.of(pointers));
    }
}
