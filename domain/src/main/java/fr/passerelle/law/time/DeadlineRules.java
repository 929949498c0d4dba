package fr.passerelle.law.time;

import fr.passerelle.law.LawTables;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All rules of time: the table, read once. */
public final class DeadlineRules {
    private static final DeadlineRules SHIPPED = of(LawTables.shipped());

    private final Map<String, DeadlineRule> byCode;

    private DeadlineRules(Map<String, DeadlineRule> byCode) {
        this.byCode = byCode;
    }

    public static DeadlineRules of(LawTables tables) {
        Map<String, DeadlineRule> read = new LinkedHashMap<>();
        tables.rows("deadlines").stream().map(DeadlineRule::of).forEach(rule -> read.put(rule.code(), rule));
        return new DeadlineRules(read);
    }

    /** Those of the table that ships. */
    public static DeadlineRules shipped() {
        return SHIPPED;
    }

    public Optional<DeadlineRule> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** A rule that the caller knows to exist. */
    public DeadlineRule rule(String code) {
        return find(code).orElseThrow(() -> new IllegalArgumentException("no rule of time is called " + code));
    }

    /** In the order of the table. */
    public Collection<DeadlineRule> all() {
        return byCode.values();
    }
}
