package fr.passerelle.persistence;

import fr.passerelle.ids.Paging;
import fr.passerelle.ids.TenantId;
import java.util.ArrayList;
import java.util.List;

/** A list of one table's rows that is narrowed by what the caller asks for. */
final class Query {
    /**
     * The first value, by which rows are kept apart, without a hint to the planner of which tenant it is. By its statistics a tenant
     * that has just come has nothing, and so whatever reads all of its rows seems as good as a key; joins then read them over
     * and over.
     */
    static final String OF_ANY_TENANT = "tenant_id = (select $1::uuid)";

    private final StringBuilder text;
    private final List<Object> values = new ArrayList<>();

    private Query(String select) {
        text = new StringBuilder(select).append("where true");
    }

    /** The rows of a tenant among those that a {@code select … from …} without conditions reads. */
    static Query of(String select, TenantId tenant) {
        return new Query(select).and("tenant_id = ?", tenant.value());
    }

    /** The same where many rows come at once, planned as for a tenant of the usual size. */
    static Query ofAny(String select, TenantId tenant) {
        return new Query(select).and("tenant_id = (select ?::uuid)", tenant.value());
    }

    /** Adds a condition, in which each question mark stands for the next value. */
    Query and(String condition, Object... bound) {
        text.append(" and ");
        int next = 0;
        for (char c : condition.toCharArray()) {
            if (c == '?') {
                values.add(bound[next++]);
                text.append('$').append(values.size());
            } else {
                text.append(c);
            }
        }
        return this;
    }

    /** In the order of an instant and the id, oldest first, from a place on. */
    Sql page(String instant, Paging paging) {
        if (paging.updatedSince() != null) {
            and(instant + " >= ?", paging.updatedSince());
        }
        if (paging.after() != null) {
            and(
                    "(" + instant + ", id) > (?, ?)",
                    paging.after().updatedAt(),
                    paging.after().id());
        }
        return orderedBy(instant + ", id", paging.limit());
    }

    Sql orderedBy(String order, int limit) {
        values.add(limit);
        text.append(" order by ").append(order).append(" limit $").append(values.size());
        return Sql.of(text.toString(), values.toArray());
    }
}
