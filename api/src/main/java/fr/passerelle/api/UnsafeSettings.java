package fr.passerelle.api;

import java.util.List;
import java.util.stream.Collectors;

/** The service refuses to start, since it could lose or show what it was trusted with. Each reason names its remedy. */
public final class UnsafeSettings extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Refusal> refusals;

    /** Something under which the service does not start, and what to do about it. */
    record Refusal(String reason, String remedy) {}

    UnsafeSettings(Refusal refusal) {
        this(List.of(refusal));
    }

    UnsafeSettings(List<Refusal> refusals) {
        super(refusals.stream().map(Refusal::reason).collect(Collectors.joining("\n")));
        this.refusals = List.copyOf(refusals);
    }

    /** What to do about each. */
    public List<String> remedies() {
        return refusals.stream().map(Refusal::remedy).toList();
    }
}
