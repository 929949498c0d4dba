package fr.passerelle.api.http;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import org.springframework.web.server.ServerWebExchange;

/** Sentences for people, in French when asked and in English else, from a bundle of properties in UTF-8. */
public final class Sentences {
    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.FRENCH);

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final String bundle;

    /**
     * The sentences of a bundle.
     *
     * @param bundle such as {@code fr.passerelle.api.requests.messages}, with one file for each of {@link #LANGUAGES}
     */
    public Sentences(String bundle) {
        this.bundle = bundle;
    }

    /** The language in which to answer a call. */
    public static Locale language(ServerWebExchange exchange) {
        Locale asked = exchange.getLocaleContext().getLocale();
        boolean isFrench = asked != null && asked.getLanguage().equals(Locale.FRENCH.getLanguage());
        return isFrench ? Locale.FRENCH : Locale.ENGLISH;
    }

    /** A day as people write it, such as {@code 20 novembre 2026}; the first of a month is {@code 1er} in French. */
    public static String day(Locale language, LocalDate day) {
        String written = DateTimeFormatter.ofPattern("d MMMM uuuu", language).format(day);
        boolean isFirst = day.getDayOfMonth() == 1 && language.equals(Locale.FRENCH);
        return isFirst ? written.replaceFirst("1", "1er") : written;
    }

    /**
     * The sentence of a key, each {@code {name}} in it replaced by the value of that name. Empty when the bundle has no such
     * key.
     */
    public Optional<String> say(Locale language, String key, Map<String, String> values) {
        ResourceBundle sentences = ResourceBundle.getBundle(bundle, language, NO_FALLBACK);
        return sentences.containsKey(key) ? Optional.of(fill(sentences.getString(key), values)) : Optional.empty();
    }

    private static String fill(String sentence, Map<String, String> values) {
        String filled = sentence;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }
}
