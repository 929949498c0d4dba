package fr.passerelle.api.law;

import fr.passerelle.api.http.Sentences;
import fr.passerelle.law.Certainty;
import fr.passerelle.law.needs.Known;
import fr.passerelle.law.needs.LabourMarket;
import fr.passerelle.law.needs.Pay;
import fr.passerelle.law.needs.Publication;
import fr.passerelle.law.needs.Routing;
import fr.passerelle.law.needs.Shortages;
import fr.passerelle.law.right.Answer;
import fr.passerelle.law.right.PostChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All codes that the law's answers have, with their sentences: made from the enums and the bundles of messages. */
final class LawCodes {
    private static final String RIGHT = "fr.passerelle.api.law.work-right";
    private static final String CODES = "fr.passerelle.api.law.codes";
    private static final String REQUESTS = "fr.passerelle.api.requests.messages";
    private static final String PARTIES = "fr.passerelle.api.parties.messages";

    String markdown() {
        return String.join(
                "\n",
                intro(),
                "## Work right\n\nOf `POST /v1/work-right-checks`: see [the law](law.md).\n",
                ofEnum("authorisation", RIGHT, "authorisation", Answer.Need.values()),
                ofEnum("may_start", RIGHT, "may_start", Answer.Start.values()),
                ofEnum("reasons[].code", RIGHT, "reason", Answer.Reason.values()),
                ofEnum("conditions[].code", RIGHT, "condition", Answer.Condition.values()),
                ofEnum("ask[].code", RIGHT, "ask", Answer.Ask.values()),
                ofEnum("would_change[].code", RIGHT, "would_change", Answer.Switch.values()),
                ofEnum("change.outcome", RIGHT, "change", PostChange.Outcome.values()),
                ofEnum("change.changed[]", CODES, "changed", PostChange.Part.values()),
                "## Requirements and warnings\n\nOf `missing`, `blocking` and `warnings`. A code of a document may have"
                        + " its type behind a colon, such as\n`document_expected:offer_copy`. Words in braces stand for"
                        + " values of the case.\n",
                ofBundle("code", REQUESTS, "requirement."),
                ofBundle("code, of the employer", PARTIES, "blocking."),
                "## What the law makes of a request\n\nOf `GET .../requirements` and of `validate_only`.\n",
                ofEnum("labour_market.waiver", CODES, "waiver", LabourMarket.Waiver.values()),
                ofEnum("labour_market.shortage", CODES, "shortage", Shortages.Value.values()),
                ofEnum("labour_market.shortage_reason", CODES, "shortage_reason", Shortages.Reason.values()),
                ofEnum("labour_market.offer.standing", CODES, "standing", Publication.Standing.values()),
                ofEnum("pay.verdict", CODES, "verdict", Pay.Verdict.values()),
                ofEnum("labour_market.opposable, pay.above_threshold", CODES, "known", Known.values()),
                ofEnum("routing.filer", CODES, "filer", Routing.Filer.values()),
                "## How sure\n",
                ofEnum("certainty", CODES, "certainty", Certainty.values()));
    }

    private static String intro() {
        return """
            # Codes of the law

            The codes that answers about the law have, each with its sentence in both languages. A code is stable and never translated;
            new ones may be added. Generated from the code and its messages by `LawCodesTest`, which fails when this page is old. To
            renew it:

            ```
            ./mvnw -o -pl api -am test -Dtest=LawCodesTest -Dsurefire.failIfNoSpecifiedTests=false -Dpasserelle.guides.renew=true
            ```
            """;
    }

    private static String ofEnum(String member, String bundle, String kind, Enum<?>[] constants) {
        List<String> lines = new ArrayList<>();
        for (Enum<?> constant : constants) {
            String code = constant.name().toLowerCase(Locale.ROOT);
            lines.add(line(code, bundle, kind + "." + code));
        }
        return table(member, lines);
    }

    private static String ofBundle(String member, String bundle, String prefix) {
        TreeSet<String> codes = new TreeSet<>();
        ResourceBundle.getBundle(bundle, Locale.ENGLISH).keySet().stream()
                .filter(key -> key.startsWith(prefix) && key.endsWith(".detail"))
                .map(key -> key.substring(prefix.length(), key.length() - ".detail".length()))
                .forEach(codes::add);
        return table(
                member,
                codes.stream()
                        .map(code -> line(code, bundle, prefix + code + ".detail"))
                        .toList());
    }

    private static String line(String code, String bundle, String key) {
        return "| `%s` | %s | %s |"
                .formatted(code, sentence(Locale.ENGLISH, bundle, key), sentence(Locale.FRENCH, bundle, key));
    }

    private static String sentence(Locale language, String bundle, String key) {
        return new Sentences(bundle)
                .say(language, key, Map.of())
                .orElseThrow(() -> new IllegalStateException("no sentence " + key + " in " + bundle + " " + language));
    }

    private static String table(String member, List<String> lines) {
        Stream<String> head = Stream.of("### `" + member + "`", "", "| code | English | French |", "|---|---|---|");
        return String.join("\n", Stream.concat(head, lines.stream()).toList()) + "\n";
    }
}
