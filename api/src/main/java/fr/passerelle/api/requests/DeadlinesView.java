package fr.passerelle.api.requests;

import fr.passerelle.api.http.Sentences;
import fr.passerelle.api.law.BasisView;
import fr.passerelle.law.Certainty;
import fr.passerelle.law.time.Deadline;
import fr.passerelle.law.time.Deadline.Dated;
import fr.passerelle.law.time.Deadline.Fact;
import fr.passerelle.law.time.Deadline.Reading;
import fr.passerelle.law.time.Deadline.Stretch;
import fr.passerelle.law.time.Deadline.Undated;
import fr.passerelle.law.time.ReviewDelay;
import fr.passerelle.law.time.ReviewTime;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.requests.KnownDeadlines;
import fr.passerelle.requests.RequestDeadlines;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The times that run on a request, each with its text and its history. */
record DeadlinesView(List<Item> items) {
    private static final Sentences SENTENCES = new Sentences("fr.passerelle.api.requests.messages");

    /**
     * One time.
     *
     * @param date absent while it cannot be known
     * @param effect what happens when it runs out, as our table has it
     * @param reviewTime by which the day to file by was counted; absent of others, and while too few were measured
     */
    record Item(
            String code,
            @Nullable LocalDate opens,
            @Nullable LocalDate date,
            List<Reading> readings,
            List<BasisView> basis,
            List<FactView> computedFrom,
            List<Stretch> suspendedBy,
            Certainty certainty,
            String effect,
            String sentence,
            @Nullable ReviewTimeView reviewTime,
            List<PastView> history) {}

    /**
     * How long the decisions of a type took, in calendar days.
     *
     * @param from the first day of decisions that counted
     * @param until the last
     */
    record ReviewTimeView(int p50Days, int p90Days, int sample, LocalDate from, LocalDate until) {
        static ReviewTimeView of(ReviewTime time) {
            return new ReviewTimeView(
                    time.halfWithin(),
                    time.mostWithin(),
                    time.sample(),
                    time.from(),
                    time.until().minusDays(1));
        }
    }

    /** What a day was counted from. */
    record FactView(String name, LocalDate date, @Nullable Instant at) {
        static FactView of(Fact fact) {
            return new FactView(fact.name(), fact.day(), fact.at());
        }
    }

    /** A day that was told before. */
    record PastView(LocalDate date, Instant since, Instant until) {
        static PastView of(KnownDeadlines.Past past) {
            return new PastView(past.date(), past.since(), past.until());
        }
    }

    /** What was told so far counts as known, also where the rules have changed since and no step has told it yet. */
    static DeadlinesView of(AuthorisationRequest request, Locale language) {
        List<Deadline> counted = RequestDeadlines.of(request);
        KnownDeadlines known = request.trail().deadlines().with(counted, request.updatedAt());
        return new DeadlinesView(
                counted.stream().map(one -> item(one, known, language)).toList());
    }

    private static Item item(Deadline one, KnownDeadlines known, Locale language) {
        Dated dated = one instanceof Dated day ? day : null;
        return new Item(
                one.code().toLowerCase(Locale.ROOT),
                dated == null ? null : dated.opens(),
                dated == null ? null : dated.date(),
                dated == null ? List.of() : dated.readings(),
                BasisView.of(one.basis()),
                one.computedFrom().stream().map(FactView::of).toList(),
                one.suspendedBy(),
                one.certainty(),
                one.effect(),
                sentence(one, language),
                one.code().equals(ReviewDelay.FILE_BY) ? measured(known) : null,
                known.of(one.code()).stream()
                        .flatMap(told -> told.past().stream())
                        .map(PastView::of)
                        .toList());
    }

    private static @Nullable ReviewTimeView measured(KnownDeadlines known) {
        ReviewTime time = known.reviewTime();
        return time == null ? null : ReviewTimeView.of(time);
    }

    private static String sentence(Deadline one, Locale language) {
        String key = "deadline." + one.code().toLowerCase(Locale.ROOT);
        return switch (one) {
            case Dated dated ->
                say(language, key, Map.of("date", dated.date().toString(), "opens", String.valueOf(dated.opens())));
            case Undated _ -> say(language, key + ".undated", Map.of());
        };
    }

    private static String say(Locale language, String key, Map<String, String> values) {
        return SENTENCES.say(language, key, values).orElse(key);
    }
}
