package fr.passerelle.law;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of rules: each rule of law, the article it rests on, and the tests that carry that article's tag. Made from the
 * Javadoc of the classes that name a source, from the tables that ship, and from the tags of the tests; nothing in it is typed
 * by hand.
 */
final class LawRules {
    private static final Pattern SOURCE = Pattern.compile("Source:");
    private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern MARGIN = Pattern.compile("(?m)^\\s*\\*?\\s*|<[^>]+>|\\{@\\w+\\s+([^}]*)}");
    private static final Pattern CODE_OR_ARTICLE = Pattern.compile("(Code du travail|C\\. trav\\.|CRPA"
            + "|Code des relations entre le public et l'administration|CESEDA|CJA|CPC)"
            + "|\\b([LRD])\\.\\*? ?(\\d{2,5}(?:-\\d+)*)|décret (?:n° )?(\\d{4}-\\d+)");
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"([^\"]+)\"\\)");
    private static final Pattern TAGGED_ARTICLE =
            Pattern.compile("(?:^(code-du-travail|C-trav|CRPA|CESEDA|CJA|CPC)[- ])?([LRD])\\.? ?(\\d{2,5}(?:-\\d+)*)");
    private static final Pattern TAGGED_DECREE = Pattern.compile("^d[ée]cret-(\\d{4}-\\d+)$");
    private static final String DECREE = "décret n°";
    private static final Map<String, String> CODES = Map.of(
            "Code du travail", "C. trav.",
            "code-du-travail", "C. trav.",
            "C-trav", "C. trav.",
            "Code des relations entre le public et l'administration", "CRPA");

    private final Path root;
    private final Map<String, Map<String, String>> articles = new TreeMap<>();
    private final List<Tagged> tags = new ArrayList<>();

    /** A tag of a test. */
    private record Tagged(String tag, String test) {
        /** Whether it names an article: of the same code, where it names one. */
        boolean names(Article article) {
            Matcher decree = TAGGED_DECREE.matcher(tag);
            if (decree.matches()) {
                return article.equals(new Article(DECREE, decree.group(1)));
            }
            Matcher matcher = TAGGED_ARTICLE.matcher(tag);
            if (!matcher.find()) {
                return false;
            }
            String code = matcher.group(1);
            return (matcher.group(2) + matcher.group(3)).equals(article.number)
                    && (code == null || CODES.getOrDefault(code, code).equals(article.code));
        }
    }

    /** An article as it is cited, such as {@code CRPA} and {@code L114-5}. */
    private record Article(String code, String number) {
        String cited() {
            return code.equals(DECREE)
                    ? code + " " + number
                    : code + " " + number.charAt(0) + ". " + number.substring(1);
        }
    }

    /**
     * The rules of a working copy.
     *
     * @param root its folder
     */
    LawRules(Path root) {
        this.root = root;
        Csv.table("articles.csv").forEach(row -> articles.put(row.get("code") + row.get("article"), row));
        for (Path test : java("test")) {
            Matcher tag = TAG.matcher(text(test));
            while (tag.find()) {
                tags.add(new Tagged(tag.group(1), name(test)));
            }
        }
    }

    String markdown() {
        return String.join("\n", intro(), ofCode(), ofTimes(), ofDocuments(), ofTitles(), ofCases());
    }

    private static String intro() {
        return """
            # Rules, articles, tests

            Which rule rests on which article, and which tests carry that article's tag. Generated from the code, the tables that ship
            and the tags of the tests by `LawRulesTest`, which fails when this page is old. To renew it:

            ```
            ./mvnw -o -pl domain test -Dtest=LawRulesTest -Dpasserelle.guides.renew=true
            ```

            An article without an identifier is one whose text our copy holds without it, or does not hold. A rule without a test of its
            article is tested otherwise, or is a row that nothing computes with.
            """;
    }

    // The code

    private String ofCode() {
        List<List<String>> rows = new ArrayList<>();
        for (Path file : java("main")) {
            String source = text(file);
            if (SOURCE.matcher(source).find()) {
                citedIn(source)
                        .forEach(article -> rows.add(
                                List.of("`" + name(file) + "`", article.cited(), legiarti(article), tests(article))));
            }
        }
        return table("Rules in code", List.of("rule", "article", "identifier", "tests"), rows);
    }

    /** The articles of all comments that name a source, each once. */
    private static Set<Article> citedIn(String source) {
        Set<Article> cited = new LinkedHashSet<>();
        Matcher comment = COMMENT.matcher(source);
        while (comment.find()) {
            String plain = MARGIN.matcher(comment.group(1)).replaceAll(" $1").replaceAll("\\s+", " ");
            if (SOURCE.matcher(plain).find()) {
                cited.addAll(articlesOf(plain));
            }
        }
        return cited;
    }

    private static List<Article> articlesOf(String plain) {
        List<Article> found = new ArrayList<>();
        String code = "";
        Matcher next = CODE_OR_ARTICLE.matcher(plain);
        while (next.find()) {
            if (next.group(1) != null) {
                code = CODES.getOrDefault(next.group(1), next.group(1));
            } else if (next.group(4) != null) {
                found.add(new Article(DECREE, next.group(4)));
            } else if (!code.isEmpty()) {
                found.add(new Article(code, next.group(2) + next.group(3)));
            }
        }
        return found;
    }

    // The tables

    private String ofTimes() {
        return ofTable("Times", "deadlines", "time", row -> row.get("code"), "legal_basis");
    }

    private String ofTitles() {
        return ofTable(
                "Titles and the right to work",
                "residence-titles",
                "title",
                row -> row.get("title_code"),
                "work_right_basis");
    }

    private String ofTable(
            String heading, String table, String what, Function<Map<String, String>, String> rule, String basis) {
        List<List<String>> rows = new ArrayList<>();
        for (Map<String, String> row : LawTables.shipped().rows(table)) {
            for (Basis cited : Basis.all(row.getOrDefault(basis, ""))) {
                rows.add(List.of(
                        "`" + rule.apply(row) + "`",
                        cited.text(),
                        Objects.requireNonNullElse(cited.legiarti(), ""),
                        articlesOf(cited.text()).stream()
                                .findFirst()
                                .map(this::tests)
                                .orElse("")));
            }
        }
        return table(heading, List.of(what, "article", "identifier", "tests"), rows);
    }

    private String ofDocuments() {
        List<List<String>> rows = new ArrayList<>();
        for (Map<String, String> row : LawTables.shipped().rows("required-documents")) {
            for (Basis cited : RequiredDocuments.Row.of(row).basis()) {
                rows.add(List.of(
                        "`" + row.get("case_code") + "`",
                        "`" + row.get("doc_code") + "`",
                        cited.text(),
                        Objects.requireNonNullElse(cited.legiarti(), ""),
                        certainty(row),
                        testsOf(cited)));
            }
        }
        return table("Documents", List.of("case", "document", "article", "identifier", "certainty", "tests"), rows);
    }

    /** Of an article, or of the whole text where its identifier is that of the text. */
    private String testsOf(Basis cited) {
        return articlesOf(cited.text()).stream()
                .findFirst()
                .map(this::tests)
                .orElseGet(() -> testsOf(tagged -> tagged.tag().equals(cited.legiarti())));
    }

    private static String certainty(Map<String, String> row) {
        return Certainty.ofTable(row.getOrDefault("certainty", "")).name().toLowerCase(Locale.ROOT);
    }

    // The cases

    private String ofCases() {
        Set<String> cases = tags.stream()
                .map(Tagged::tag)
                .filter(tag -> tag.startsWith("PC-"))
                .collect(Collectors.toCollection(TreeSet::new));
        List<List<String>> rows = cases.stream()
                .map(one -> List.of(one, testsOf(tagged -> tagged.tag().equals(one))))
                .toList();
        return table("Public cases", List.of("case", "tests"), rows);
    }

    // What is common

    private String tests(Article article) {
        return testsOf(tagged -> tagged.names(article));
    }

    private String testsOf(Predicate<Tagged> wanted) {
        return tags.stream()
                .filter(wanted)
                .map(tagged -> "`" + tagged.test() + "`")
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private String legiarti(Article article) {
        return articles.getOrDefault(article.code() + article.number(), Map.of())
                .getOrDefault("legiarti", "");
    }

    private static String table(String heading, List<String> header, List<List<String>> rows) {
        Stream<String> lines = Stream.concat(
                Stream.of(line(header), "|" + "---|".repeat(header.size())),
                rows.stream().map(LawRules::line));
        return "## " + heading + "\n\n" + lines.distinct().collect(Collectors.joining("\n")) + "\n";
    }

    private static String line(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** All files of Java of this module and of the one that serves it, in an order that no file system decides. */
    private List<Path> java(String kind) {
        return Stream.of("domain", "api")
                .map(module -> root.resolve(module).resolve("src").resolve(kind).resolve("java"))
                .flatMap(LawRules::walk)
                .filter(file -> file.toString().endsWith(".java"))
                .filter(file -> !name(file).startsWith("LawRules"))
                .sorted()
                .toList();
    }

    private static Stream<Path> walk(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return Objects.requireNonNull(file.getFileName()).toString().replace(".java", "");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
