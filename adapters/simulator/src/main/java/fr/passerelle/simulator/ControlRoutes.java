package fr.passerelle.simulator;

import fr.passerelle.simulator.Accounts.Change;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import tools.jackson.databind.JsonNode;

/** The control interface, under {@code /simulateur}: what only a simulator can show and do. No session, no password. */
final class ControlRoutes {
    private final Portal portal;
    private final PortalClock clock;
    private final Calls calls;
    private final Faults faults;
    private final Strikes strikes;
    private final Lines lines;

    ControlRoutes(Portal portal, PortalClock clock, Calls calls, Faults faults, Strikes strikes, Lines lines) {
        this.portal = portal;
        this.clock = clock;
        this.calls = calls;
        this.faults = faults;
        this.strikes = strikes;
        this.lines = lines;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/simulateur/registre", request -> Gate.passUntouched(request, this::ledger))
                .GET("/simulateur/horloge", request -> Gate.passUntouched(request, call -> clock()))
                .POST("/simulateur/horloge", request -> Gate.passUntouched(request, this::moveClock))
                .PUT("/simulateur/comptes/{identifiant}", request -> Gate.passUntouched(request, this::changeAccount))
                .POST("/simulateur/demandes", request -> Gate.passUntouched(request, this::addFile))
                .DELETE("/simulateur/etat", request -> Gate.passUntouched(request, call -> reset()))
                .GET("/simulateur/scenarios", request -> Gate.passUntouched(request, call -> scenarios()))
                .GET("/simulateur/fautes", request -> Gate.passUntouched(request, call -> faults()))
                .PUT("/simulateur/script", request -> Gate.passUntouched(request, this::follow))
                .GET("/simulateur/certificats", request -> Gate.passUntouched(request, call -> certificates()))
                .GET("/simulateur/appels", request -> Gate.passUntouched(request, call -> calls()))
                .build();
    }

    private Answer ledger(Call call) {
        return Answer.json(200, Wire.Registre.of(portal.ledger(call.query("reference_libre"))));
    }

    private Answer clock() {
        return Answer.json(200, new Wire.Horloge(Paris.text(clock.instant())));
    }

    private Answer moveClock(Call call) {
        return Answer.of(call.json().then(this::move), Function.identity());
    }

    private Outcome<Answer> move(JsonNode body) {
        try {
            if (body.path("instant").isString()) {
                clock.set(
                        OffsetDateTime.parse(body.path("instant").stringValue()).toInstant());
            } else {
                advance(body.path("avancer").asString(""));
            }
            return Outcome.done(clock());
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            return Outcome.refused(
                    Refusal.REQUETE_INVALIDE, "avancer", "Durée ISO 8601 positive, ou instant entre 2000 et 2200.");
        }
    }

    /** {@code P3D} is three days of the calendar, {@code PT72H} 72 hours, {@code P1DT2H} both. */
    private void advance(String amount) {
        int time = amount.indexOf('T');
        if (time < 0) {
            clock.advance(Period.parse(amount));
            return;
        }
        Duration duration = Duration.parse("P" + amount.substring(time));
        if (time > 1) {
            clock.advance(Period.parse(amount.substring(0, time)));
        }
        clock.advance(duration);
    }

    private Answer changeAccount(Call call) {
        return Answer.of(
                call.json().then(ControlRoutes::change).then(c -> portal.changeAccount(call.path("identifiant"), c)),
                account -> Answer.json(200, Wire.Compte.of(account)));
    }

    private static Outcome<Change> change(JsonNode body) {
        JsonNode password = body.path("mot_de_passe");
        JsonNode locked = body.path("verrouille");
        return Outcome.done(new Change(
                password.isString() ? password.stringValue() : null,
                sirets(body.path("sirets")),
                locked.isBoolean() ? locked.booleanValue() : null));
    }

    private static @Nullable Set<String> sirets(JsonNode sirets) {
        if (!sirets.isArray()) {
            return null;
        }
        Set<String> held = new HashSet<>();
        sirets.valueStream().map(siret -> siret.asString("")).forEach(held::add);
        return held;
    }

    private Answer addFile(Call call) {
        return Answer.of(
                portal.addFile(call.json().then(Form::madeByHand)),
                file -> Answer.json(201, Wire.Demande.inFull(file)));
    }

    private Answer reset() {
        portal.reset();
        calls.clear();
        faults.clear();
        lines.shut(List.of());
        return Answer.empty();
    }

    private static Answer scenarios() {
        return Answer.json(200, Wire.Scenarios.all());
    }

    private Answer follow(Call call) {
        return Answer.of(call.json().then(Script::read), this::followed);
    }

    /** A new script takes the place of the former. What has struck stays counted. */
    private Answer followed(Script script) {
        faults.follow(script);
        lines.shut(script.closures());
        return faults();
    }

    private Answer faults() {
        return Answer.json(200, Wire.Fautes.of(strikes));
    }

    private Answer certificates() {
        return Answer.json(200, lines.certificates());
    }

    private Answer calls() {
        return Answer.json(200, calls.report());
    }
}
