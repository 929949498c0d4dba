package fr.passerelle.api;

import java.util.List;

/** The service refuses to start, since it could lose or show what it was trusted with. Each reason names its remedy. */
final class UnsafeSettings extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> remedies;

    UnsafeSettings(String reason, String remedy) {
        this(List.of(reason), List.of(remedy));
    }

    UnsafeSettings(List<String> reasons, List<String> remedies) {
        super(String.join("\n", reasons));
        this.remedies = List.copyOf(remedies);
    }

    List<String> remedies() {
        return remedies;
    }
}
