package fr.passerelle.testing;

import fr.passerelle.ids.Paging;
import fr.passerelle.ids.TenantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of one kind, each under its tenant and id. */
final class Rows<T> {
    private final Map<Key, T> rows = new LinkedHashMap<>();

    private record Key(TenantId tenant, Object id) {}

    Optional<T> find(TenantId tenant, Object id) {
        return Optional.ofNullable(rows.get(new Key(tenant, id)));
    }

    @Nullable
    T get(TenantId tenant, Object id) {
        return rows.get(new Key(tenant, id));
    }

    void put(TenantId tenant, Object id, T row) {
        rows.put(new Key(tenant, id), row);
    }

    void remove(TenantId tenant, Object id) {
        rows.remove(new Key(tenant, id));
    }

    Stream<T> of(TenantId tenant) {
        return rows.entrySet().stream()
                .filter(row -> row.getKey().tenant().equals(tenant))
                .map(Map.Entry::getValue);
    }

    Stream<T> all() {
        return rows.values().stream();
    }

    /** What brings the rows back as they are now. */
    Runnable backup() {
        Map<Key, T> kept = new LinkedHashMap<>(rows);
        return () -> {
            rows.clear();
            rows.putAll(kept);
        };
    }

    /** The order of instants; among equals the order of ids, as unsigned numbers. */
    static <T> Comparator<T> order(Function<T, Instant> instant, Function<T, UUID> id) {
        return Comparator.comparing(instant).thenComparing(row -> id.apply(row).toString());
    }

    /** A page of rows in the order of change. */
    static <T> List<T> page(Stream<T> rows, Paging paging, Function<T, Instant> changed, Function<T, UUID> id) {
        Instant since = paging.updatedSince();
        Paging.Place after = paging.after();
        return rows.filter(row -> since == null || !changed.apply(row).isBefore(since))
                .filter(row ->
                        after == null || isBehind(changed.apply(row), id.apply(row), after.updatedAt(), after.id()))
                .sorted(order(changed, id))
                .limit(paging.limit())
                .toList();
    }

    static boolean isBehind(Instant instant, UUID id, Instant lastInstant, UUID lastId) {
        int byInstant = instant.compareTo(lastInstant);
        return byInstant > 0 || (byInstant == 0 && id.toString().compareTo(lastId.toString()) > 0);
    }
}
