package fr.passerelle.anef;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import fr.passerelle.parties.Siren;
import fr.passerelle.parties.Siret;
import fr.passerelle.platform.Attachment;
import fr.passerelle.platform.ComplementSubmission;
import fr.passerelle.platform.Credentials;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.Draft;
import fr.passerelle.platform.DraftCreation;
import fr.passerelle.platform.DraftDeletion;
import fr.passerelle.platform.DraftNumber;
import fr.passerelle.platform.DraftReading;
import fr.passerelle.platform.FilePage;
import fr.passerelle.platform.FileReading;
import fr.passerelle.platform.FileSearch;
import fr.passerelle.platform.FilingForm;
import fr.passerelle.platform.LogIn;
import fr.passerelle.platform.Platform;
import fr.passerelle.platform.PlatformFile;
import fr.passerelle.platform.PortalState;
import fr.passerelle.platform.ReceiptMatch;
import fr.passerelle.platform.Rejection;
import fr.passerelle.platform.Session;
import fr.passerelle.platform.Submission;
import fr.passerelle.platform.SubmitAnswer;
import fr.passerelle.platform.SubmitAnswer.Accepted;
import fr.passerelle.platform.SubmitAnswer.Refused;
import fr.passerelle.platform.SubmitAnswer.Unknown;
import fr.passerelle.platform.Upload;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;

/** The portal behind the port: what each call asks, and what each answer means. */
final class WebClientPlatform implements Platform {
    private static final String SIMULATOR = "X-Passerelle-Simulator";
    private static final Pattern COOKIE = Pattern.compile("[!#-+\\--:<-\\[\\]-~]{1,512}");

    private final Portal portal;

    WebClientPlatform(Portal portal) {
        this.portal = portal;
    }

    @Override
    public Mono<LogIn> logIn(Credentials credentials) {
        PortalRequest request = PortalRequest.of(Operation.LOG_IN, POST, "/portail/session")
                .json(new Connexion(credentials.login(), credentials.password()));
        return portal.ask(request).map(answer -> answer.read(a -> opened(a, credentials)));
    }

    @Override
    public Mono<Void> logOut(Session session) {
        PortalRequest request =
                PortalRequest.of(Operation.LOG_OUT, DELETE, "/portail/session").in(session);
        return portal.ask(request)
                .map(answer -> answer.read(WebClientPlatform::closed))
                .then();
    }

    @Override
    public Mono<DraftCreation> createDraft(Session session, FilingForm form) {
        PortalRequest request = PortalRequest.of(Operation.CREATE_DRAFT, POST, "/portail/brouillons")
                .in(session)
                .json(Formulaire.of(form));
        return portal.ask(request).map(answer -> answer.read(a -> created(a, form)));
    }

    @Override
    public Mono<List<Draft>> drafts(Session session, Siret establishment, String reference) {
        PortalRequest request = PortalRequest.of(Operation.DRAFTS, GET, "/portail/brouillons")
                .in(session)
                .narrowedBy("siret", establishment.digits())
                .narrowedBy("reference_libre", reference);
        return portal.ask(request).map(answer -> answer.read(a -> drafts(a, establishment, reference)));
    }

    @Override
    public Mono<DraftReading> readDraft(Session session, DraftNumber draft, Siren employer) {
        PortalRequest request = PortalRequest.of(Operation.READ_DRAFT, GET, "/portail/brouillons/{numero}")
                .in(session)
                .where("numero", draft);
        return portal.ask(request).map(answer -> answer.read(a -> draft(a, draft, employer)));
    }

    @Override
    public Mono<Attachment> attach(Session session, DraftNumber draft, Upload document) {
        PortalRequest request = PortalRequest.of(Operation.ATTACH, PUT, "/portail/brouillons/{numero}/pieces/{code}")
                .in(session)
                .where("numero", draft)
                .pdf(document);
        return portal.ask(request).map(answer -> answer.read(a -> attachment(a, document)));
    }

    @Override
    public Mono<DraftDeletion> deleteDraft(Session session, DraftNumber draft) {
        PortalRequest request = PortalRequest.of(Operation.DELETE_DRAFT, DELETE, "/portail/brouillons/{numero}")
                .in(session)
                .where("numero", draft);
        return portal.ask(request).map(answer -> answer.read(WebClientPlatform::deletion));
    }

    @Override
    public Mono<SubmitAnswer> submit(Session session, Submission submission) {
        PortalRequest request = PortalRequest.of(Operation.SUBMIT, POST, "/portail/brouillons/{numero}/depot")
                .in(session)
                .where("numero", submission.draft())
                .json(new Declaration(true, submission.signatory()));
        return portal.sendOnce(request).map(sending -> sending.outcome(a -> submitted(a, submission)));
    }

    @Override
    public Mono<FilePage> filePage(Session session, FileSearch search, int number) {
        PortalRequest request = PortalRequest.of(Operation.FILES, GET, "/portail/demandes")
                .in(session)
                .narrowedBy(
                        "siret",
                        search.establishment() == null
                                ? null
                                : search.establishment().digits())
                .narrowedBy("reference_libre", search.reference())
                .narrowedBy("nom", search.familyName())
                .narrowedBy(
                        "date_naissance",
                        search.birthDate() == null ? null : search.birthDate().text())
                .narrowedBy("page", String.valueOf(number));
        return portal.ask(request).map(answer -> answer.read(a -> page(a, search, number)));
    }

    @Override
    public Mono<FileReading> readFile(Session session, DepositNumber deposit, @Nullable Siren employer) {
        PortalRequest request = PortalRequest.of(Operation.READ_FILE, GET, "/portail/demandes/{numero}")
                .in(session)
                .where("numero", deposit);
        return portal.ask(request).map(answer -> answer.read(a -> file(a, deposit, employer)));
    }

    @Override
    public Mono<Attachment> attachToComplement(Session session, DepositNumber deposit, int number, Upload document) {
        PortalRequest request = PortalRequest.of(
                        Operation.ATTACH_TO_COMPLEMENT,
                        PUT,
                        "/portail/demandes/{numero}/complements/{complement}/pieces/{code}")
                .in(session)
                .where("numero", deposit)
                .where("complement", number)
                .pdf(document);
        return portal.ask(request).map(answer -> answer.read(a -> attachment(a, document)));
    }

    @Override
    public Mono<SubmitAnswer> sendComplement(Session session, ComplementSubmission complement) {
        PortalRequest request = PortalRequest.of(
                        Operation.SEND_COMPLEMENT, POST, "/portail/demandes/{numero}/complements/{complement}/envoi")
                .in(session)
                .where("numero", complement.deposit())
                .where("complement", complement.number())
                .json(new Message(complement.message()));
        return portal.sendOnce(request).map(sending -> sending.outcome(a -> completed(a, complement)));
    }

    @Override
    public Mono<byte[]> attestation(Session session, DepositNumber deposit) {
        return pdf(Operation.ATTESTATION, "/portail/demandes/{numero}/attestation", session, deposit);
    }

    @Override
    public Mono<byte[]> decision(Session session, DepositNumber deposit) {
        return pdf(Operation.DECISION, "/portail/demandes/{numero}/decision", session, deposit);
    }

    @Override
    public Mono<PortalState> state() {
        PortalRequest request = PortalRequest.of(Operation.STATE, GET, "/portail/etat");
        return portal.ask(request).map(answer -> answer.read(WebClientPlatform::state));
    }

    private Mono<byte[]> pdf(Operation operation, String path, Session session, DepositNumber deposit) {
        PortalRequest request = PortalRequest.of(operation, GET, path)
                .in(session)
                .where("numero", deposit)
                .accepting(MediaType.APPLICATION_PDF);
        return portal.askForPdf(request).map(answer -> answer.read(WebClientPlatform::document));
    }

    private static LogIn opened(PortalAnswer answer, Credentials credentials) {
        if (answer.status() == 201) {
            return new LogIn.Opened(session(answer, credentials.login()));
        }
        if (answer.says(401, "IDENTIFIANTS_REFUSES")) {
            return new LogIn.PasswordRefused();
        }
        if (answer.says(423, "COMPTE_VERROUILLE")) {
            return new LogIn.Locked();
        }
        if (HumanCheck.isAskedBy(answer)) {
            return new LogIn.HumanCheck();
        }
        throw answer.fault();
    }

    private static Session session(PortalAnswer answer, String login) {
        Connexion.Ouverte opened = answer.json(Connexion.Ouverte.class);
        requireOurs(login.equals(opened.identifiant()), "session of another account");
        String cookie = answer.cookie().filter(c -> COOKIE.matcher(c).matches()).orElse(null);
        return opened.session(Wire.given(cookie, "session"), answer.clockOffset());
    }

    private static PortalAnswer closed(PortalAnswer answer) {
        if (answer.status() != 204) {
            throw answer.fault();
        }
        return answer;
    }

    private static DraftCreation created(PortalAnswer answer, FilingForm form) {
        if (answer.status() == 201) {
            Draft draft = answer.json(Brouillon.class).draft();
            requireAt(form.establishment(), draft.establishment());
            requireOurs(form.reference().equals(draft.reference()), "draft of another reference");
            return new DraftCreation.Created(draft);
        }
        return rejection(answer, 422)
                .<DraftCreation>map(DraftCreation.FormRefused::new)
                .orElseThrow(answer::fault);
    }

    private static List<Draft> drafts(PortalAnswer answer, Siret establishment, String reference) {
        requireStatus(answer, 200);
        List<Draft> drafts = answer.json(Brouillon.Liste.class).drafts();
        drafts.forEach(draft -> requireAt(establishment, draft.establishment()));
        return drafts.stream()
                .filter(d -> reference.equals(d.reference()) && !d.submitted())
                .toList();
    }

    private static DraftReading draft(PortalAnswer answer, DraftNumber number, Siren employer) {
        if (answer.says(404, "BROUILLON_INTROUVABLE")) {
            return new DraftReading.Gone();
        }
        requireStatus(answer, 200);
        Draft draft = answer.json(Brouillon.class).draft();
        requireOurs(draft.number().equals(number), "another draft");
        requireOf(employer, draft.establishment());
        return new DraftReading.Present(draft);
    }

    private static Attachment attachment(PortalAnswer answer, Upload document) {
        if (answer.status() == 201) {
            Draft.Piece piece = answer.json(Brouillon.Piece.class).piece();
            requireOurs(piece.code().equals(document.code()), "another document");
            return new Attachment.Kept(piece);
        }
        return rejection(answer, 413)
                .or(() -> rejection(answer, 415))
                .or(() -> rejection(answer, 422))
                .<Attachment>map(Attachment.DocumentRefused::new)
                .orElseThrow(answer::fault);
    }

    private static DraftDeletion deletion(PortalAnswer answer) {
        if (answer.status() == 204) {
            return DraftDeletion.DELETED;
        }
        if (answer.says(404, "BROUILLON_INTROUVABLE")) {
            return DraftDeletion.ALREADY_GONE;
        }
        if (answer.says(409, "BROUILLON_DEPOSE")) {
            return DraftDeletion.ALREADY_SUBMITTED;
        }
        throw answer.fault();
    }

    /**
     * A draft that is gone or used may be so through a former sending of ours, and a session that ended does not
     * promise that nothing was done: only the portal's own rejection is a refusal.
     */
    private static SubmitAnswer submitted(PortalAnswer answer, Submission submission) {
        if (answer.status() == 201) {
            Depot depot = answer.json(Depot.class);
            requireOf(submission.expected().establishment().siren(), depot.establishment());
            return ReceiptMatch.proves(submission.expected(), depot.shown())
                    ? new Accepted(depot.receipt(), answer.exchange())
                    : new Unknown("receipt of another filing", answer.exchange());
        }
        return refusedBy(answer, "DEPOT_REJETE");
    }

    private static SubmitAnswer completed(PortalAnswer answer, ComplementSubmission complement) {
        if (answer.status() == 201) {
            Envoi sent = answer.json(Envoi.class);
            boolean ours =
                    sent.receipt().deposit().equals(complement.deposit()) && sent.number() == complement.number();
            return ours
                    ? new Accepted(sent.receipt(), answer.exchange())
                    : new Unknown("receipt of another complement", answer.exchange());
        }
        return refusedBy(answer, "PIECES_MANQUANTES");
    }

    private static SubmitAnswer refusedBy(PortalAnswer answer, String code) {
        return rejection(answer, 422)
                .filter(rejection -> rejection.code().equals(code))
                .<SubmitAnswer>map(rejection -> new Refused(rejection, answer.exchange()))
                .orElseGet(() -> new Unknown(answer.summary(), answer.exchange(), answer.retryAfter()));
    }

    private static FilePage page(PortalAnswer answer, FileSearch search, int number) {
        requireStatus(answer, 200);
        FilePage page = answer.json(Demandes.class).filePage();
        requireOurs(page.number() == number, "another page");
        Siret asked = search.establishment();
        if (asked != null) {
            page.files().forEach(file -> requireAt(asked, file.establishment()));
        }
        return page;
    }

    private static FileReading file(PortalAnswer answer, DepositNumber deposit, @Nullable Siren employer) {
        if (answer.says(404, "DEMANDE_INTROUVABLE")) {
            return new FileReading.Absent();
        }
        requireStatus(answer, 200);
        PlatformFile file = answer.json(Demande.class).file();
        requireOurs(file.summary().deposit().equals(deposit), "another file");
        if (employer != null) {
            requireOf(employer, file.summary().establishment());
        }
        return new FileReading.Present(file, answer.exchange().body());
    }

    private static byte[] document(PortalAnswer answer) {
        requireStatus(answer, 200);
        return answer.pdf();
    }

    private static PortalState state(PortalAnswer answer) {
        requireStatus(answer, 200);
        return answer.json(Etat.class).state(answer.headers().containsHeader(SIMULATOR));
    }

    private static Optional<Rejection> rejection(PortalAnswer answer, int status) {
        return answer.status() == status ? answer.rejection() : Optional.empty();
    }

    private static void requireStatus(PortalAnswer answer, int status) {
        if (answer.status() != status) {
            throw answer.fault();
        }
    }

    /** The search was not obeyed, or, worse, the page is another employer's. */
    private static void requireAt(Siret asked, Siret shown) {
        requireOf(asked.siren(), shown);
        requireOurs(shown.equals(asked), "another establishment");
    }

    private static void requireOf(Siren employer, Siret shown) {
        if (!shown.siren().equals(employer)) {
            throw new AnotherEmployer();
        }
    }

    private static void requireOurs(boolean ours, String otherwise) {
        if (!ours) {
            throw new UnusableAnswer(otherwise);
        }
    }

    /** What the signatory declares on honour. */
    private record Declaration(boolean declarationHonneur, String signataire) {}

    private record Message(@Nullable String message) {}
}
