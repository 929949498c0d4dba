package fr.passerelle.simulator;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Ways in which the portal's JSON is well-formed and says something else. PDFs and empty answers are left alone. */
final class Rewriting {
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\+0[12]:00");
    private static final String NEVER_SEEN = "Transmise à la plateforme interrégionale";
    private static final String STATUS = "statut";
    /** Somebody who exists as little as all the others. */
    private static final Map<String, String> SOMEBODY_ELSE =
            Map.of("nom", "AUTREPERSONNE", "date_naissance", "1971-12-30", "reference_libre", "PSR-AUTRE");

    private Rewriting() {}

    /** One way of rewriting; it may change the tree that it is given. */
    @FunctionalInterface
    interface Text {
        JsonNode of(JsonNode json);
    }

    static Answer of(Answer answer, Text rewriting) {
        boolean isJson = Objects.requireNonNullElse(answer.headers().get(HttpHeaders.CONTENT_TYPE), "")
                .startsWith("application/json");
        if (!isJson) {
            return answer;
        }
        JsonNode before = Wire.JSON.readTree(answer.body());
        JsonNode after = rewriting.of(before.deepCopy());
        return after.equals(before) ? answer : answer.saying(Wire.JSON.writeValueAsBytes(after));
    }

    static JsonNode statusGoneBack(JsonNode file) {
        JsonNode first = file.path("historique").path(0);
        if (file instanceof ObjectNode changed && first.isObject()) {
            changed.set(STATUS, first.path("libelle"));
            changed.set("statut_depuis", first.path("date"));
        }
        return file;
    }

    static JsonNode unknownLabel(JsonNode json) {
        return replaced(json, Map.of(STATUS, NEVER_SEEN));
    }

    static JsonNode changedSchema(JsonNode file) {
        if (file instanceof ObjectNode changed && changed.has(STATUS)) {
            changed.putObject("etat_dossier").set("libelle", changed.remove(STATUS));
        }
        return file;
    }

    static JsonNode ofAnotherPerson(JsonNode json) {
        return replaced(json, SOMEBODY_ELSE);
    }

    static JsonNode ofAnotherEmployer(JsonNode json) {
        return replaced(ofAnotherPerson(json), Map.of("siret", "55208131766522"));
    }

    static JsonNode shifted(JsonNode json, Duration by) {
        return datedBy(
                json,
                instant -> Paris.text(
                        OffsetDateTime.parse(instant.group()).toInstant().plus(by)));
    }

    static JsonNode inWrongZone(JsonNode json) {
        return datedBy(json, instant -> instant.group().replaceFirst("\\+.*", "Z"));
    }

    private static JsonNode datedBy(JsonNode json, java.util.function.Function<MatchResult, String> writing) {
        return Wire.JSON.readTree(INSTANT.matcher(json.toString()).replaceAll(writing));
    }

    /** Replaces the texts of these names wherever they stand. */
    private static JsonNode replaced(JsonNode json, Map<String, String> texts) {
        if (json instanceof ObjectNode object) {
            texts.forEach((name, text) -> {
                if (object.path(name).isString()) {
                    object.put(name, text);
                }
            });
        }
        for (JsonNode inner : List.copyOf(json.values())) {
            replaced(inner, texts);
        }
        return json;
    }
}
