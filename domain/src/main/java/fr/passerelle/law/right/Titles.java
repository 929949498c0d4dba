package fr.passerelle.law.right;

import fr.passerelle.law.LawTables;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The table of residence titles, read once.
 *
 * <p>A title is found by its code, or by what stands on it: the words for its type and its mention, with or without accents,
 * quotes and capitals. Words that fit several rows find none: a guess could let someone work who may not.
 */
public final class Titles {
    private static final Pattern MENTION = Pattern.compile("«\\s*(.*?)\\s*»");
    private static final Pattern MARKS = Pattern.compile("\\p{M}");
    private static final Pattern NO_WORDS = Pattern.compile("[^a-z0-9]+");

    private final Map<String, Title> byCode = new HashMap<>();
    private final Map<String, List<Title>> byWords = new HashMap<>();

    public Titles(LawTables tables) {
        for (Map<String, String> row : tables.rows("residence-titles")) {
            Title title = Title.of(row);
            byCode.put(title.code(), title);
            words(title)
                    .forEach(words -> byWords.computeIfAbsent(words, _ -> new ArrayList<>())
                            .add(title));
        }
    }

    public List<Title> all() {
        return List.copyOf(byCode.values());
    }

    /** The title of a code, in any case; empty where the table has none. */
    public Optional<Title> find(String code) {
        return Optional.ofNullable(byCode.get(code.toUpperCase(Locale.ROOT)));
    }

    /**
     * The one title that the words on it fit.
     *
     * @param type such as {@code Carte de séjour temporaire} or {@code CST}
     * @param mention such as {@code salarié}
     */
    public Optional<Title> find(@Nullable String type, @Nullable String mention) {
        String words = plain((type == null ? "" : type) + " " + (mention == null ? "" : mention));
        List<Title> fitting = byWords.getOrDefault(words, List.of());
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }

    private static List<String> words(Title title) {
        String label = plain(title.label());
        String kind = plain(title.kind().name());
        List<String> words = new ArrayList<>(List.of(label));
        Matcher mention = MENTION.matcher(title.label());
        if (mention.find()) {
            String said = plain(mention.group(1));
            words.add(said);
            words.add(kind + " " + said);
            if (title.kind() == Title.Kind.LONG_STAY_VISA) {
                words.add("vls ts " + said);
            }
        }
        return words.stream().distinct().toList();
    }

    private static String plain(String text) {
        String bare = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        return NO_WORDS.matcher(bare).replaceAll(" ").strip();
    }
}
