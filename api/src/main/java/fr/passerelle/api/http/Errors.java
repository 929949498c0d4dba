package fr.passerelle.api.http;

import fr.passerelle.parties.InvalidIdentifier;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with a body, each fault at its place. {@code at} gives a collector for a place below this one; all of
 * them fill the same list. Names of members are given as they stand on the wire, in snake case.
 */
public final class Errors {
    /** Enough to mend a body; more would only make a hostile body costly. */
    private static final int MOST = 100;

    private final Pointer here;
    private final List<FieldError> all;

    private Errors(Pointer here, List<FieldError> all) {
        this.here = here;
        this.all = all;
    }

    /** An empty collector at the root of a body. */
    public static Errors ofBody() {
        return new Errors(Pointer.ROOT, new ArrayList<>());
    }

    public Errors at(String member) {
        return new Errors(here.child(member), all);
    }

    public Errors at(String member, int index) {
        return new Errors(here.child(member).child(index), all);
    }

    public void add(String code) {
        add(code, Map.of());
    }

    /** Adds a fault whose sentence has values, such as a limit; never what the client sent. */
    public void add(String code, Map<String, ?> params) {
        Map<String, String> texts = params.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().toString()));
        addAt(here, new FieldError(code, null, null, texts));
    }

    /** Adds {@code required} when the member is absent or blank. Gives the value back, so that a rule can go on with it. */
    public <T> @Nullable T required(String member, @Nullable T value) {
        boolean isBlank = value instanceof String text && text.isBlank();
        if (value == null || isBlank) {
            at(member).add("required");
            return null;
        }
        return value;
    }

    /** Adds {@code too_short} or {@code too_long}, counting characters as people do; an absent text is neither. */
    public void length(String member, @Nullable String text, int shortest, int longest) {
        if (text == null) {
            return;
        }
        int length = text.codePointCount(0, text.length());
        if (length < shortest) {
            at(member).add("too_short", Map.of("min", shortest));
        } else if (length > longest) {
            at(member).add("too_long", Map.of("max", longest));
        }
    }

    /** Adds {@code too_many} when there are more elements. */
    public void atMost(String member, int most, @Nullable Collection<?> elements) {
        if (elements != null && elements.size() > most) {
            at(member).add("too_many", Map.of("max", most));
        }
    }

    /** Runs a rule for each element of a list at its own place; null elements and an absent list are passed over. */
    public <T> void each(String member, @Nullable List<@Nullable T> elements, Rule<T> rule) {
        if (elements == null) {
            return;
        }
        for (int i = 0; i < elements.size(); i++) {
            T element = elements.get(i);
            if (element != null) {
                rule.check(element, at(member, i));
            }
        }
    }

    /**
     * Reads a member into a value of the domain: {@code errors.parse("siren", siren, "invalid_siren", Siren::parse)}. A text that
     * cannot be one adds the code, with the reason where the domain gives one, and answers null, as an absent text does.
     */
    public <T> @Nullable T parse(String member, @Nullable String text, String code, Function<String, T> reading) {
        if (text == null) {
            return null;
        }
        try {
            return reading.apply(text);
        } catch (InvalidIdentifier e) {
            String reason = e.reason().name().toLowerCase(Locale.ROOT);
            at(member).add(code, Map.of(FieldError.REASON, reason));
        } catch (DateTimeException | IllegalArgumentException e) {
            at(member).add(code);
        }
        return null;
    }

    /** Whether nothing is wrong, here or elsewhere in the body. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    public List<FieldError> all() {
        return List.copyOf(all);
    }

    boolean isFull() {
        return all.size() >= MOST;
    }

    void addAt(Pointer place, FieldError error) {
        if (!isFull()) {
            all.add(new FieldError(error.code(), Pointer.repeatable(place.text()), null, error.params()));
        }
    }

    void addAt(String pointer, FieldError error) {
        if (!isFull()) {
            all.add(new FieldError(error.code(), Pointer.repeatable(pointer), null, error.params()));
        }
    }

    /** Adds what the rules say of places of which nothing was said yet, neither of them nor of what holds them. */
    void addUnreported(Consumer<Errors> rules) {
        Errors found = ofBody();
        Set<String> reported = new HashSet<>();
        all.forEach(error -> reported.add(String.valueOf(error.pointer())));
        rules.accept(found);
        found.all.stream().filter(error -> !isReported(reported, error)).forEach(this::addWhole);
    }

    private void addWhole(FieldError error) {
        if (!isFull()) {
            all.add(error);
        }
    }

    private static boolean isReported(Set<String> reported, FieldError error) {
        String pointer = String.valueOf(error.pointer());
        while (!pointer.isEmpty() && !reported.contains(pointer)) {
            pointer = pointer.substring(0, pointer.lastIndexOf('/'));
        }
        return reported.contains(pointer);
    }

    /** A rule for one element of a list. */
    @FunctionalInterface
    public interface Rule<T> {
        void check(T element, Errors errors);
    }
}
