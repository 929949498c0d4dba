package fr.passerelle.api.permits;

import fr.passerelle.api.http.ApiProblem;
import fr.passerelle.api.http.EntityTag;
import fr.passerelle.api.http.IfMatch;
import fr.passerelle.api.http.Page;
import fr.passerelle.api.http.PageQuery;
import fr.passerelle.api.http.Saves;
import fr.passerelle.api.parties.Parties;
import fr.passerelle.api.parties.Rules;
import fr.passerelle.api.permits.AlertBodies.AcknowledgementBody;
import fr.passerelle.api.permits.AlertBodies.SettingsBody;
import fr.passerelle.api.permits.AlertBodies.SettingsView;
import fr.passerelle.api.security.Caller;
import fr.passerelle.ids.AlertId;
import fr.passerelle.ids.DigestId;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.PermitId;
import fr.passerelle.parties.Upsert;
import fr.passerelle.permits.AcknowledgeAlert;
import fr.passerelle.permits.AlertPreferences.Preference;
import fr.passerelle.permits.Milestone;
import fr.passerelle.permits.Permits;
import fr.passerelle.permits.SetAlerts;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The warnings about permits: listed, acknowledged, and set by the employer. */
@RestController
final class AlertController {
    private static final String PATH = "/v1/alerts";
    private static final String SETTINGS = "/v1/employers/{employer}/alert-settings";

    private final Permits permits;
    private final AcknowledgeAlert acknowledge;
    private final SetAlerts setAlerts;
    private final Parties parties;

    AlertController(Permits permits, AcknowledgeAlert acknowledge, SetAlerts setAlerts, Parties parties) {
        this.permits = permits;
        this.acknowledge = acknowledge;
        this.setAlerts = setAlerts;
        this.parties = parties;
    }

    @GetMapping(PATH)
    Mono<ResponseEntity<Page<AlertView>>> list(
            Caller caller,
            PageQuery query,
            @RequestParam(defaultValue = "open") String state,
            @RequestParam(required = false) @Nullable String employer,
            @RequestParam(required = false) @Nullable String permit,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String digest) {
        boolean isOpen = isOpen(state);
        PermitId permitId = id("permit", permit, PermitId::parse);
        DigestId digestId = id("digest", digest, DigestId::parse);
        Milestone.Kind kindAsked = kind(kind);
        return parties.employerFilter(caller.tenant(), employer)
                .map(found -> new Permits.AlertFilter(found.orElse(null), permitId, kindAsked, digestId, isOpen))
                .flatMap(filter -> permits.listAlerts(caller.tenant(), filter, query.paging()))
                .map(found -> query.answer(
                        found.stream().map(AlertView::of).toList(),
                        found,
                        last -> new Paging.Place(last.raisedAt(), last.id().value())));
    }

    private static boolean isOpen(String state) {
        return switch (state) {
            case "open" -> true;
            case "all" -> false;
            default -> throw ApiProblem.invalidParameter("state", "unknown_value");
        };
    }

    private static <T> @Nullable T id(String parameter, @Nullable String text, Function<String, Optional<T>> read) {
        return text == null
                ? null
                : read.apply(text).orElseThrow(() -> ApiProblem.invalidParameter(parameter, "invalid_format"));
    }

    private static Milestone.@Nullable Kind kind(@Nullable String text) {
        return text == null
                ? null
                : Stream.of(Milestone.Kind.values())
                        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(text))
                        .findFirst()
                        .orElseThrow(() -> ApiProblem.invalidParameter("kind", "unknown_value"));
    }

    @GetMapping(PATH + "/{alert_id}")
    Mono<AlertView> get(Caller caller, @PathVariable("alert_id") String alertId) {
        return Mono.justOrEmpty(AlertId.parse(alertId))
                .flatMap(id -> permits.findAlert(caller.tenant(), id))
                .map(AlertView::of)
                .switchIfEmpty(Parties.absent());
    }

    @PutMapping(PATH + "/{alert_id}/acknowledgement")
    Mono<AlertView> acknowledge(
            Caller caller, @PathVariable("alert_id") String alertId, @RequestBody AcknowledgementBody body) {
        return Mono.justOrEmpty(AlertId.parse(alertId))
                .flatMap(id -> acknowledge.acknowledge(caller.tenant(), id, Rules.given(body.by()), body.note()))
                .map(AlertView::of)
                .switchIfEmpty(Parties.absent());
    }

    @GetMapping(SETTINGS)
    Mono<ResponseEntity<SettingsView>> settings(Caller caller, @PathVariable String employer) {
        return parties.employer(caller.tenant(), employer)
                .flatMap(setAlerts::of)
                .map(AlertController::ok);
    }

    @PutMapping(SETTINGS)
    Mono<ResponseEntity<SettingsView>> set(
            Caller caller, @PathVariable String employer, IfMatch ifMatch, @RequestBody SettingsBody body) {
        return parties.employer(caller.tenant(), employer)
                .flatMap(found -> setAlerts.set(found, body.toSettings(), ifMatch.version()))
                .map(AlertController::answer);
    }

    private static ResponseEntity<SettingsView> answer(Upsert<Preference> upsert) {
        return switch (upsert) {
            case Upsert.Created<Preference>(var chosen) -> ok(chosen);
            case Upsert.Changed<Preference>(var chosen) -> ok(chosen);
            case Upsert.Unchanged<Preference>(var chosen) -> ok(chosen);
            case Upsert.Stale<Preference>(var current) -> throw Saves.stale(current);
        };
    }

    private static ResponseEntity<SettingsView> ok(Preference chosen) {
        return ResponseEntity.ok().eTag(EntityTag.of(chosen.version())).body(SettingsView.of(chosen));
    }
}
