package fr.passerelle.api.requests;

import fr.passerelle.api.http.Sentences;
import fr.passerelle.api.law.BasisView;
import fr.passerelle.api.parties.EmployerView;
import fr.passerelle.documents.DocumentType;
import fr.passerelle.law.Certainty;
import fr.passerelle.parties.Readiness.Blocker;
import fr.passerelle.requests.Completeness.Gap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
        Map<String, String> values = new HashMap<>(gap.values());
        values.put("pointer", gap.pointer() == null ? "" : gap.pointer());
        values.put("document", document == null ? "" : document.code());
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

    private static String say(Locale language, String key, Map<String, String> values) {
        return SENTENCES.say(language, key, values).orElse(key);
    }
}
