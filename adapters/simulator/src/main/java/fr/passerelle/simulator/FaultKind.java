package fr.passerelle.simulator;

import static fr.passerelle.simulator.Operation.ATTACH;
import static fr.passerelle.simulator.Operation.ATTACH_TO_COMPLEMENT;
import static fr.passerelle.simulator.Operation.CREATE_DRAFT;
import static fr.passerelle.simulator.Operation.LIST_DRAFTS;
import static fr.passerelle.simulator.Operation.LIST_FILES;
import static fr.passerelle.simulator.Operation.LOG_IN;
import static fr.passerelle.simulator.Operation.LOG_OUT;
import static fr.passerelle.simulator.Operation.READ_DRAFT;
import static fr.passerelle.simulator.Operation.READ_FILE;
import static fr.passerelle.simulator.Operation.SEND_COMPLEMENT;
import static fr.passerelle.simulator.Operation.STATE;
import static fr.passerelle.simulator.Operation.SUBMIT;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** All that can go wrong with the portal: what each is called, what it can strike, and the fault that it is. */
enum FaultKind {
    PORTAL_CLOSED("U1", "le portail n'écoute plus : la connexion est refusée"),

    ANSWER_LOST(
            "U2",
            "l'opération a lieu, puis la connexion se ferme sans un octet de réponse",
            any(),
            lost(new Delivery.HungUp())),
    TIMEOUT_ACCEPTED("U2", "l'opération a lieu, puis plus rien ne vient", any(), lost(new Delivery.Silence())),

    SWALLOWED(
            "U3",
            "l'opération n'a pas lieu et la connexion se ferme sans réponse",
            any(),
            unheard(new Delivery.HungUp())),
    CONNECTION_RESET(
            "U3", "l'opération n'a pas lieu et la connexion est rompue (RST)", any(), unheard(new Delivery.Reset())),
    TIMEOUT("U3", "l'opération n'a pas lieu et rien ne vient jamais", any(), unheard(new Delivery.Silence())),

    ERROR_ACCEPTED("U4", "l'opération a lieu, et la réponse dit 503", any(), told(Pages.unavailable())),

    BAD_GATEWAY("U5", "502 d'un relais, l'opération n'a pas lieu", any(), instead(Pages.badGateway())),
    GATEWAY_TIMEOUT("U5", "504 d'un relais, l'opération n'a pas lieu", any(), instead(Pages.gatewayTimeout())),

    MAINTENANCE_PAGE(
            "U6",
            "200 et une page de maintenance en HTML, l'opération n'a pas lieu",
            any(),
            instead(Pages.maintenance())),
    MAINTENANCE_PAGE_ACCEPTED(
            "U6", "200 et une page de maintenance en HTML, mais l'opération a lieu", any(), told(Pages.maintenance())),

    LOGIN_PAGE("U7", "200 et la page de connexion en HTML, l'opération n'a pas lieu", any(), instead(Pages.login())),
    LOGIN_PAGE_ACCEPTED(
            "U7", "200 et la page de connexion en HTML, mais l'opération a lieu", any(), told(Pages.login())),
    SESSION_ENDED(
            "U7", "la session prend fin avant son heure", inSession(), scene -> Fault.Misdeed.first(scene::endSession)),

    SLOW_DRIP("U8", "l'opération a lieu, et la réponse vient octet par octet", any(), distorted(Delivery.Dripped::new)),

    CUT(
            "U9",
            "l'opération a lieu, et la réponse s'arrête à un octet quelconque",
            any(),
            scene -> new Fault.Distorted(answer -> new Delivery.CutShort(answer, scene.draw()))),

    WRONG_TYPE("U10", "la réponse se dit text/plain", any(), garbled(Garbling::asPlainText)),
    WRONG_CHARSET("U10", "la réponse est écrite et se dit en latin-1", any(), garbled(Garbling::inLatin1)),
    BYTE_ORDER_MARK(
            "U10",
            "la réponse commence par une marque d'ordre des octets",
            any(),
            garbled(Garbling::withByteOrderMark)),

    GIANT("U11", "l'opération a lieu, et la réponse fait un demi-gigaoctet", any(), distorted(Delivery.Flooded::new)),
    COMPRESSED_BOMB(
            "U11",
            "l'opération a lieu, et la réponse compressée en cache mille fois plus",
            any(),
            garbled(Garbling::asBomb)),

    DOUBLED(
            "U12",
            "le portail fait deux demandes d'un seul dépôt",
            EnumSet.of(SUBMIT),
            scene -> Fault.Misdeed.thereafter(scene::makeTwin)),

    ALREADY_EXISTS(
            "U13",
            "le portail répète lui-même l'appel et répond que la demande existe déjà",
            EnumSet.of(SUBMIT),
            told(Answer.refused(Refusal.DEMANDE_EXISTANTE))),

    STATUS_BACK(
            "U14", "le statut affiché revient en arrière", EnumSet.of(READ_FILE), rewritten(Rewriting::statusGoneBack)),

    UNKNOWN_LABEL(
            "U15",
            "un libellé de statut jamais vu",
            EnumSet.of(READ_FILE, LIST_FILES),
            rewritten(Rewriting::unknownLabel)),
    CHANGED_SCHEMA(
            "U15", "le statut change de nom et de forme", EnumSet.of(READ_FILE), rewritten(Rewriting::changedSchema)),

    ACCOUNT_LOCKS(
            "U16",
            "le compte se verrouille sans raison",
            EnumSet.of(LOG_IN),
            scene -> Fault.Misdeed.first(scene::lockAccount)),
    PASSWORD_CHANGED(
            "U16",
            "le mot de passe est changé d'office",
            EnumSet.of(LOG_IN),
            scene -> Fault.Misdeed.first(scene::changePassword)),

    CAPTCHA(
            "U17",
            "la connexion demande de prouver que l'on n'est pas un robot",
            EnumSet.of(LOG_IN),
            instead(Pages.captcha())),

    DOCUMENT_REFUSED(
            "U18",
            "une pièce est refusée sans motif",
            EnumSet.of(ATTACH, ATTACH_TO_COMPLEMENT),
            instead(Answer.refused(Refusal.PIECE_REFUSEE))),

    COMPLEMENT_AGAIN(
            "U20",
            "une nouvelle demande de compléments suit l'envoi, et le délai repart",
            EnumSet.of(SEND_COMPLEMENT),
            scene -> Fault.Misdeed.thereafter(scene::askAgain)),

    CLOCK_FAST(
            "U21",
            "le portail écrit ses instants avec un jour d'avance",
            dated(),
            rewritten(json -> Rewriting.shifted(json, Duration.ofDays(1)))),
    CLOCK_SLOW(
            "U21",
            "le portail écrit ses instants avec un jour de retard",
            dated(),
            rewritten(json -> Rewriting.shifted(json, Duration.ofDays(-1)))),
    CLOCK_WRONG_ZONE(
            "U21",
            "le portail écrit l'heure de Paris comme celle de Greenwich",
            dated(),
            rewritten(Rewriting::inWrongZone)),

    OVERLOAD_SECONDS("U22", "429, Retry-After en secondes", any(), instead(Pages.overload("2"))),
    OVERLOAD_DATE(
            "U22",
            "429, Retry-After en date",
            any(),
            scene -> new Fault.Unheard(new Delivery.Sent(Pages.overload(scene.dateIn(Duration.ofSeconds(2)))))),
    OVERLOAD_ABSURD("U22", "429, Retry-After de dix ans", any(), instead(Pages.overload("315360000"))),
    OVERLOAD_NEGATIVE("U22", "429, Retry-After négatif", any(), instead(Pages.overload("-30"))),
    OVERLOAD_UNREADABLE("U22", "429, Retry-After illisible", any(), instead(Pages.overload("plus tard"))),
    OVERLOAD_UNEXPLAINED("U23", "429 sans Retry-After", any(), instead(Pages.overload())),

    CERTIFICATE_EXPIRED("U24", "le certificat du portail est périmé"),
    CERTIFICATE_OF_ANOTHER_HOST("U24", "le certificat est celui d'un autre hôte"),
    CERTIFICATE_SELF_SIGNED("U24", "le certificat n'est signé que par lui-même"),

    DOCUMENT_LOST(
            "U28",
            "une pièce est acceptée et n'est pas conservée",
            EnumSet.of(ATTACH),
            scene -> Fault.Misdeed.thereafter(scene::losePiece)),

    PAGE_OF_ANOTHER_EMPLOYER(
            "U29",
            "la page d'un autre employeur s'affiche dans la session",
            EnumSet.of(CREATE_DRAFT, LIST_DRAFTS, READ_DRAFT, LIST_FILES, READ_FILE),
            rewritten(Rewriting::ofAnotherEmployer)),

    RECEIPT_OF_ANOTHER_PERSON(
            "U30", "l'accusé est celui d'un autre salarié", EnumSet.of(SUBMIT), rewritten(Rewriting::ofAnotherPerson)),
    RECEIPT_OF_ANOTHER_EMPLOYER(
            "U30",
            "l'accusé est celui d'un autre employeur",
            EnumSet.of(SUBMIT),
            rewritten(Rewriting::ofAnotherEmployer)),

    MAINTENANCE_ANNOUNCED(
            "U31",
            "l'état du portail annonce une maintenance",
            EnumSet.of(STATE),
            scene -> new Fault.Distorted(answer -> new Delivery.Sent(scene.announcingMaintenance(answer))));

    private final String number;
    private final String description;
    private final Set<Operation> operations;
    private final Function<Scene, Fault> making;

    /** A fault of the line: it strikes who connects, before there is a call. */
    FaultKind(String number, String description) {
        this(number, description, EnumSet.noneOf(Operation.class), scene -> new Fault.None());
    }

    FaultKind(String number, String description, Set<Operation> operations, Function<Scene, Fault> making) {
        this.number = number;
        this.description = description;
        this.operations = operations;
        this.making = making;
    }

    /** As it is called in a script, a header or a title. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** In our catalogue of faults. */
    String number() {
        return number;
    }

    String description() {
        return description;
    }

    Set<Operation> operations() {
        return operations;
    }

    boolean canStrike(Operation operation) {
        return operations.contains(operation);
    }

    /** Whether it can be wished upon one filing. */
    boolean concernsFilings() {
        return operations.stream().anyMatch(Operation::isOfAFiling);
    }

    /** Wished upon a filing it strikes the submission, or else whatever it can. */
    boolean strikesFilingAt(Operation operation) {
        return canStrike(operation) && (operation == SUBMIT || !canStrike(SUBMIT));
    }

    Fault on(Scene scene) {
        return making.apply(scene);
    }

    static Optional<FaultKind> of(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }

    private static Set<Operation> any() {
        return EnumSet.complementOf(EnumSet.of(Operation.UNKNOWN));
    }

    private static Set<Operation> inSession() {
        return EnumSet.complementOf(EnumSet.of(Operation.UNKNOWN, STATE, LOG_IN, LOG_OUT));
    }

    private static Set<Operation> dated() {
        return EnumSet.of(SUBMIT, SEND_COMPLEMENT, LIST_FILES, READ_FILE);
    }

    private static Function<Scene, Fault> unheard(Delivery instead) {
        return scene -> new Fault.Unheard(instead);
    }

    private static Function<Scene, Fault> instead(Answer answer) {
        return unheard(new Delivery.Sent(answer));
    }

    private static Function<Scene, Fault> distorted(Function<Answer, Delivery> distortion) {
        return scene -> new Fault.Distorted(distortion);
    }

    private static Function<Scene, Fault> lost(Delivery instead) {
        return distorted(answer -> instead);
    }

    private static Function<Scene, Fault> told(Answer instead) {
        return lost(new Delivery.Sent(instead));
    }

    private static Function<Scene, Fault> garbled(Function<Answer, Answer> garbling) {
        return distorted(answer -> new Delivery.Sent(garbling.apply(answer)));
    }

    private static Function<Scene, Fault> rewritten(Rewriting.Text rewriting) {
        return garbled(answer -> Rewriting.of(answer, rewriting));
    }
}
