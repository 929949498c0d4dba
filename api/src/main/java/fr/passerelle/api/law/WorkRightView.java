package fr.passerelle.api.law;

import fr.passerelle.api.http.Sentences;
import fr.passerelle.law.Certainty;
import fr.passerelle.law.right.Answer;
import fr.passerelle.law.right.Answer.Need;
import fr.passerelle.law.right.Answer.Start;
import fr.passerelle.law.right.PostChange;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An answer on work right.
 *
 * @param reference of the question, in the client's own words
 * @param day asked about
 */
record WorkRightView(
        @Nullable String reference,
        LocalDate day,
        Need authorisation,
        @Nullable String requestType,
        Start mayStart,
        String detail,
        List<Said> reasons,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        List<BasisView> basis,
        Certainty certainty,
        List<Said> conditions,
        List<Asked> ask,
        List<Said> wouldChange,
        @Nullable ChangeView change) {
    private static final String POST_MEMBER = "post_member";
    private static final Sentences SENTENCES = new Sentences("fr.passerelle.api.law.work-right");

    /** A code and its sentence. */
    record Said(String code, String detail) {
        static Said of(String kind, Enum<?> constant, Locale language) {
            String code = constant.name().toLowerCase(Locale.ROOT);
            return new Said(code, say(language, kind + "." + code));
        }

        static List<Said> all(String kind, List<? extends Enum<?>> constants, Locale language) {
            return constants.stream()
                    .map(constant -> of(kind, constant, language))
                    .toList();
        }
    }

    /**
     * A fact that is missing and would decide.
     *
     * @param pointer to the member of the question that would say it; absent where a human must ask the prefecture
     */
    record Asked(String code, @Nullable String pointer, String detail) {
        static Asked of(Answer.Ask ask, Locale language) {
            Said said = Said.of("ask", ask, language);
            return new Asked(said.code(), ask.pointer().isEmpty() ? null : ask.pointer(), said.detail());
        }

        static Asked of(PostChange.Untold member, Locale language) {
            return new Asked(POST_MEMBER, member.pointer(), say(language, "ask." + POST_MEMBER));
        }
    }

    /**
     * What a change has somebody do.
     *
     * @param by whom
     */
    record Duty(String code, PostChange.Party by, String detail) {
        static Duty of(PostChange.Duty duty, Locale language) {
            Said said = Said.of("duty", duty, language);
            return new Duty(said.code(), duty.by(), said.detail());
        }
    }

    /** What a change asks for. */
    record ChangeView(
            PostChange.Outcome outcome,
            String detail,
            List<PostChange.Part> changed,
            List<Duty> duties,
            List<Asked> ask,
            List<BasisView> basis,
            Certainty certainty) {
        static ChangeView of(PostChange.Verdict verdict, Locale language) {
            return new ChangeView(
                    verdict.outcome(),
                    Said.of("change", verdict.outcome(), language).detail(),
                    verdict.changed().stream().sorted().toList(),
                    verdict.duties().stream()
                            .map(duty -> Duty.of(duty, language))
                            .toList(),
                    Stream.concat(
                                    verdict.asks().stream().map(ask -> Asked.of(ask, language)),
                                    verdict.untold().stream().map(member -> Asked.of(member, language)))
                            .toList(),
                    BasisView.of(verdict.basis()),
                    verdict.certainty());
        }
    }

    static WorkRightView of(
            @Nullable String reference,
            LocalDate day,
            Answer answer,
            PostChange.@Nullable Verdict change,
            Locale language) {
        List<Said> reasons = Said.all("reason", answer.reasons(), language);
        String detail =
                Said.of("authorisation", answer.authorisation(), language).detail() + " "
                        + Said.of("may_start", answer.mayStart(), language).detail() + " "
                        + reasons.getFirst().detail();
        return new WorkRightView(
                reference,
                day,
                answer.authorisation(),
                answer.requestType(),
                answer.mayStart(),
                detail,
                reasons,
                answer.from(),
                answer.until(),
                BasisView.of(answer.basis()),
                answer.certainty(),
                Said.all("condition", answer.conditions(), language),
                answer.asks().stream().map(ask -> Asked.of(ask, language)).toList(),
                Said.all("would_change", answer.switches(), language),
                change == null ? null : ChangeView.of(change, language));
    }

    private static String say(Locale language, String key) {
        return SENTENCES
                .say(language, key, Map.of())
                .orElseThrow(() -> new IllegalStateException("no sentence " + key));
    }
}
