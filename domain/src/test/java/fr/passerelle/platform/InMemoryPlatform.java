package fr.passerelle.platform;

import fr.passerelle.parties.ForeignerNumber;
import fr.passerelle.parties.PersonName;
import fr.passerelle.parties.Siren;
import fr.passerelle.parties.Siret;
import fr.passerelle.parties.Worker;
import fr.passerelle.platform.PlatformFile.Complement;
import fr.passerelle.platform.PlatformFile.Decision;
import fr.passerelle.platform.PlatformFile.Step;
import fr.passerelle.platform.SubmitAnswer.Accepted;
import fr.passerelle.platform.SubmitAnswer.NotSent;
import fr.passerelle.platform.SubmitAnswer.Refused;
import fr.passerelle.platform.SubmitAnswer.Unknown;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The platform without its network. It keeps the promises of the port, counts its calls, remembers what it truly accepted,
 * and misbehaves when a test says so. Its clock is the one that the test sets.
 */
public final class InMemoryPlatform implements Platform {
    private static final int ON_A_PAGE = 2;

    /** How long a new file stays out of the lists, unless a test says otherwise. */
    public static final Duration VISIBILITY_DELAY = Duration.ofSeconds(30);

    private static final Duration SESSION = Duration.ofMinutes(20);
    private static final int MOST_BYTES = 2_097_152;
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final String SERVICE = "Plateforme MOE de Béthune";

    /** The calls of the port, by name. */
    public enum Call {
        LOG_IN,
        LOG_OUT,
        CREATE_DRAFT,
        DRAFTS,
        READ_DRAFT,
        ATTACH,
        DELETE_DRAFT,
        SUBMIT,
        FILES,
        READ_FILE,
        ATTACH_TO_COMPLEMENT,
        SEND_COMPLEMENT,
        ATTESTATION,
        DECISION,
        STATE
    }

    /** What happens to one sending of a draft or of a complement. */
    private enum Mishap {
        /** It is accepted, and the answer is lost. */
        ANSWER_LOST,
        /** It is lost on its way: the platform never sees it. */
        REQUEST_LOST,
        /** No byte of it leaves. */
        NEVER_LEFT,
        /** Our own protection keeps it from leaving. */
        HELD_BACK,
        /** The platform makes two files of it. */
        DOUBLED
    }

    /** A submission that was truly accepted: the ground truth of what was filed. */
    public record Filing(
            DepositNumber deposit, DraftNumber draft, String reference, Siret establishment, Instant acceptedAt) {}

    private final InstantSource clock;
    private final Duration visibilityDelay;
    private final Map<String, String> sessions = new HashMap<>();
    private final Map<String, Instant> ends = new HashMap<>();
    private final Map<String, String> passwords = new HashMap<>();
    private final Set<String> locked = new HashSet<>();
    private final Set<String> suspected = new HashSet<>();
    private final Map<DraftNumber, HeldDraft> drafts = new LinkedHashMap<>();
    private final Map<DepositNumber, HeldFile> files = new LinkedHashMap<>();
    private final List<Filing> ledger = new ArrayList<>();
    private final Map<Call, Integer> calls = new EnumMap<>(Call.class);
    private final Set<Call> losses = EnumSet.noneOf(Call.class);
    private final Set<String> droppedDocuments = new HashSet<>();
    private final Deque<Mishap> mishaps = new ArrayDeque<>();
    private @Nullable Rejection formRejection;
    private @Nullable Rejection submissionRejection;
    private @Nullable Rejection documentRejection;
    private @Nullable Rejection deletionRejection;
    private @Nullable Rejection searchRejection;
    private boolean down;
    private volatile boolean deletionsHeldBack;
    private @Nullable Instant maintenanceFrom;
    private @Nullable Instant maintenanceTo;
    private boolean decisionsWithheld;
    private int numbers;

    public InMemoryPlatform(InstantSource clock) {
        this(clock, VISIBILITY_DELAY);
    }

    public InMemoryPlatform(InstantSource clock, Duration visibilityDelay) {
        this.clock = clock;
        this.visibilityDelay = visibilityDelay;
    }

    // What a test may ask for.

    /** The next submission is accepted, but its answer never comes. */
    public synchronized void loseNextSubmitAnswer() {
        mishaps.add(Mishap.ANSWER_LOST);
    }

    /** The next submission is lost on its way: nothing is filed, and the sender cannot know. */
    public synchronized void loseNextSubmission() {
        mishaps.add(Mishap.REQUEST_LOST);
    }

    /** Not one byte of the next submission leaves. */
    public synchronized void failBeforeSendingNextSubmission() {
        mishaps.add(Mishap.NEVER_LEFT);
    }

    /** Our own protection keeps the next submission from leaving. */
    public synchronized void holdBackNextSubmission() {
        mishaps.add(Mishap.HELD_BACK);
    }

    /** The platform makes two files of the next submission. */
    public synchronized void doubleNextSubmission() {
        mishaps.add(Mishap.DOUBLED);
    }

    /** The answer to the next call of this name is lost, after the call has had its effect. */
    public synchronized void loseNextAnswer(Call call) {
        losses.add(call);
    }

    /** Every submission is rejected, until {@code null} is given. */
    public synchronized void rejectSubmissions(@Nullable Rejection rejection) {
        submissionRejection = rejection;
    }

    /** Every form is rejected, until {@code null} is given. */
    public synchronized void rejectForms(@Nullable Rejection rejection) {
        formRejection = rejection;
    }

    /** Every document is rejected, until {@code null} is given. */
    public synchronized void rejectDocuments(@Nullable Rejection rejection) {
        documentRejection = rejection;
    }

    /** Every search is refused, until {@code null} is given. */
    public synchronized void refuseSearches(@Nullable Rejection rejection) {
        searchRejection = rejection;
    }

    /** No draft can be deleted, until {@code null} is given. */
    public synchronized void refuseDeletions(@Nullable Rejection rejection) {
        deletionRejection = rejection;
    }

    /** Our own protection lets no deletion through, until told otherwise. */
    public synchronized void holdBackDeletions(boolean held) {
        deletionsHeldBack = held;
    }

    /** The platform says that it keeps documents of this code, and does not. */
    public synchronized void dropDocuments(String code) {
        droppedDocuments.add(code);
    }

    public synchronized void dropNoDocuments() {
        droppedDocuments.clear();
    }

    public synchronized void lockAccount(String login) {
        locked.add(login);
    }

    /** Whoever logs in must prove to be human. */
    public synchronized void askForAHuman(String login) {
        suspected.add(login);
    }

    public synchronized void letIn(String login) {
        suspected.remove(login);
    }

    public synchronized void unlockAccount(String login) {
        locked.remove(login);
    }

    /** Only this password opens the account from now on. Without it, the first password that is tried is the right one. */
    public synchronized void setPassword(String login, String password) {
        passwords.put(login, password);
    }

    public synchronized void endSessions() {
        sessions.clear();
    }

    public synchronized void announceMaintenance(Instant from, Instant to) {
        maintenanceFrom = from;
        maintenanceTo = to;
    }

    public synchronized void goDown() {
        down = true;
    }

    public synchronized void comeBack() {
        down = false;
    }

    /** A file that other hands made, on the portal itself. */
    public synchronized DepositNumber fileByHand(FilingForm form, @Nullable String reference) {
        return keep(new HeldFile(nextDeposit(), null, reference, form, clock.instant())).number;
    }

    /** The file now shows the label of this status. */
    public synchronized void show(DepositNumber deposit, FileStatus status) {
        held(deposit).show(status, label(status), clock.instant());
    }

    /** The file now shows a label of the test's own. */
    public synchronized void show(DepositNumber deposit, FileStatus status, String label) {
        held(deposit).show(status, label, clock.instant());
    }

    /** The file's page leaves out what was asked for, until it tells it again. */
    public synchronized void omitComplements(DepositNumber deposit, boolean areOmitted) {
        held(deposit).complementsOmitted = areOmitted;
    }

    public synchronized void askForComplement(DepositNumber deposit, String message, @Nullable LocalDate dueOn) {
        HeldFile file = held(deposit);
        file.complements.add(new HeldComplement(
                file.complements.size() + 1,
                clock.instant(),
                dueOn,
                message,
                List.of(new Complement.Piece("contrat", "Contrat de travail signé"))));
        file.show(FileStatus.INFORMATION_REQUESTED, label(FileStatus.INFORMATION_REQUESTED), clock.instant());
    }

    public synchronized void grant(DepositNumber deposit, String authorisationNumber) {
        HeldFile file = held(deposit);
        file.decision = new Decision(
                true,
                today(),
                authorisationNumber,
                file.form.contract().start(),
                file.form.contract().start().plusYears(1),
                file.form.job().title(),
                "France métropolitaine",
                null);
        file.show(FileStatus.GRANTED, label(FileStatus.GRANTED), clock.instant());
    }

    public synchronized void refuse(DepositNumber deposit, String reasons) {
        HeldFile file = held(deposit);
        file.decision = new Decision(false, today(), null, null, null, null, null, reasons);
        file.show(FileStatus.REFUSED, label(FileStatus.REFUSED), clock.instant());
    }

    /** The file shows a label beside a decision, whether or not they agree. */
    public synchronized void decide(DepositNumber deposit, FileStatus label, boolean favourable) {
        HeldFile file = held(deposit);
        file.decision = new Decision(favourable, today(), null, null, null, null, null, null);
        file.show(label, label(label), clock.instant());
    }

    /** The employer submits our draft on the portal itself. */
    public synchronized void submitByHand(DraftNumber number) {
        deposit(openDraft(number));
    }

    /** The employer answers the request for complements on the portal itself. */
    public synchronized void answerByHand(DepositNumber deposit, int number) {
        HeldFile file = held(deposit);
        awaited(deposit, number).sentAt = clock.instant();
        file.show(FileStatus.INFORMATION_PROVIDED, label(FileStatus.INFORMATION_PROVIDED), clock.instant());
    }

    /** The file is no longer to be read under its number, until it is shown again. */
    public synchronized void hide(DepositNumber deposit, boolean isHidden) {
        held(deposit).hidden = isHidden;
    }

    /** The papers of decisions are not to be had, until they are given again. */
    public synchronized void withholdDecisions(boolean areWithheld) {
        decisionsWithheld = areWithheld;
    }

    /** What was truly accepted, oldest first. */
    public synchronized List<Filing> ledger() {
        return List.copyOf(ledger);
    }

    public synchronized int calls(Call call) {
        return calls.getOrDefault(call, 0);
    }

    /** The drafts that are neither deleted nor submitted. */
    public synchronized List<DraftNumber> openDrafts() {
        return drafts.values().stream()
                .filter(d -> !d.submitted)
                .map(d -> d.number)
                .toList();
    }

    /** The codes of the documents that a draft holds, or held when it was submitted. */
    public synchronized Set<String> piecesOf(DraftNumber number) {
        HeldDraft draft = drafts.get(number);
        return draft == null ? Set.of() : Set.copyOf(draft.pieces.keySet());
    }

    // The port.

    @Override
    public Mono<LogIn> logIn(Credentials credentials) {
        return answer(Call.LOG_IN, () -> open(credentials));
    }

    @Override
    public Mono<Void> logOut(Session session) {
        return answer(Call.LOG_OUT, () -> sessions.values().remove(session.token()))
                .then();
    }

    @Override
    public Mono<DraftCreation> createDraft(Session session, FilingForm form) {
        return answer(Call.CREATE_DRAFT, session, () -> create(form));
    }

    @Override
    public Mono<List<Draft>> drafts(Session session, Siret establishment, String reference) {
        return answer(Call.DRAFTS, session, () -> find(establishment, reference));
    }

    @Override
    public Mono<DraftReading> readDraft(Session session, DraftNumber draft, Siren employer) {
        return answer(Call.READ_DRAFT, session, () -> read(draft));
    }

    @Override
    public Mono<Attachment> attach(Session session, DraftNumber draft, Upload document) {
        return answer(Call.ATTACH, session, () -> keep(Call.ATTACH, openDraft(draft).pieces, document));
    }

    @Override
    public Mono<DraftDeletion> deleteDraft(Session session, DraftNumber draft) {
        return deletionsHeldBack
                ? Mono.error(new PlatformUnavailable("delete_draft", PlatformUnavailable.Fault.HELD_BACK, null))
                : answer(Call.DELETE_DRAFT, session, () -> delete(draft));
    }

    @Override
    public Mono<SubmitAnswer> submit(Session session, Submission submission) {
        return Mono.fromSupplier(() -> send(Call.SUBMIT, session, () -> file(submission)));
    }

    @Override
    public Mono<FilePage> filePage(Session session, FileSearch search, int number) {
        return answer(Call.FILES, session, () -> page(find(search), number));
    }

    @Override
    public Mono<FileReading> readFile(Session session, DepositNumber deposit, @Nullable Siren employer) {
        return answer(Call.READ_FILE, session, () -> read(deposit));
    }

    @Override
    public Mono<Attachment> attachToComplement(Session session, DepositNumber deposit, int number, Upload document) {
        return answer(
                Call.ATTACH_TO_COMPLEMENT,
                session,
                () -> keep(Call.ATTACH_TO_COMPLEMENT, awaited(deposit, number).sent, document));
    }

    @Override
    public Mono<SubmitAnswer> sendComplement(Session session, ComplementSubmission complement) {
        return Mono.fromSupplier(() -> send(Call.SEND_COMPLEMENT, session, () -> complete(complement)));
    }

    @Override
    public Mono<byte[]> attestation(Session session, DepositNumber deposit) {
        return answer(Call.ATTESTATION, session, () -> pdf("Attestation", held(deposit)));
    }

    @Override
    public Mono<byte[]> decision(Session session, DepositNumber deposit) {
        return answer(Call.DECISION, session, () -> decisionOf(held(deposit)));
    }

    @Override
    public Mono<PortalState> state() {
        return answer(Call.STATE, () -> new PortalState(true, true, maintenanceFrom, maintenanceTo));
    }

    // What it does.

    private <T> Mono<T> answer(Call call, Supplier<T> work) {
        return Mono.fromSupplier(() -> inTurn(call, work));
    }

    private <T> Mono<T> answer(Call call, Session session, Supplier<T> work) {
        return Mono.fromSupplier(() -> inTurn(call, () -> within(call, session, work)));
    }

    private synchronized <T> T inTurn(Call call, Supplier<T> work) {
        calls.merge(call, 1, Integer::sum);
        if (down) {
            throw new PlatformUnavailable(call.name(), PlatformUnavailable.Fault.UNREACHABLE, null);
        }
        T result = work.get();
        if (losses.remove(call)) {
            throw new PlatformUnavailable(call.name(), PlatformUnavailable.Fault.TIMEOUT, null);
        }
        return result;
    }

    private <T> T within(Call call, Session session, Supplier<T> work) {
        if (!isAlive(session)) {
            throw new SessionEnded(call.name());
        }
        return work.get();
    }

    private boolean isAlive(Session session) {
        return sessions.containsValue(session.token())
                && clock.instant().isBefore(ends.getOrDefault(session.token(), Instant.MIN));
    }

    private LogIn open(Credentials credentials) {
        String login = credentials.login();
        if (locked.contains(login)) {
            return new LogIn.Locked();
        }
        if (suspected.contains(login)) {
            return new LogIn.HumanCheck();
        }
        if (!passwords.computeIfAbsent(login, l -> credentials.password()).equals(credentials.password())) {
            return new LogIn.PasswordRefused();
        }
        Session session = new Session("S-" + ++numbers, clock.instant().plus(SESSION));
        sessions.put(login, session.token());
        ends.put(session.token(), session.expiresAt());
        return new LogIn.Opened(session);
    }

    private DraftCreation create(FilingForm form) {
        if (formRejection != null) {
            return new DraftCreation.FormRefused(formRejection);
        }
        HeldDraft draft = new HeldDraft(new DraftNumber("B-2026-%07d".formatted(++numbers)), form);
        drafts.put(draft.number, draft);
        return new DraftCreation.Created(draft.shown());
    }

    private List<Draft> find(Siret establishment, String reference) {
        return drafts.values().stream()
                .filter(d -> !d.submitted)
                .map(HeldDraft::shown)
                .filter(d -> d.establishment().equals(establishment) && reference.equals(d.reference()))
                .toList();
    }

    private DraftReading read(DraftNumber number) {
        HeldDraft draft = drafts.get(number);
        return draft == null ? new DraftReading.Gone() : new DraftReading.Present(draft.shown());
    }

    private HeldDraft openDraft(DraftNumber number) {
        HeldDraft draft = drafts.get(number);
        if (draft == null) {
            throw refusal(Call.ATTACH, "BROUILLON_INTROUVABLE");
        }
        if (draft.submitted) {
            throw refusal(Call.ATTACH, "BROUILLON_DEPOSE");
        }
        return draft;
    }

    private Attachment keep(Call call, Map<String, Draft.Piece> pieces, Upload document) {
        if (documentRejection != null) {
            return new Attachment.DocumentRefused(documentRejection);
        }
        if (document.content().length > MOST_BYTES) {
            return new Attachment.DocumentRefused(rejection("PIECE_TROP_LOURDE"));
        }
        if (!startsLikePdf(document.content())) {
            return new Attachment.DocumentRefused(rejection("FORMAT_REFUSE"));
        }
        Draft.Piece piece = new Draft.Piece(document.code(), document.content().length, sha256(document.content()));
        if (call != Call.ATTACH || !droppedDocuments.contains(document.code())) {
            pieces.put(document.code(), piece);
        }
        return new Attachment.Kept(piece);
    }

    private DraftDeletion delete(DraftNumber number) {
        HeldDraft draft = drafts.get(number);
        if (draft == null) {
            return DraftDeletion.ALREADY_GONE;
        }
        if (draft.submitted) {
            return DraftDeletion.ALREADY_SUBMITTED;
        }
        if (deletionRejection != null) {
            throw new PlatformRefusal(Call.DELETE_DRAFT.name(), deletionRejection);
        }
        drafts.remove(number);
        return DraftDeletion.DELETED;
    }

    private synchronized SubmitAnswer send(Call call, Session session, Supplier<SubmitAnswer> work) {
        calls.merge(call, 1, Integer::sum);
        Mishap mishap = mishaps.poll();
        if (down || mishap == Mishap.NEVER_LEFT) {
            return new NotSent(PlatformUnavailable.Fault.UNREACHABLE, "unreachable", unanswered(call));
        }
        if (mishap == Mishap.HELD_BACK) {
            return new NotSent(PlatformUnavailable.Fault.HELD_BACK, "breaker_open", unanswered(call));
        }
        if (mishap == Mishap.REQUEST_LOST) {
            return new Unknown("timeout", unanswered(call));
        }
        if (!isAlive(session)) {
            return new Unknown("SESSION_EXPIREE", answered(call, 401, "SESSION_EXPIREE"));
        }
        SubmitAnswer answer = work.get();
        if (mishap == Mishap.DOUBLED && answer instanceof Accepted accepted) {
            keep(held(accepted.receipt().deposit()).twin(nextDeposit()));
        }
        return mishap == Mishap.ANSWER_LOST ? new Unknown("timeout", unanswered(call)) : answer;
    }

    private SubmitAnswer file(Submission submission) {
        HeldDraft draft = drafts.get(submission.draft());
        if (draft == null) {
            return new Unknown("BROUILLON_INTROUVABLE", answered(Call.SUBMIT, 404, "BROUILLON_INTROUVABLE"));
        }
        if (draft.submitted) {
            return new Unknown("BROUILLON_DEPOSE", answered(Call.SUBMIT, 409, "BROUILLON_DEPOSE"));
        }
        if (submissionRejection != null) {
            return new Refused(submissionRejection, answered(Call.SUBMIT, 422, submissionRejection.code()));
        }
        return receipt(submission, deposit(draft));
    }

    private HeldFile deposit(HeldDraft draft) {
        draft.submitted = true;
        HeldFile file =
                keep(new HeldFile(nextDeposit(), draft.number, draft.form.reference(), draft.form, clock.instant()));
        ledger.add(new Filing(
                file.number, draft.number, draft.form.reference(), draft.form.establishment(), clock.instant()));
        return file;
    }

    private static SubmitAnswer receipt(Submission submission, HeldFile file) {
        Exchange exchange = new Exchange(
                Call.SUBMIT.name(), file.registeredAt, file.registeredAt, 201, Map.of(), bytes(file.number.value()));
        return ReceiptMatch.proves(submission.expected(), file.summary())
                ? new Accepted(file.summary().receipt(), exchange)
                : new Unknown("receipt of another filing", exchange);
    }

    private SubmitAnswer complete(ComplementSubmission submission) {
        HeldFile file = files.get(submission.deposit());
        HeldComplement complement = file == null ? null : file.complement(submission.number());
        if (file == null || complement == null) {
            return new Unknown("DEMANDE_INTROUVABLE", answered(Call.SEND_COMPLEMENT, 404, "DEMANDE_INTROUVABLE"));
        }
        if (complement.sentAt != null) {
            return new Unknown("COMPLEMENT_DEJA_ENVOYE", answered(Call.SEND_COMPLEMENT, 409, "COMPLEMENT_DEJA_ENVOYE"));
        }
        if (!complement.isComplete()) {
            return new Refused(
                    rejection("PIECES_MANQUANTES"), answered(Call.SEND_COMPLEMENT, 422, "PIECES_MANQUANTES"));
        }
        complement.sentAt = clock.instant();
        file.show(FileStatus.INFORMATION_PROVIDED, label(FileStatus.INFORMATION_PROVIDED), clock.instant());
        return new Accepted(
                new Receipt(file.number, null, clock.instant(), text(clock.instant()), null, null),
                answered(Call.SEND_COMPLEMENT, 201, "AC-" + file.number));
    }

    private List<FileSummary> find(FileSearch search) {
        if (searchRejection != null) {
            throw new PlatformRefusal(Call.FILES.name(), searchRejection);
        }
        Instant visible = clock.instant().minus(visibilityDelay);
        return files.values().stream()
                .filter(f -> !f.registeredAt.isAfter(visible))
                .map(HeldFile::summary)
                .filter(f -> matches(search, f))
                .toList();
    }

    private static FilePage page(List<FileSummary> found, int number) {
        int pages = Math.max(1, Math.ceilDiv(found.size(), ON_A_PAGE));
        List<FileSummary> shown =
                found.stream().skip((number - 1L) * ON_A_PAGE).limit(ON_A_PAGE).toList();
        return new FilePage(shown, number, pages, found.size());
    }

    private static boolean matches(FileSearch search, FileSummary file) {
        String family = search.familyName();
        return (search.establishment() == null || search.establishment().equals(file.establishment()))
                && (search.reference() == null || search.reference().equals(file.reference()))
                && (search.birthDate() == null
                        || search.birthDate().equals(file.person().birthDate()))
                && (family == null
                        || file.person().name().sharesFamilyNameWith(new PersonName(family, null, List.of())));
    }

    private FileReading read(DepositNumber deposit) {
        HeldFile file = files.get(deposit);
        return file == null || file.hidden
                ? new FileReading.Absent()
                : new FileReading.Present(file.shown(), bytes(deposit + " " + file.label));
    }

    private HeldComplement awaited(DepositNumber deposit, int number) {
        HeldComplement complement = held(deposit).complement(number);
        if (complement == null || complement.sentAt != null) {
            throw refusal(Call.ATTACH_TO_COMPLEMENT, "COMPLEMENT_CLOS");
        }
        return complement;
    }

    private byte[] decisionOf(HeldFile file) {
        if (file.decision == null || decisionsWithheld) {
            throw refusal(Call.DECISION, "DECISION_INTROUVABLE");
        }
        return pdf("Décision", file);
    }

    private HeldFile held(DepositNumber deposit) {
        HeldFile file = files.get(deposit);
        if (file == null) {
            throw refusal(Call.READ_FILE, "DEMANDE_INTROUVABLE");
        }
        return file;
    }

    private HeldFile keep(HeldFile file) {
        files.put(file.number, file);
        return file;
    }

    private DepositNumber nextDeposit() {
        return new DepositNumber("D-2026-%07d".formatted(++numbers));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), PARIS);
    }

    private Exchange unanswered(Call call) {
        return new Exchange(call.name(), clock.instant(), null, null, Map.of(), new byte[0]);
    }

    private Exchange answered(Call call, int status, String body) {
        return new Exchange(call.name(), clock.instant(), clock.instant(), status, Map.of(), bytes(body));
    }

    private static PlatformRefusal refusal(Call call, String code) {
        return new PlatformRefusal(call.name(), rejection(code));
    }

    private static Rejection rejection(String code) {
        return new Rejection(code, "Refusé par le portail.", List.of());
    }

    private static String label(FileStatus status) {
        return switch (status) {
            case SUBMITTED -> "Déposée";
            case UNDER_REVIEW -> "En cours d'instruction";
            case INFORMATION_REQUESTED -> "Demande de compléments";
            case INFORMATION_PROVIDED -> "Compléments transmis";
            case GRANTED -> "Favorable";
            case REFUSED -> "Défavorable";
            case CLOSED -> "Clôturée";
            case CLOSED_NO_FURTHER_ACTION -> "Classée sans suite";
            case UNMAPPED -> "Libellé inconnu";
        };
    }

    private static String text(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(PARIS));
    }

    private static byte[] pdf(String title, HeldFile file) {
        return bytes("%PDF-1.7\n" + title + " " + file.number + "\n%%EOF\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean startsLikePdf(byte[] content) {
        byte[] start = bytes("%PDF-");
        return content.length >= start.length && Arrays.equals(content, 0, start.length, start, 0, start.length);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Person person(FilingForm form) {
        return new Person(
                form.worker().filedName(),
                form.worker().birthDate(),
                form.worker()
                        .identifier(Worker.Identifier.Kind.FOREIGNER_NUMBER, form.papersOn())
                        .map(i -> ForeignerNumber.parse(i.number()))
                        .orElse(null));
    }

    private static final class HeldDraft {
        private final DraftNumber number;
        private final FilingForm form;
        private final Map<String, Draft.Piece> pieces = new LinkedHashMap<>();
        private boolean submitted;

        HeldDraft(DraftNumber number, FilingForm form) {
            this.number = number;
            this.form = form;
        }

        Draft shown() {
            return new Draft(
                    number,
                    submitted,
                    form.establishment(),
                    form.reference(),
                    person(form),
                    List.copyOf(pieces.values()));
        }
    }

    private static final class HeldFile {
        private final DepositNumber number;
        private final @Nullable DraftNumber draft;
        private final @Nullable String reference;
        private final FilingForm form;
        private final Instant registeredAt;
        private final List<Step> history = new ArrayList<>();
        private final List<HeldComplement> complements = new ArrayList<>();
        private FileStatus status = FileStatus.SUBMITTED;
        private String label = label(FileStatus.SUBMITTED);
        private Instant labelSince;
        private @Nullable Decision decision;
        private boolean hidden;
        private boolean complementsOmitted;

        HeldFile(
                DepositNumber number,
                @Nullable DraftNumber draft,
                @Nullable String reference,
                FilingForm form,
                Instant registeredAt) {
            this.number = number;
            this.draft = draft;
            this.reference = reference;
            this.form = form;
            this.registeredAt = registeredAt;
            this.labelSince = registeredAt;
            history.add(new Step(registeredAt, label));
        }

        HeldFile twin(DepositNumber other) {
            return new HeldFile(other, draft, reference, form, registeredAt);
        }

        void show(FileStatus next, String words, Instant now) {
            status = next;
            label = words;
            labelSince = now;
            history.add(new Step(now, words));
        }

        @Nullable
        HeldComplement complement(int wanted) {
            return complements.stream()
                    .filter(c -> c.number == wanted)
                    .findFirst()
                    .orElse(null);
        }

        FileSummary summary() {
            return new FileSummary(
                    number,
                    draft,
                    reference,
                    form.establishment(),
                    person(form),
                    form.job().title(),
                    form.contract().start(),
                    label,
                    status,
                    registeredAt,
                    text(registeredAt),
                    SERVICE);
        }

        PlatformFile shown() {
            return new PlatformFile(
                    summary(),
                    labelSince,
                    history,
                    complementsOmitted
                            ? List.of()
                            : complements.stream().map(HeldComplement::shown).toList(),
                    decision);
        }
    }

    private static final class HeldComplement {
        private final int number;
        private final Instant askedAt;
        private final @Nullable LocalDate dueOn;
        private final String message;
        private final List<Complement.Piece> pieces;
        private final Map<String, Draft.Piece> sent = new LinkedHashMap<>();
        private @Nullable Instant sentAt;

        HeldComplement(
                int number, Instant askedAt, @Nullable LocalDate dueOn, String message, List<Complement.Piece> pieces) {
            this.number = number;
            this.askedAt = askedAt;
            this.dueOn = dueOn;
            this.message = message;
            this.pieces = pieces;
        }

        boolean isComplete() {
            return pieces.stream().map(Complement.Piece::code).allMatch(sent::containsKey);
        }

        Complement shown() {
            return new Complement(number, askedAt, dueOn, message, pieces, sentAt);
        }
    }
}
