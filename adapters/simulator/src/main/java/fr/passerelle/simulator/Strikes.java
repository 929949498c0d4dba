package fr.passerelle.simulator;

import java.util.Map;
import java.util.Map.Entry;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each fault truly struck, by operation; those of the line strike a connection. */
final class Strikes {
    private static final String CONNECTION = "connexion";

    private final Map<FaultKind, Map<String, LongAdder>> counts = new ConcurrentSkipListMap<>();

    void count(FaultKind kind, String operation) {
        counts.computeIfAbsent(kind, any -> new ConcurrentSkipListMap<>())
                .computeIfAbsent(operation, any -> new LongAdder())
                .increment();
    }

    void countConnection(FaultKind kind) {
        count(kind, CONNECTION);
    }

    void clear() {
        counts.clear();
    }

    /** By operation. */
    Map<String, Long> of(FaultKind kind) {
        Map<String, Long> byOperation = new ConcurrentSkipListMap<>();
        for (Entry<String, LongAdder> entry :
                counts.getOrDefault(kind, Map.of()).entrySet()) {
            byOperation.put(entry.getKey(), entry.getValue().sum());
        }
        return byOperation;
    }
}
