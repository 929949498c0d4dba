package fr.passerelle.platform;

import static fr.passerelle.platform.FilingForms.ESTABLISHMENT;
import static fr.passerelle.platform.FilingForms.OTHER_ESTABLISHMENT;
import static fr.passerelle.platform.FilingForms.aForm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.passerelle.parties.BirthDate;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What any platform behind the port promises. The fake keeps it, and so does the client against the simulator. */
public abstract class PlatformContract {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final DepositNumber NEVER_GIVEN = new DepositNumber("D-2020-9999999");
    private static final byte[] PDF = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    private final String reference = "PSR-" + UUID.randomUUID();
    private final Credentials account = new Credentials(reference + "@example.org", "correct horse");

    protected abstract Platform platform();

    /** Moves the platform's clock forward. Sessions end meanwhile as they do. */
    protected abstract void pass(Duration time);

    /** The delay after which the platform lists a new file. */
    protected abstract Duration visibilityDelay();

    /** An account that the platform has locked. */
    protected abstract Credentials lockedAccount();

    /** Words in the job's title that make the platform ask for complements, where it takes words. */
    protected abstract String titleOfFileWithComplements();

    /** Moves on until the platform asks for complements on this file, whose form bears {@link #titleOfFileWithComplements}. */
    protected abstract void untilComplementsAreAsked(DepositNumber deposit);

    /** Moves on until the platform has granted this file. */
    protected abstract void untilGranted(DepositNumber deposit);

    @Test
    void saysWhetherItIsOpen() {
        PortalState state = got(platform().state());

        assertThat(state.open()).isTrue();
        assertThat(state.simulator()).isTrue();
    }

    @Test
    void opensASession() {
        LogIn answer = got(platform().logIn(account));

        assertThat(answer).isInstanceOf(LogIn.Opened.class);
    }

    @Test
    void refusesAnotherPassword() {
        session();

        LogIn answer = got(platform().logIn(new Credentials(account.login(), "battery staple")));

        assertThat(answer).isEqualTo(new LogIn.PasswordRefused());
    }

    @Test
    void doesNotOpenALockedAccount() {
        LogIn answer = got(platform().logIn(lockedAccount()));

        assertThat(answer).isEqualTo(new LogIn.Locked());
    }

    @Test
    void endsTheFormerSessionOfAnAccount() {
        Session former = session();
        Session present = session();

        assertThatExceptionOfType(SessionEnded.class)
                .isThrownBy(() -> got(platform().drafts(former, ESTABLISHMENT, reference)));
        assertThat(got(platform().drafts(present, ESTABLISHMENT, reference))).isEmpty();
    }

    @Test
    void endsASessionAfterTwentyMinutes() {
        Session session = session();
        pass(Duration.ofMinutes(20));

        assertThatExceptionOfType(SessionEnded.class)
                .isThrownBy(() -> got(platform().drafts(session, ESTABLISHMENT, reference)));
    }

    @Test
    void endsASessionOnRequest() {
        Session session = session();
        platform().logOut(session).block(PATIENCE);

        assertThatExceptionOfType(SessionEnded.class)
                .isThrownBy(() -> got(platform().drafts(session, ESTABLISHMENT, reference)));
    }

    @Test
    void findsADraftByItsReference() {
        Session session = session();
        Draft draft = draft(session, aForm());

        assertThat(draft.submitted()).isFalse();
        assertThat(draft.establishment()).isEqualTo(ESTABLISHMENT);
        assertThat(draft.reference()).isEqualTo(reference);
        assertThat(draft.pieces()).isEmpty();
        assertThat(got(platform().drafts(session, ESTABLISHMENT, reference))).containsExactly(draft);
        assertThat(got(platform().drafts(session, ESTABLISHMENT, "another"))).isEmpty();
    }

    @Test
    void showsWhoIsInADraft() {
        Session session = session();
        Draft draft = draft(session, aForm());
        Person typed = aForm().expected(draft.number()).person();

        assertThat(draft.person().name().folded()).isEqualTo(typed.name().folded());
        assertThat(draft.person().birthDate()).isEqualTo(typed.birthDate());
        assertThat(draft.person().foreignerNumber()).isEqualTo(typed.foreignerNumber());
    }

    @Test
    void showsTheDocumentsItKept() {
        Session session = session();
        Draft draft = draft(session, aForm());

        Attachment answer = got(platform().attach(session, draft.number(), document("passeport")));

        Draft.Piece piece = new Draft.Piece("passeport", PDF.length, sha256(PDF));
        assertThat(answer).isEqualTo(new Attachment.Kept(piece));
        assertThat(present(session, draft.number()).pieces()).containsExactly(piece);
    }

    @Test
    void replacesADocumentOfTheSameCode() {
        Session session = session();
        Draft draft = draft(session, aForm());
        byte[] changed = "%PDF-1.7\nchanged\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

        got(platform().attach(session, draft.number(), document("passeport")));
        got(platform().attach(session, draft.number(), new Upload("passeport", "p.pdf", changed, sha256(changed))));

        assertThat(present(session, draft.number()).pieces())
                .containsExactly(new Draft.Piece("passeport", changed.length, sha256(changed)));
    }

    @Test
    void refusesADocumentThatIsNoPdf() {
        Session session = session();
        Draft draft = draft(session, aForm());
        byte[] text = "not a PDF".getBytes(StandardCharsets.US_ASCII);

        Attachment answer =
                got(platform().attach(session, draft.number(), new Upload("passeport", "p.pdf", text, sha256(text))));

        assertThat(answer).isInstanceOf(Attachment.DocumentRefused.class);
        assertThat(present(session, draft.number()).pieces()).isEmpty();
    }

    @Test
    void losesADeletedDraft() {
        Session session = session();
        Draft draft = draft(session, aForm());

        assertThat(got(platform().deleteDraft(session, draft.number()))).isEqualTo(DraftDeletion.DELETED);

        assertThat(got(platform().readDraft(session, draft.number(), ESTABLISHMENT.siren())))
                .isEqualTo(new DraftReading.Gone());
        assertThat(got(platform().drafts(session, ESTABLISHMENT, reference))).isEmpty();
        assertThat(got(platform().deleteDraft(session, draft.number()))).isEqualTo(DraftDeletion.ALREADY_GONE);
    }

    @Test
    void givesAReceiptForASubmission() {
        Session session = session();
        Draft draft = draft(session, aForm());

        SubmitAnswer answer = submit(session, draft.number());

        assertThat(answer).isInstanceOfSatisfying(SubmitAnswer.Accepted.class, accepted -> {
            assertThat(accepted.receipt().draft()).isEqualTo(draft.number());
            assertThat(accepted.receipt().registeredAtText()).isNotBlank();
            assertThat(accepted.exchange().status()).isEqualTo(201);
            assertThat(accepted.exchange().body()).isNotEmpty();
        });
        assertThat(present(session, draft.number()).submitted()).isTrue();
        assertThat(got(platform().drafts(session, ESTABLISHMENT, reference))).isEmpty();
        assertThat(got(platform().deleteDraft(session, draft.number()))).isEqualTo(DraftDeletion.ALREADY_SUBMITTED);
    }

    @Test
    void neverAcceptsADraftTwice() {
        Session session = session();
        Draft draft = draft(session, aForm());
        submit(session, draft.number());

        SubmitAnswer second = submit(session, draft.number());

        assertThat(second).isInstanceOf(SubmitAnswer.Unknown.class);
        pass(visibilityDelay());
        assertThat(got(platform().files(session, FileSearch.ofReference(ESTABLISHMENT, reference))))
                .hasSize(1);
    }

    @Test
    void neverAcceptsADeletedDraft() {
        Session session = session();
        Draft draft = draft(session, aForm());
        got(platform().deleteDraft(session, draft.number()));

        SubmitAnswer answer = submit(session, draft.number());

        assertThat(answer).isInstanceOf(SubmitAnswer.Unknown.class);
        pass(visibilityDelay());
        assertThat(got(platform().files(session, FileSearch.ofReference(ESTABLISHMENT, reference))))
                .isEmpty();
    }

    @Test
    void neverAcceptsASubmissionWithoutASession() {
        Session session = session();
        Draft draft = draft(session, aForm());
        platform().logOut(session).block(PATIENCE);

        SubmitAnswer answer = submit(session, draft.number());

        assertThat(answer).isInstanceOf(SubmitAnswer.Unknown.class);
        assertThat(present(session(), draft.number()).submitted()).isFalse();
    }

    @Test
    void refusesADocumentForASubmittedDraft() {
        Session session = session();
        Draft draft = draft(session, aForm());
        submit(session, draft.number());

        assertThatExceptionOfType(PlatformRefusal.class)
                .isThrownBy(() -> got(platform().attach(session, draft.number(), document("passeport"))));
    }

    @Test
    void listsAFileOnceItIsVisible() {
        Session session = session();
        Draft draft = draft(session, aForm());
        DepositNumber deposit = filed(session, draft);
        FileSearch byReference = FileSearch.ofReference(ESTABLISHMENT, reference);

        assertThat(got(platform().files(session, byReference))).isEmpty();
        pass(visibilityDelay());

        List<FileSummary> files = got(platform().files(session, byReference));
        assertThat(files).singleElement().satisfies(file -> {
            assertThat(file.deposit()).isEqualTo(deposit);
            assertThat(file.label()).isEqualTo("Déposée");
            assertThat(ReceiptMatch.proves(expected(draft.number()), file)).isTrue();
        });
    }

    @Test
    void narrowsASearchByEveryMemberGiven() {
        Session session = session();
        filed(session, draft(session, aForm()));
        pass(visibilityDelay());
        BirthDate born = BirthDate.parse("1990-04-12");

        assertThat(got(platform().files(session, new FileSearch(ESTABLISHMENT, reference, "El Amrani", born))))
                .hasSize(1);
        assertThat(got(platform().files(session, new FileSearch(ESTABLISHMENT, reference, "Durand", null))))
                .isEmpty();
        assertThat(got(platform()
                        .files(session, new FileSearch(ESTABLISHMENT, reference, null, BirthDate.parse("1991-04-12")))))
                .isEmpty();
        assertThat(got(platform().files(session, FileSearch.ofReference(OTHER_ESTABLISHMENT, reference))))
                .isEmpty();
    }

    @Test
    void readsAFileByItsNumberAtOnce() {
        Session session = session();
        DepositNumber deposit = filed(session, draft(session, aForm()));

        PlatformFile file = file(session, deposit);

        assertThat(file.summary().deposit()).isEqualTo(deposit);
        assertThat(file.summary().status()).isEqualTo(FileStatus.SUBMITTED);
        assertThat(file.history()).isNotEmpty();
        assertThat(file.complements()).isEmpty();
        assertThat(file.decision()).isNull();
    }

    @Test
    void knowsNoFileOfANumberItNeverGave() {
        Session session = session();

        assertThat(got(platform().readFile(session, NEVER_GIVEN, ESTABLISHMENT.siren())))
                .isEqualTo(new FileReading.Absent());
    }

    @Test
    void takesTheAnswerToARequestForComplementsOnce() {
        DepositNumber deposit = filed(draftWithComplements());
        untilComplementsAreAsked(deposit);
        Session session = session();
        PlatformFile.Complement asked =
                file(session, deposit).awaitedComplement().orElseThrow();
        ComplementSubmission answer = new ComplementSubmission(deposit, asked.number(), "Voici les pièces.");

        assertThat(got(platform().sendComplement(session, answer))).isInstanceOf(SubmitAnswer.Refused.class);
        for (PlatformFile.Complement.Piece piece : asked.pieces()) {
            assertThat(got(platform().attachToComplement(session, deposit, asked.number(), document(piece.code()))))
                    .isInstanceOf(Attachment.Kept.class);
        }
        assertThat(got(platform().sendComplement(session, answer))).isInstanceOf(SubmitAnswer.Accepted.class);
        assertThat(got(platform().sendComplement(session, answer))).isInstanceOf(SubmitAnswer.Unknown.class);
        assertThat(file(session, deposit).summary().status()).isEqualTo(FileStatus.INFORMATION_PROVIDED);
        assertThat(file(session, deposit).awaitedComplement()).isEmpty();
    }

    @Test
    void givesTheAttestationAsPdf() {
        Session session = session();
        DepositNumber deposit = filed(session, draft(session, aForm()));

        assertThat(got(platform().attestation(session, deposit))).startsWith('%', 'P', 'D', 'F', '-');
    }

    @Test
    void givesTheDecisionOnceThereIsOne() {
        Session first = session();
        DepositNumber deposit = filed(first, draft(first, aForm()));

        assertThatExceptionOfType(PlatformRefusal.class)
                .isThrownBy(() -> got(platform().decision(first, deposit)));
        untilGranted(deposit);

        Session session = session();
        PlatformFile file = file(session, deposit);
        assertThat(file.summary().status()).isEqualTo(FileStatus.GRANTED);
        assertThat(file.decision())
                .isNotNull()
                .satisfies(d -> assertThat(d.favourable()).isTrue());
        assertThat(got(platform().decision(session, deposit))).startsWith('%', 'P', 'D', 'F', '-');
    }

    private Session session() {
        return opened(platform().logIn(account));
    }

    private static Session opened(Mono<LogIn> answer) {
        return ((LogIn.Opened) got(answer)).session();
    }

    private Draft draft(Session session, FilingForms form) {
        DraftCreation answer =
                got(platform().createDraft(session, form.reference(reference).build()));
        return ((DraftCreation.Created) answer).draft();
    }

    private Draft draftWithComplements() {
        return draft(session(), aForm().title(titleOfFileWithComplements()));
    }

    private Draft present(Session session, DraftNumber number) {
        return ((DraftReading.Present) got(platform().readDraft(session, number, ESTABLISHMENT.siren()))).draft();
    }

    private SubmitAnswer submit(Session session, DraftNumber number) {
        return got(platform().submit(session, new Submission(number, "Anne Durand", expected(number))));
    }

    private Submission.Expected expected(DraftNumber number) {
        return aForm().reference(reference).expected(number);
    }

    private DepositNumber filed(Draft draft) {
        return filed(session(), draft);
    }

    private DepositNumber filed(Session session, Draft draft) {
        return ((SubmitAnswer.Accepted) submit(session, draft.number()))
                .receipt()
                .deposit();
    }

    private PlatformFile file(Session session, DepositNumber deposit) {
        return ((FileReading.Present) got(platform().readFile(session, deposit, ESTABLISHMENT.siren()))).file();
    }

    private static Upload document(String code) {
        return new Upload(code, code + ".pdf", PDF, sha256(PDF));
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T got(Mono<T> answer) {
        @Nullable T value = answer.block(PATIENCE);
        return Objects.requireNonNull(value, "an answer");
    }
}
