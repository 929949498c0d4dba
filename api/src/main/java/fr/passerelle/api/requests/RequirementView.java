package fr.passerelle.api.requests;

import fr.passerelle.api.http.Sentences;
import fr.passerelle.api.law.BasisView;
import fr.passerelle.api.parties.EmployerView;
import fr.passerelle.documents.DocumentType;
import fr.passerelle.law.Certainty;
import fr.passerelle.law.Labels;
import fr.passerelle.parties.Readiness.Blocker;
import fr.passerelle.requests.Completeness.Gap;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that a request lacks, or that a human had better look at.
 *
 * @param acknowledged of a warning: whether the client took it upon itself; absent for what is missing
 */
public record RequirementView(
        String code,
        @Nullable String pointer,
        @Nullable String documentType,
        String detail,
        String remedy,
        @Nullable List<BasisView> basis,
        @Nullable Certainty certainty,
        @Nullable Boolean acknowledged) {
    private static final Sentences SENTENCES = new Sentences("fr.passerelle.api.requests.messages");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final String DOCUMENT_TYPES = "document-types";

    static List<RequirementView> missing(List<Gap> gaps, Locale language) {
        return gaps.stream().map(gap -> of(gap, language, null)).toList();
    }

    static List<RequirementView> warnings(List<Gap> gaps, Set<String> acknowledged, Locale language) {
        return gaps.stream()
                .map(gap -> of(gap, language, acknowledged.contains(gap.code())))
                .toList();
    }

    static RequirementView of(Blocker blocker, Locale language) {
        EmployerView.Block block = EmployerView.Block.of(blocker, language);
        return new RequirementView(
                block.code(), "/employer", null, block.detail(), block.remedy(), null, Certainty.TEXT, null);
    }

    static RequirementView approvalMissing(Locale language) {
        return new RequirementView(
                "approval_missing",
                "/approved_by",
                null,
                say(language, "requirement.approval_missing.detail", Map.of()),
                say(language, "requirement.approval_missing.remedy", Map.of()),
                null,
                null,
                null);
    }

    private static RequirementView of(Gap gap, Locale language, @Nullable Boolean acknowledged) {
        DocumentType document = gap.document();
        Map<String, String> values = new HashMap<>();
        gap.values().forEach((name, value) -> values.put(name, readable(value, language)));
        values.put("pointer", gap.pointer() == null ? "" : field(gap.pointer(), language));
        values.put("document", document == null ? "" : name(document, language));
        values.put("condition", gap.condition() == null ? "" : gap.condition());
        String key = "requirement." + gap.code().replaceFirst(":.*", "");
        return new RequirementView(
                gap.code(),
                gap.pointer(),
                document == null ? null : document.code(),
                say(language, key + ".detail", values),
                say(language, key + ".remedy", values),
                gap.basis().isEmpty() ? null : BasisView.of(gap.basis()),
                gap.certainty(),
                acknowledged);
    }

    private static String readable(String value, Locale language) {
        return DAY.matcher(value).matches() ? Sentences.day(language, LocalDate.parse(value)) : value;
    }

    /** What a member of the request is to people. */
    private static String field(String pointer, Locale language) {
        return SENTENCES.say(language, "field." + pointer, Map.of()).orElse(pointer);
    }

    /** By its code where a complement asks for what we have no name of. */
    private static String name(DocumentType document, Locale language) {
        Optional<String> name = language.equals(Locale.FRENCH)
                ? Labels.french(DOCUMENT_TYPES, document.code())
                : Labels.english(DOCUMENT_TYPES, document.code());
        return name.orElse(document.code());
    }

    private static String say(Locale language, String key, Map<String, String> values) {
        return SENTENCES.say(language, key, values).orElse(key);
    }
}
