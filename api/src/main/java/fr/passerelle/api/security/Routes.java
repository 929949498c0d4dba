package fr.passerelle.api.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** A table of routes, each with what it asks of its caller. What has no row is not served. */
public final class Routes {
    private final List<Row> rows;

    private Routes(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    static Routes none() {
        return new Routes(List.of());
    }

    /** This table with one row more for each method. */
    Routes with(Access access, String path, HttpMethod... methods) {
        PathPattern pattern = PathPatternParser.defaultInstance.parse(path);
        List<Row> more = new ArrayList<>(rows);
        for (HttpMethod method : methods) {
            more.add(new Row(method, pattern, access));
        }
        return new Routes(more);
    }

    /** What a call asks of its caller; empty when the table has no such route. */
    Optional<Access> access(HttpMethod method, PathContainer path) {
        return matching(path)
                .filter(row -> row.serves(method))
                .min((a, b) -> PathPattern.SPECIFICITY_COMPARATOR.compare(a.path, b.path))
                .map(Row::access);
    }

    /** The methods of a path, sorted; empty when nothing is there. */
    Set<String> methods(PathContainer path) {
        return matching(path).map(row -> row.method.name()).collect(Collectors.toCollection(TreeSet::new));
    }

    Stream<String> patterns() {
        return rows.stream().map(row -> row.path.getPatternString()).distinct();
    }

    private Stream<Row> matching(PathContainer path) {
        return rows.stream().filter(row -> row.path.matches(path));
    }

    private record Row(HttpMethod method, PathPattern path, Access access) {
        /** Who may read may ask for the headers alone, and which methods there are. */
        boolean serves(HttpMethod asked) {
            boolean isLikeReading = asked.equals(HttpMethod.HEAD) && method.equals(HttpMethod.GET);
            return method.equals(asked) || isLikeReading || asked.equals(HttpMethod.OPTIONS);
        }
    }
}
