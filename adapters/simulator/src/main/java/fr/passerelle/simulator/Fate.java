package fr.passerelle.simulator;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is wished upon one filing: what becomes of its file, and one thing that goes wrong on the way. Chosen by one code, in
 * the {@code X-Scenario} header or as {@code [scenario:…]} in the title of the job; a fault alone ends in a grant.
 */
record Fate(Scenario scenario, @Nullable FaultKind fault) {
    static final Fate USUAL = new Fate(Scenario.GRANTED, null);

    private static final Pattern MAGIC = Pattern.compile("\\[scenario:([^\\]]*)\\]");

    static Optional<Fate> of(String code) {
        Optional<Fate> lived = Scenario.of(code).map(scenario -> new Fate(scenario, null));
        return lived.or(() -> FaultKind.of(code).map(fault -> new Fate(Scenario.GRANTED, fault)));
    }

    /** The code between the brackets, known or not; empty when the title asks for nothing. */
    static Optional<String> askedBy(String title) {
        Matcher magic = MAGIC.matcher(title);
        return magic.find() ? Optional.of(magic.group(1)) : Optional.empty();
    }

    /** The same, with what a later wish changes: a scenario replaces all, a fault only what goes wrong. */
    Fate with(Fate wish) {
        return wish.fault == null ? wish : new Fate(scenario, wish.fault);
    }

    Fate lived(Scenario other) {
        return new Fate(other, fault);
    }

    /** Whether it can be wished upon a filing at all. */
    boolean concernsFilings() {
        return fault == null || fault.concernsFilings();
    }

    String code() {
        return fault == null ? scenario.code() : fault.code();
    }

    static String codes() {
        Stream<String> faults = Arrays.stream(FaultKind.values())
                .filter(FaultKind::concernsFilings)
                .map(FaultKind::code);
        return Stream.concat(Arrays.stream(Scenario.values()).map(Scenario::code), faults)
                .collect(Collectors.joining(", "));
    }
}
