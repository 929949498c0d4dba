package fr.passerelle.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.yaml.snakeyaml.Yaml;

/** The table of routes against the contract. */
class ScopesTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    @Test
    void asksForTheScopesOfTheContract() throws IOException {
        Map<String, Map<String, Object>> paths = contract();

        List<String> differing = paths.entrySet().stream()
                .flatMap(path -> path.getValue().entrySet().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .filter(operation ->
                                !promised(operation.getValue()).equals(asked(path.getKey(), operation.getKey())))
                        .map(operation -> operation.getKey() + " " + path.getKey()))
                .toList();

        assertThat(differing).isEmpty();
        assertThat(paths).hasSizeGreaterThan(20);
    }

    @Test
    void servesNothingBesideTheContractButItsPages() throws IOException {
        Set<String> promised =
                contract().keySet().stream().map(ScopesTest::unnamed).collect(Collectors.toSet());

        assertThat(Scopes.table().patterns().map(ScopesTest::unnamed).filter(path -> !promised.contains(path)))
                .containsExactlyInAnyOrder("/docs", "/docs/**");
    }

    @Test
    void readsAlikeWithAndWithoutBody() {
        PathContainer path = PathContainer.parsePath("/v1/events");

        assertThat(Scopes.table().access(HttpMethod.HEAD, path))
                .isEqualTo(Scopes.table().access(HttpMethod.GET, path));
        assertThat(Scopes.table().access(HttpMethod.POST, path)).isEmpty();
    }

    /** Each alternative with its scopes, in one order. */
    private static String asked(String path, String method) {
        PathContainer example = PathContainer.parsePath(path.replaceAll("\\{[^}]*}", "x"));
        return Scopes.table()
                .access(HttpMethod.valueOf(method.toUpperCase(java.util.Locale.ROOT)), example)
                .map(ScopesTest::text)
                .orElse("not served");
    }

    private static String text(Access access) {
        return switch (access) {
            case Access.Open _ -> "[]";
            case Access.AnyToken _ -> "[[]]";
            case Access.OneOf one -> alternatives(one.scopes().stream().map(scope -> List.of(scope.text())));
            case Access.AllOf all ->
                alternatives(Stream.of(all.scopes().stream().map(Scope::text).toList()));
        };
    }

    private static String promised(Object operation) {
        Map<String, List<Map<String, List<String>>>> members = cast(operation);
        return alternatives(
                members.getOrDefault("security", List.of()).stream().map(alternative -> alternative.get("oauth2")));
    }

    private static String alternatives(Stream<List<String>> scopes) {
        return scopes.map(TreeSet::new)
                .map(TreeSet::toString)
                .collect(Collectors.toCollection(TreeSet::new))
                .toString();
    }

    private static String unnamed(String path) {
        return path.replaceAll("\\{[^}]*}", "{}");
    }

    private static Map<String, Map<String, Object>> contract() throws IOException {
        try (Reader reader = Files.newBufferedReader(Path.of("../openapi/openapi.yaml"))) {
            Map<String, Map<String, Map<String, Object>>> document = cast(new Yaml().load(reader));
            return document.getOrDefault("paths", Map.of());
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value) {
        return (T) value;
    }
}
