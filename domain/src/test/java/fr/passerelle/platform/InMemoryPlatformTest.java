package fr.passerelle.platform;

import static fr.passerelle.platform.FilingForms.ESTABLISHMENT;
import static fr.passerelle.platform.FilingForms.aForm;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class InMemoryPlatformTest extends PlatformContract {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T09:00:00Z"));
    private final InMemoryPlatform platform = new InMemoryPlatform(now::get);

    @Override
    protected Platform platform() {
        return platform;
    }

    @Override
    protected void pass(Duration time) {
        now.updateAndGet(i -> i.plus(time));
    }

    @Override
    protected Duration visibilityDelay() {
        return InMemoryPlatform.VISIBILITY_DELAY;
    }

    @Override
    protected Credentials lockedAccount() {
        platform.lockAccount("locked@example.org");
        return new Credentials("locked@example.org", "secret");
    }

    @Override
    protected String titleOfFileWithComplements() {
        return "Maçon";
    }

    @Override
    protected void untilComplementsAreAsked(DepositNumber deposit) {
        pass(Duration.ofDays(4));
        platform.askForComplement(deposit, "Merci de joindre le contrat.", LocalDate.of(2026, 12, 23));
    }

    @Override
    protected void untilGranted(DepositNumber deposit) {
        pass(Duration.ofDays(12));
        platform.grant(deposit, "AT-2026-1");
    }

    @Test
    void writesASubmissionWhoseAnswerIsLostInTheLedger() {
        Session session = session();
        DraftNumber draft = draft(session);
        platform.loseNextSubmitAnswer();

        SubmitAnswer answer = submit(session, draft);

        assertThat(answer).isInstanceOf(SubmitAnswer.Unknown.class);
        assertThat(platform.ledger())
                .singleElement()
                .satisfies(f -> assertThat(f.draft()).isEqualTo(draft));
    }

    @Test
    void writesNothingOfASubmissionThatWasLostOnItsWay() {
        Session session = session();
        DraftNumber draft = draft(session);
        platform.loseNextSubmission();
        platform.failBeforeSendingNextSubmission();

        assertThat(submit(session, draft)).isInstanceOf(SubmitAnswer.Unknown.class);
        assertThat(submit(session, draft)).isInstanceOf(SubmitAnswer.NotSent.class);
        assertThat(platform.ledger()).isEmpty();
        assertThat(platform.openDrafts()).containsExactly(draft);
    }

    @Test
    void rejectsSubmissionsWhenTold() {
        Session session = session();
        DraftNumber draft = draft(session);
        platform.rejectSubmissions(new Rejection("DEPOT_REJETE", "Rejeté.", List.of()));

        assertThat(submit(session, draft)).isInstanceOf(SubmitAnswer.Refused.class);
        assertThat(platform.ledger()).isEmpty();
    }

    @Test
    void losesAnAnswerAfterItsEffect() {
        Session session = session();
        platform.loseNextAnswer(InMemoryPlatform.Call.CREATE_DRAFT);

        StepVerifier.create(platform.createDraft(session, aForm().build())).verifyError(PlatformUnavailable.class);

        assertThat(platform.openDrafts()).hasSize(1);
    }

    @Test
    void answersNothingWhileItIsDown() {
        Session session = session();
        DraftNumber draft = draft(session);
        platform.goDown();

        StepVerifier.create(platform.readDraft(session, draft, ESTABLISHMENT.siren()))
                .verifyError(PlatformUnavailable.class);
        assertThat(submit(session, draft)).isInstanceOf(SubmitAnswer.NotSent.class);
    }

    private Session session() {
        LogIn answer =
                platform.logIn(new Credentials("fake@example.org", "secret")).block();
        return ((LogIn.Opened) Objects.requireNonNull(answer)).session();
    }

    private DraftNumber draft(Session session) {
        DraftCreation answer = platform.createDraft(session, aForm().build()).block();
        return ((DraftCreation.Created) Objects.requireNonNull(answer)).draft().number();
    }

    private SubmitAnswer submit(Session session, DraftNumber draft) {
        SubmitAnswer answer = platform.submit(session, new Submission(draft, "Anne Durand", aForm().expected(draft)))
                .block();
        return Objects.requireNonNull(answer);
    }
}
