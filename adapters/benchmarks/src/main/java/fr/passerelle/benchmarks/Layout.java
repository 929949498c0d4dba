package fr.passerelle.benchmarks;

import java.util.List;
import java.util.Map;

/**
 * How a proof wants the service to run.
 *
 * @param replicas how many of it share the database
 * @param settings other than those of all proofs
 * @param platform arguments of the simulator beside its usual ones
 * @param trapped whether it can be stopped at a named step of a filing, by a jar beside its own
 */
record Layout(int replicas, Map<String, String> settings, List<String> platform, boolean trapped) {
    static final Layout SINGLE = new Layout(1, Map.of(), List.of(), false);

    Layout {
        settings = Map.copyOf(settings);
        platform = List.copyOf(platform);
    }

    static Layout replicas(int replicas) {
        return new Layout(replicas, Map.of(), List.of(), false);
    }

    Layout with(Map<String, String> others) {
        return new Layout(replicas, others, platform, trapped);
    }

    Layout withPlatform(String... arguments) {
        return new Layout(replicas, settings, List.of(arguments), trapped);
    }

    Layout withTraps() {
        return new Layout(replicas, settings, platform, true);
    }
}
