package fr.passerelle.api.http;

import fr.passerelle.ids.Paging;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What a call for a list asks ({@code limit}, {@code cursor}, {@code updated_since}), and the answer to it. Controllers ask for it
 * as an argument.
 */
public final class PageQuery {
    static final String LIMIT = "limit";
    static final String CURSOR = "cursor";
    static final String UPDATED_SINCE = "updated_since";
    static final Set<String> PARAMETERS = Set.of(LIMIT, CURSOR, UPDATED_SINCE);

    /** Also what {@code GET /v1/limits} says. */
    public static final int USUAL_LIMIT = 50;

    /** Also what {@code GET /v1/limits} says. A larger limit counts as this one. */
    public static final int LARGEST_LIMIT = 200;

    private final Paging asked;
    private final Function<Paging.Place, String> cursors;
    private final ServerHttpRequest request;

    PageQuery(Paging asked, Function<Paging.Place, String> cursors, ServerHttpRequest request) {
        this.asked = asked;
        this.cursors = cursors;
        this.request = request;
    }

    /** What to read: one more than the client asked for, so that {@link #answer} knows whether there is a next page. */
    public Paging paging() {
        return new Paging(asked.updatedSince(), asked.after(), asked.limit() + 1);
    }

    /**
     * The page, with its links.
     *
     * @param views as many as were found, in the same order
     * @param found what {@link #paging} found
     * @param place where an element stands in the list
     */
    public <T, V> ResponseEntity<Page<V>> answer(List<V> views, List<T> found, Function<T, Paging.Place> place) {
        if (found.size() <= asked.limit()) {
            return ResponseEntity.ok(new Page<>(views, null));
        }
        String next = cursors.apply(place.apply(found.get(asked.limit() - 1)));
        return ResponseEntity.ok()
                .header(HttpHeaders.LINK, "<" + address(next) + ">; rel=\"next\"")
                .body(new Page<>(views.subList(0, asked.limit()), next));
    }

    private String address(String next) {
        return UriComponentsBuilder.fromPath(request.getPath().value())
                .query(Objects.requireNonNullElse(rawQuery(), ""))
                .replaceQueryParam(CURSOR, next)
                .build(true)
                .toUriString();
    }

    private @Nullable String rawQuery() {
        return request.getURI().getRawQuery();
    }
}
