package fr.passerelle.simulator;

import fr.passerelle.simulator.Portal.Declaration;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import tools.jackson.databind.JsonNode;

/** The portal over HTTP, under {@code /portail}. */
final class PortalRoutes {
    private final Portal portal;
    private final PortalClock clock;
    private final Gate gate;
    private final long documentLimit;

    PortalRoutes(Portal portal, PortalClock clock, Gate gate, long documentLimit) {
        this.portal = portal;
        this.clock = clock;
        this.gate = gate;
        this.documentLimit = documentLimit;
    }

    RouterFunction<ServerResponse> routes() {
        return on(Operation.STATE, this::state)
                .and(on(Operation.LOG_IN, this::logIn))
                .and(on(Operation.LOG_OUT, this::logOut))
                .and(on(Operation.CREATE_DRAFT, this::createDraft))
                .and(on(Operation.LIST_DRAFTS, this::listDrafts))
                .and(on(Operation.READ_DRAFT, this::readDraft))
                .and(on(Operation.ATTACH, this::attach))
                .and(on(Operation.DELETE_DRAFT, this::deleteDraft))
                .and(on(Operation.SUBMIT, this::submit))
                .and(on(Operation.LIST_FILES, this::listFiles))
                .and(on(Operation.READ_FILE, this::readFile))
                .and(on(Operation.ATTACH_TO_COMPLEMENT, this::attachToComplement))
                .and(on(Operation.SEND_COMPLEMENT, this::sendComplement))
                .and(on(Operation.ATTESTATION, this::attestation))
                .and(on(Operation.DECISION, this::decision));
    }

    /** What is asked for and does not exist. To be added last. */
    RouterFunction<ServerResponse> elsewhere() {
        return RouterFunctions.route(
                RequestPredicates.all(), request -> gate.pass(Operation.UNKNOWN, request, PortalRoutes::unknown));
    }

    private RouterFunction<ServerResponse> on(Operation operation, Function<Call, Answer> action) {
        return RouterFunctions.route(
                RequestPredicates.method(operation.method()).and(RequestPredicates.path(operation.path())),
                request -> gate.pass(operation, request, action));
    }

    private static Answer unknown(Call call) {
        return Answer.refused(Refusal.PAGE_INTROUVABLE);
    }

    private Answer state(Call call) {
        return Answer.json(200, new Wire.Etat("ouvert", Paris.text(clock.instant())));
    }

    private Answer logIn(Call call) {
        return Answer.of(call.json().then(this::logIn), PortalRoutes::loggedIn);
    }

    private Outcome<Accounts.Session> logIn(JsonNode body) {
        return portal.logIn(
                body.path("identifiant").asString(""), body.path("mot_de_passe").asString(""));
    }

    private static Answer loggedIn(Accounts.Session session) {
        Answer answer = Answer.json(201, new Wire.Session(session.login(), Paris.text(session.expiresAt())));
        return answer.with(
                HttpHeaders.SET_COOKIE,
                Call.SESSION_COOKIE + "=" + session.token() + "; Path=/; HttpOnly; SameSite=Strict");
    }

    private Answer logOut(Call call) {
        return Answer.of(portal.logOut(call.session()), account -> Answer.empty());
    }

    private Answer createDraft(Call call) {
        Outcome<Form> form =
                Outcome.both(call.json(), call.fate(), Form::ofDraft).then(Function.identity());
        return Answer.of(portal.createDraft(call.session(), form), draft -> Answer.json(201, Wire.Brouillon.of(draft)));
    }

    private Answer listDrafts(Call call) {
        return Answer.of(
                portal.drafts(call.session(), call.query("siret"), call.query("reference_libre")),
                drafts -> Answer.json(200, Wire.Brouillons.of(drafts)));
    }

    private Answer readDraft(Call call) {
        return Answer.of(
                portal.draft(call.session(), call.path("brouillon")),
                draft -> Answer.json(200, Wire.Brouillon.of(draft)));
    }

    private Answer attach(Call call) {
        return Answer.of(
                portal.attach(call.session(), call.path("brouillon"), call.piece(documentLimit)),
                piece -> Answer.json(201, Wire.PieceJointe.of(piece)));
    }

    private Answer deleteDraft(Call call) {
        return Answer.of(portal.deleteDraft(call.session(), call.path("brouillon")), draft -> Answer.empty());
    }

    private Answer submit(Call call) {
        Outcome<Declaration> declaration = Outcome.both(call.json(), call.fate(), PortalRoutes::declaration);
        return Answer.of(
                portal.submit(call.session(), call.path("brouillon"), declaration),
                file -> Answer.json(201, Wire.Depot.of(file)));
    }

    private static Declaration declaration(JsonNode body, Optional<Fate> fate) {
        JsonNode onHonour = body.path("declaration_honneur");
        return new Declaration(
                onHonour.isBoolean() && onHonour.booleanValue(),
                body.path("signataire").asString(""),
                fate);
    }

    private Answer listFiles(Call call) {
        return Answer.of(
                page(call).then(page -> listFiles(call, page)), page -> Answer.json(200, Wire.Demandes.of(page)));
    }

    private Outcome<Portal.Page> listFiles(Call call, int page) {
        FileSearch search = new FileSearch(
                call.query("siret"), call.query("reference_libre"), call.query("nom"), call.query("date_naissance"));
        return portal.files(call.session(), search, page);
    }

    private static Outcome<Integer> page(Call call) {
        String page = call.query("page").orElse("1");
        return page.matches("[1-9][0-9]{0,8}")
                ? Outcome.done(Integer.valueOf(page))
                : Outcome.refused(Refusal.REQUETE_INVALIDE, "page", "Numéro de page attendu.");
    }

    private Answer readFile(Call call) {
        return Answer.of(file(call), file -> Answer.json(200, Wire.Demande.inFull(file)));
    }

    private Answer attachToComplement(Call call) {
        Outcome<Piece> piece = portal.attachToComplement(
                call.session(), call.path("depot"), call.number("numero"), call.piece(documentLimit));
        return Answer.of(piece, kept -> Answer.json(201, Wire.PieceJointe.of(kept)));
    }

    private Answer sendComplement(Call call) {
        return Answer.of(call.json().then(body -> sendReadable(call)), sent -> Answer.json(201, Wire.Envoi.of(sent)));
    }

    private Outcome<Portal.SentComplement> sendReadable(Call call) {
        return portal.sendComplement(call.session(), call.path("depot"), call.number("numero"));
    }

    private Answer attestation(Call call) {
        return Answer.of(file(call), file -> Answer.pdf(Certificates.deposit(file)));
    }

    private Answer decision(Call call) {
        return Answer.of(file(call).then(Certificates::decision), Answer::pdf);
    }

    private Outcome<Portal.CurrentFile> file(Call call) {
        return portal.file(call.session(), call.path("depot"));
    }
}
