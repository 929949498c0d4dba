package fr.passerelle.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a rule stands written.
 *
 * @param text as one cites it, such as {@code C. trav. R. 5221-2 3°}
 * @param legiarti the id of the version of the article that was read; absent where our copy of the text has none
 * @param inForceSince of that version, where it is known
 */
public record Basis(
        String text, @Nullable String legiarti, @Nullable LocalDate inForceSince) {
    private static final Pattern SEPARATOR = Pattern.compile("\\s*[,/]\\s*");
    private static final Pattern CODE = Pattern.compile("^(C\\. trav\\.|CESEDA|CRPA|CJA|CPC)\\s+(?:art\\.\\s+)?");
    private static final Pattern ARTICLE = Pattern.compile("^([LRD])?\\.?\\*?\\s*(\\d+(?:-\\d+)*)");
    private static final Map<String, Basis> ARTICLES = articles();

    /** One citation of one article, or of another text by its name. */
    public static Basis of(String citation) {
        return all(citation).getFirst();
    }

    /**
     * The citations of a table's cell, which are set apart by commas or slashes and name a code once for all that follow.
     */
    public static List<Basis> all(String cell) {
        List<Basis> found = new ArrayList<>();
        String code = "";
        for (String part : SEPARATOR.split(cell.strip())) {
            Matcher named = CODE.matcher(part);
            String rest = part;
            if (named.find()) {
                code = named.group(1);
                rest = part.substring(named.end());
            }
            Matcher article = ARTICLE.matcher(rest);
            if (!code.isEmpty() && article.find()) {
                found.add(cited(code, rest, article));
            } else {
                found.add(new Basis(part, null, null));
            }
        }
        return found;
    }

    private static Basis cited(String code, String rest, Matcher article) {
        String book = article.group(1) == null ? "" : article.group(1);
        Basis known = ARTICLES.get(code + book + article.group(2));
        String text = code + " " + rest;
        return known == null ? new Basis(text, null, null) : new Basis(text, known.legiarti, known.inForceSince);
    }

    private static Map<String, Basis> articles() {
        Map<String, Basis> known = new HashMap<>();
        for (Map<String, String> row : Csv.table("articles.csv")) {
            String code = row.getOrDefault("code", "");
            String article = row.getOrDefault("article", "");
            String legiarti = row.getOrDefault("legiarti", "");
            String since = row.getOrDefault("in_force_since", "");
            known.put(
                    code + article,
                    new Basis(
                            code + " " + article,
                            legiarti.isEmpty() ? null : legiarti,
                            since.isEmpty() ? null : LocalDate.parse(since)));
        }
        return known;
    }
}
