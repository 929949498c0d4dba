package fr.passerelle.requests;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.documents.Document;
import fr.passerelle.parties.Employer;
import fr.passerelle.platform.InMemoryPlatform.Call;
import fr.passerelle.platform.Rejection;
import fr.passerelle.tasks.TaskKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileRequestTest {
    private final FilingWorld world = new FilingWorld();
    private final Employer employer = world.employer();

    @Test
    void followsARequestFromItsDraftToItsGrant() {
        AuthorisationRequest request = world.filed(employer);

        world.portal.grant(world.deposit(request), "AT-2026-1");
        world.after(Duration.ofDays(20));

        assertThat(world.events(request))
                .containsExactly(
                        "request.created", "request.queued", "request.filing", "request.filed", "request.granted");
        assertThat(world.attemptStates(request)).containsExactly(Attempt.State.ACCEPTED);
        assertThat(world.documents(Document.Owner.platform(request.id()))).containsExactly("attestation", "decision");
        assertThat(world.authorisation(request).number()).isEqualTo("AT-2026-1");
        assertThat(world.portal.ledger()).hasSize(1);
        assertThat(world.isQueueEmpty()).isTrue();
    }

    @Test
    void tellsWhenItWasReceivedSubmittedAndRegistered() {
        AuthorisationRequest submitted = world.submitted(employer);
        world.after(Duration.ofHours(3));

        AuthorisationRequest filed = world.now(submitted);

        assertThat(filed.trail().receivedAt()).isEqualTo(submitted.updatedAt());
        assertThat(filed.trail().submittedAt()).isEqualTo(world.clock.instant());
        assertThat(filed.receipt().orElseThrow().receipt().registeredAt()).isEqualTo(world.clock.instant());
    }

    @Test
    void filesAgainInANewAttemptWhatThePortalDidNotAccept() {
        world.portal.rejectSubmissions(new Rejection("DEPOT_REJETE", "Le poste est incomplet.", List.of()));
        AuthorisationRequest refused = world.filed(employer);

        world.portal.rejectSubmissions(null);
        world.clock.advance(Duration.ofHours(1));
        DraftRequest.Draft corrected = world.draft(world.worker(employer), typed -> typed);
        AuthorisationRequest changed =
                FilingWorld.done(world.drafting.change(world.tenant, refused.id(), refused.version(), corrected));
        world.submitted(changed);
        world.runUntilIdle();

        assertThat(refused.state()).isInstanceOf(RequestState.NotAccepted.class);
        assertThat(world.state(refused)).isEqualTo("filed");
        assertThat(world.attemptStates(refused)).containsExactly(Attempt.State.REFUSED, Attempt.State.ACCEPTED);
        assertThat(world.events(refused))
                .containsExactly(
                        "request.created",
                        "request.queued",
                        "request.filing",
                        "request.not_accepted",
                        "request.changed",
                        "request.queued",
                        "request.filing",
                        "request.filed");
        assertThat(world.portal.ledger()).hasSize(1);
        assertThat(world.portal.openDrafts()).isEmpty();
    }

    @Test
    void handsAFormThatThePortalRefusesBackToTheClient() {
        world.portal.rejectForms(new Rejection("FORMULAIRE", "SIRET inconnu", List.of()));

        AuthorisationRequest request = world.filed(employer);

        assertThat(world.state(request)).isEqualTo("not_accepted");
        assertThat(world.attempts(request)).isEmpty();
        assertThat(world.isQueueEmpty()).isTrue();
    }

    @Test
    void handsADocumentThatThePortalRefusesBackToTheClient() {
        world.portal.rejectDocuments(new Rejection("PIECE_ILLISIBLE", "Illisible", List.of()));

        AuthorisationRequest request = world.filed(employer);

        assertThat(world.state(request)).isEqualTo("not_accepted");
        assertThat(world.openKinds(request)).containsExactly(TaskKind.DOCUMENT_REFUSED);
        assertThat(world.task(request).evidence()).containsEntry("document_type", "permit_copy");
        assertThat(world.attemptStates(request)).containsExactly(Attempt.State.ABANDONED);
        assertThat(world.portal.calls(Call.SUBMIT)).isZero();
    }

    @Test
    void settlesTheTaskOfARefusedDocumentOnceItIsReplacedAndSubmitted() {
        world.portal.rejectDocuments(new Rejection("PIECE_ILLISIBLE", "Illisible", List.of()));
        AuthorisationRequest request = world.filed(employer);

        world.portal.rejectDocuments(null);
        world.attached(request, "permit_copy", "a better scan");
        world.submitted(request);

        assertThat(world.openTasks(request)).isEmpty();
        world.runUntilIdle();
        assertThat(world.state(request)).isEqualTo("filed");
    }

    @Test
    void neverIntendsToSubmitADraftThatLacksADocument() {
        world.portal.dropDocuments("PERMIT_COPY");
        AuthorisationRequest request = world.filed(employer);

        world.after(FilingWorld.PACES.longestRetry());

        assertThat(world.state(request)).isEqualTo("queued");
        assertThat(world.attemptStates(request)).containsExactly(Attempt.State.PREPARING);
        assertThat(world.portal.calls(Call.SUBMIT)).isZero();
    }

    @Test
    void sendsAgainOnlyWhatTheDraftLacks() {
        world.portal.dropDocuments("PERMIT_COPY");
        AuthorisationRequest request = world.submitted(world.attached(world.drafted(employer), "id_passport_pages"));
        world.runUntilIdle();
        assertThat(world.portal.calls(Call.ATTACH)).isEqualTo(2);

        world.portal.dropNoDocuments();
        world.after(FilingWorld.PACES.longestRetry());

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.portal.calls(Call.ATTACH)).isEqualTo(3);
    }

    @Test
    void stopsSendingADocumentThatThePlatformNeverKeeps() {
        world.portal.dropDocuments("PERMIT_COPY");
        AuthorisationRequest request = world.filed(employer);

        world.during(Duration.ofHours(12), Duration.ofMinutes(30));

        assertThat(world.state(request)).isEqualTo("not_accepted");
        assertThat(world.openKinds(request)).containsExactly(TaskKind.DOCUMENT_REFUSED);
        assertThat(world.task(request).evidence()).containsEntry("document_type", "permit_copy");
        assertThat(world.portal.calls(Call.ATTACH)).isLessThan(20);
    }

    @Test
    void waitsForAMandateThatLapsedBetweenSubmissionAndFiling() {
        Employer mandated = world.employer("autre@example.org");
        AuthorisationRequest request = world.submitted(mandated);
        world.revokeMandates(mandated);

        world.runUntilIdle();
        world.during(Duration.ofDays(2), Duration.ofHours(6));

        assertThat(world.openKinds(request)).containsExactly(TaskKind.MANDATE_LAPSED);
        assertThat(world.portal.calls(Call.LOG_IN)).isZero();
    }

    @Test
    void filesOnceANewMandateIsDocumented() {
        AuthorisationRequest request = world.submitted(employer);
        world.revokeMandates(employer);
        world.runUntilIdle();

        world.mandate(employer, null);
        world.runUntilIdle();

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.openTasks(request)).isEmpty();
    }

    @Test
    void waitsLongerEachTimeNothingCouldBeSent() {
        AuthorisationRequest request = world.submitted(employer);
        for (int i = 0; i < 50; i++) {
            world.portal.failBeforeSendingNextSubmission();
        }

        world.during(Duration.ofMinutes(10), Duration.ofSeconds(10));

        assertThat(world.state(request)).isEqualTo("queued");
        assertThat(world.portal.calls(Call.SUBMIT)).isLessThan(10);
        assertThat(world.portal.ledger()).isEmpty();
    }
}
