package fr.passerelle.simulator;

import fr.passerelle.simulator.Accounts.Change;
import fr.passerelle.simulator.Accounts.Session;
import fr.passerelle.simulator.Complement.Wanted;
import fr.passerelle.simulator.Outcome.FieldError;
import fr.passerelle.simulator.PortalFile.ComplementAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The portal itself, in memory: what an account may do, and what the control interface may see and change. One lock guards
 * it all: every operation is a few look-ups in maps, and two submissions of one draft must not both be accepted.
 */
final class Portal {
    private static final int FILES_A_PAGE = 50;

    private final SimulatorProperties properties;
    private final PortalClock clock;
    private final Accounts accounts;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Map<String, PortalFile> files = new LinkedHashMap<>();
    private final Ledger ledger = new Ledger();
    private int lastDraft;
    private int lastFile;
    private int lastCertificate;

    Portal(SimulatorProperties properties, PortalClock clock) {
        this.properties = properties;
        this.clock = clock;
        this.accounts = new Accounts(properties.sessionLength(), properties.capacity());
    }

    /** A file as it stands at one instant. */
    record CurrentFile(PortalFile file, Life life) {}

    record Page(List<CurrentFile> files, int number, int pages, int total) {}

    /** What the person who submits declares. */
    record Declaration(boolean isOnHonour, String signatory, Optional<Fate> fate) {
        List<FieldError> errors() {
            List<FieldError> errors = new ArrayList<>();
            if (!isOnHonour) {
                errors.add(new FieldError("declaration_honneur", "La déclaration sur l'honneur est obligatoire."));
            }
            if (signatory.isBlank()) {
                errors.add(new FieldError("signataire", "Ce champ est obligatoire."));
            }
            return errors;
        }
    }

    /** Accusé d'envoi des compléments. */
    record SentComplement(String file, int number, ComplementAnswer answer) {}

    private record AccountAndForm(Account account, Form form) {}

    private record DraftAndPiece(Draft draft, Piece piece) {}

    private record DraftAndDeclaration(Draft draft, Declaration declaration) {}

    private record FileAndPiece(CurrentFile current, Piece piece) {}

    // Sessions

    synchronized Outcome<Session> logIn(String login, String password) {
        return accounts.logIn(login, password, clock.instant());
    }

    synchronized Outcome<Account> logOut(@Nullable String token) {
        return account(token).map(accounts::logOut);
    }

    // Drafts

    synchronized Outcome<Draft> createDraft(@Nullable String token, Outcome<Form> form) {
        return Outcome.both(account(token), form, AccountAndForm::new).then(this::newDraft);
    }

    synchronized Outcome<List<Draft>> drafts(
            @Nullable String token, Optional<String> siret, Optional<String> reference) {
        FileSearch search = new FileSearch(siret, reference, Optional.empty(), Optional.empty());
        return account(token)
                .then(account -> refuseForeign(account, siret))
                .map(account -> openDrafts(account, search));
    }

    synchronized Outcome<Draft> draft(@Nullable String token, String number) {
        return account(token).then(account -> draftOf(account, number));
    }

    synchronized Outcome<Piece> attach(@Nullable String token, String number, Outcome<Piece> piece) {
        Outcome<Draft> draft = draft(token, number).then(Draft::refuseDeposited);
        return Outcome.both(draft, piece, DraftAndPiece::new).then(this::attach);
    }

    synchronized Outcome<Draft> deleteDraft(@Nullable String token, String number) {
        return draft(token, number).then(Draft::refuseDeposited).map(this::remove);
    }

    /** Accepts a draft once: the second time it is used, and a deleted one is unknown. */
    synchronized Outcome<CurrentFile> submit(@Nullable String token, String number, Outcome<Declaration> declaration) {
        Outcome<Draft> draft = draft(token, number).then(Draft::refuseDeposited);
        return Outcome.both(draft, declaration, DraftAndDeclaration::new).then(this::deposit);
    }

    // Files

    synchronized Outcome<Page> files(@Nullable String token, FileSearch search, int page) {
        return account(token)
                .then(account -> refuseForeign(account, search.siret()))
                .map(account -> page(visibleFiles(account, search), page));
    }

    synchronized Outcome<CurrentFile> file(@Nullable String token, String number) {
        return account(token).then(account -> fileOf(account, number));
    }

    synchronized Outcome<Piece> attachToComplement(
            @Nullable String token, String number, int complement, Outcome<Piece> piece) {
        Outcome<CurrentFile> current = file(token, number).then(f -> refuseClosed(f, complement));
        return Outcome.both(current, piece, FileAndPiece::new).then(both -> attach(both, complement));
    }

    synchronized Outcome<SentComplement> sendComplement(@Nullable String token, String number, int complement) {
        return file(token, number)
                .then(current -> refuseSent(current, complement))
                .then(current -> refuseClosed(current, complement))
                .then(current -> send(current.file(), complement));
    }

    // Control

    synchronized List<Ledger.Entry> ledger(Optional<String> reference) {
        return reference.map(ledger::ofReference).orElseGet(ledger::all);
    }

    synchronized Outcome<Account> changeAccount(String login, Change change) {
        return accounts.change(login, change);
    }

    /** A file that somebody else made, on the portal or on paper: neither a draft of ours nor in the ledger. */
    synchronized Outcome<CurrentFile> addFile(Outcome<Form> form) {
        return form.then(this::addFile);
    }

    // Faults

    /** What was wished upon the draft or the file of this number. */
    synchronized Optional<Fate> fateOf(String number) {
        return Optional.ofNullable(drafts.get(number))
                .map(draft -> draft.form().fate())
                .or(() -> Optional.ofNullable(files.get(number))
                        .map(file -> file.form().fate()));
    }

    /** Makes a second file of a draft that was just submitted. */
    synchronized boolean makeTwin(String draft) {
        Optional<PortalFile> file =
                files.values().stream().filter(f -> draft.equals(f.draft())).findFirst();
        file.ifPresent(first -> register(first.twin(nextFile()), first.form().fate(), true));
        return file.isPresent();
    }

    /** Forgets a document of a draft. */
    synchronized boolean losePiece(String number, String code) {
        Optional<Draft> draft = Optional.ofNullable(drafts.get(number));
        draft.ifPresent(d -> keep(d.without(code)));
        return draft.isPresent();
    }

    /** Asks for complements once more, however often it was to be. */
    synchronized boolean askAgain(String number) {
        Optional<PortalFile> file =
                Optional.ofNullable(files.get(number)).filter(f -> f.scenario() == Scenario.COMPLEMENTS_ONCE);
        file.ifPresent(f -> keep(f.living(Scenario.COMPLEMENTS_TWICE)));
        return file.isPresent();
    }

    synchronized void reset() {
        accounts.clear();
        drafts.clear();
        files.clear();
        ledger.clear();
        lastDraft = 0;
        lastFile = 0;
        lastCertificate = 0;
        clock.reset();
    }

    // Memory

    synchronized Memory.Snapshot snapshot() {
        return new Memory.Snapshot(
                accounts.all(),
                List.copyOf(drafts.values()),
                List.copyOf(files.values()),
                ledger.all(),
                lastDraft,
                lastFile,
                lastCertificate,
                clock.ahead());
    }

    synchronized void restore(Memory.Snapshot kept) {
        reset();
        kept.accounts().forEach(accounts::keep);
        kept.drafts().forEach(draft -> drafts.put(draft.number(), draft));
        kept.files().forEach(file -> files.put(file.number(), file));
        kept.ledger().forEach(ledger::add);
        lastDraft = kept.lastDraft();
        lastFile = kept.lastFile();
        lastCertificate = kept.lastCertificate();
        clock.runAhead(kept.ahead());
    }

    // Steps

    private Outcome<Account> account(@Nullable String token) {
        return accounts.holder(token, clock.instant());
    }

    private static Outcome<Account> refuseForeign(Account account, Optional<String> siret) {
        return siret.map(account::holds).orElse(true)
                ? Outcome.done(account)
                : Outcome.refused(Refusal.SIRET_NON_RATTACHE);
    }

    private Outcome<Draft> newDraft(AccountAndForm given) {
        Form form = given.form();
        if (!given.account().holds(form.siret())) {
            return Outcome.refused(Refusal.SIRET_NON_RATTACHE);
        }
        if (drafts.size() >= properties.capacity()) {
            return Outcome.refused(Refusal.PORTAIL_SATURE);
        }
        Instant now = clock.instant();
        String number = number("B", now, ++lastDraft);
        return Outcome.done(keep(new Draft(number, given.account().login(), now, form, Pieces.NONE, false)));
    }

    private Outcome<Draft> draftOf(Account account, String number) {
        Draft draft = drafts.get(number);
        if (draft == null || !draft.account().equals(account.login())) {
            return Outcome.refused(Refusal.BROUILLON_INTROUVABLE);
        }
        return account.holds(draft.form().siret()) ? Outcome.done(draft) : Outcome.refused(Refusal.SIRET_NON_RATTACHE);
    }

    private List<Draft> openDrafts(Account account, FileSearch search) {
        return drafts.values().stream()
                .filter(d -> !d.isDeposited() && d.account().equals(account.login()))
                .filter(d -> account.holds(d.form().siret()) && search.finds(d.form()))
                .toList();
    }

    private Outcome<Piece> attach(DraftAndPiece given) {
        return given.draft().attach(given.piece()).map(this::keep).map(draft -> given.piece());
    }

    private Outcome<CurrentFile> deposit(DraftAndDeclaration given) {
        Draft draft = given.draft();
        Fate fate = given.declaration()
                .fate()
                .map(wish -> draft.form().fate().with(wish))
                .orElse(draft.form().fate());
        List<FieldError> errors = given.declaration().errors();
        if (fate.scenario() == Scenario.NOT_ACCEPTED) {
            errors.add(new FieldError("contrat.intitule", "L'intitulé du poste ne permet pas le dépôt de la demande."));
        }
        return errors.isEmpty()
                ? Outcome.done(accept(draft, fate))
                : new Outcome.Refused<>(Refusal.DEPOT_REJETE, errors);
    }

    private CurrentFile accept(Draft draft, Fate fate) {
        keep(draft.deposited());
        PortalFile file = new PortalFile(
                nextFile(),
                draft.number(),
                draft.account(),
                draft.form(),
                fate.scenario(),
                clock.instant(),
                List.of(),
                Map.of());
        return current(register(file, fate, false));
    }

    private PortalFile register(PortalFile file, Fate fate, boolean byPlatform) {
        Form form = file.form();
        String draft = Objects.requireNonNull(file.draft());
        ledger.add(new Ledger.Entry(
                file.number(), draft, form.reference(), form.siret(), file.registeredAt(), fate, byPlatform));
        return keep(file);
    }

    private String nextFile() {
        return number("D", clock.instant(), ++lastFile);
    }

    private Outcome<CurrentFile> addFile(Form form) {
        if (files.size() >= properties.capacity()) {
            return Outcome.refused(Refusal.PORTAIL_SATURE);
        }
        if (form.fate().scenario() == Scenario.NOT_ACCEPTED) {
            return Outcome.refused(
                    Refusal.FORMULAIRE_INVALIDE, "contrat.intitule", "Ce scénario ne donne pas de demande.");
        }
        Scenario scenario = form.fate().scenario();
        return Outcome.done(current(
                keep(new PortalFile(nextFile(), null, null, form, scenario, clock.instant(), List.of(), Map.of()))));
    }

    /** Newest first, as portals list. Found only once the visibility delay has passed. */
    private List<PortalFile> visibleFiles(Account account, FileSearch search) {
        Instant visibleBefore = clock.instant().minus(properties.visibilityDelay());
        return files.values().stream()
                .filter(account::sees)
                .filter(f -> search.finds(f.form()))
                .filter(f -> !f.registeredAt().isAfter(visibleBefore))
                .sorted(Comparator.comparing(PortalFile::registeredAt)
                        .thenComparing(PortalFile::number)
                        .reversed())
                .toList();
    }

    private Page page(List<PortalFile> found, int page) {
        List<CurrentFile> shown = found.stream()
                .skip((page - 1L) * FILES_A_PAGE)
                .limit(FILES_A_PAGE)
                .map(this::current)
                .toList();
        return new Page(shown, page, Math.max(1, Math.ceilDiv(found.size(), FILES_A_PAGE)), found.size());
    }

    private Outcome<CurrentFile> fileOf(Account account, String number) {
        PortalFile file = files.get(number);
        if (file == null) {
            return Outcome.refused(Refusal.DEMANDE_INTROUVABLE);
        }
        if (!account.holds(file.form().siret())) {
            return Outcome.refused(Refusal.SIRET_NON_RATTACHE);
        }
        return account.sees(file) ? Outcome.done(current(file)) : Outcome.refused(Refusal.DEMANDE_INTROUVABLE);
    }

    private static Outcome<CurrentFile> refuseClosed(CurrentFile current, int complement) {
        if (!current.life().wasAskedComplement(complement)) {
            return Outcome.refused(Refusal.COMPLEMENT_INTROUVABLE);
        }
        return current.life().awaitsComplement(complement)
                        && current.file().answers().size() < complement
                ? Outcome.done(current)
                : Outcome.refused(Refusal.COMPLEMENT_CLOS);
    }

    private static Outcome<CurrentFile> refuseSent(CurrentFile current, int complement) {
        return current.life().wasAskedComplement(complement)
                        && current.file().answers().size() >= complement
                ? Outcome.refused(Refusal.COMPLEMENT_DEJA_ENVOYE)
                : Outcome.done(current);
    }

    private Outcome<Piece> attach(FileAndPiece given, int complement) {
        PortalFile file = given.current().file();
        return file.attach(complement, given.piece()).map(this::keep).map(next -> given.piece());
    }

    private Outcome<SentComplement> send(PortalFile file, int complement) {
        List<FieldError> missing =
                file.missingPieces(complement).stream().map(Portal::missing).toList();
        if (!missing.isEmpty()) {
            return new Outcome.Refused<>(Refusal.PIECES_MANQUANTES, missing);
        }
        Instant now = clock.instant();
        ComplementAnswer answer = new ComplementAnswer(now, number("AC", now, ++lastCertificate));
        keep(file.answer(answer));
        return Outcome.done(new SentComplement(file.number(), complement, answer));
    }

    private static FieldError missing(Wanted piece) {
        return new FieldError(piece.code(), "Pièce manquante : " + piece.label());
    }

    private CurrentFile current(PortalFile file) {
        return new CurrentFile(file, file.life(properties.review(), clock.instant()));
    }

    private Draft keep(Draft draft) {
        drafts.put(draft.number(), draft);
        return draft;
    }

    private Draft remove(Draft draft) {
        drafts.remove(draft.number());
        return draft;
    }

    private PortalFile keep(PortalFile file) {
        files.put(file.number(), file);
        return file;
    }

    private static String number(String prefix, Instant now, int count) {
        return "%s-%d-%07d".formatted(prefix, Paris.day(now).getYear(), count);
    }
}
