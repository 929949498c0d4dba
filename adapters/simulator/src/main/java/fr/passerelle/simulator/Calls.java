package fr.passerelle.simulator;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each operation was called, by the status that it answered, or would have, and by fault. */
final class Calls {
    private final Map<Kind, LongAdder> counts = new ConcurrentHashMap<>();

    private record Kind(Operation operation, int status, String fault) {}

    void count(Operation operation, int status, Optional<FaultKind> fault) {
        Kind kind = new Kind(operation, status, fault.map(FaultKind::code).orElse(""));
        counts.computeIfAbsent(kind, k -> new LongAdder()).increment();
    }

    void clear() {
        counts.clear();
    }

    Wire.Appels report() {
        List<Wire.Appels.Compteur> lines = counts.entrySet().stream()
                .map(e -> line(e.getKey(), e.getValue().sum()))
                .sorted(Comparator.comparing(Wire.Appels.Compteur::operation)
                        .thenComparing(Wire.Appels.Compteur::statut))
                .toList();
        return new Wire.Appels(
                lines, lines.stream().mapToLong(Wire.Appels.Compteur::nombre).sum());
    }

    private static Wire.Appels.Compteur line(Kind kind, long count) {
        return new Wire.Appels.Compteur(
                kind.operation().code(), kind.status(), kind.fault().isEmpty() ? null : kind.fault(), count);
    }
}
