package fr.passerelle.requests;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.journal.Idempotency;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Readiness.Blocker;
import fr.passerelle.platform.InMemoryPlatform.Call;
import fr.passerelle.platform.Rejection;
import fr.passerelle.testing.EmployerBuilder;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubmitRequestTest {
    private final FilingWorld world = new FilingWorld();

    @Test
    void queuesACompleteRequestWithoutAskingThePlatform() {
        AuthorisationRequest request = world.submitted(world.employer());

        assertThat(world.state(request)).isEqualTo("queued");
        assertThat(world.portal.calls(Call.LOG_IN)).isZero();
        assertThat(world.isQueueEmpty()).isFalse();
    }

    @Test
    void namesAllThatIsLackingAtOnce() {
        Employer employer = world.unlinkedEmployer(typed -> typed);
        world.revokeMandates(employer);
        AuthorisationRequest request = world.drafted(world.draft(
                world.worker(employer),
                typed -> typed.residingInFrance(false).withoutContract().job(null)));

        Outcome outcome = submit(request, null, null);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.NotReady.class, not -> {
            assertThat(not.completeness().missing())
                    .extracting(gap -> gap.pointer() == null ? String.valueOf(gap.document()) : gap.pointer())
                    .contains("/job", "/contract/type", "/contract/start", "id_passport_pages");
            assertThat(not.blockers()).containsExactly(Blocker.MANDATE_EXPIRED, Blocker.ACCOUNT_UNLINKED);
            assertThat(not.approvalMissing()).isFalse();
        });
        assertThat(world.state(request)).isEqualTo("draft");
    }

    @Test
    void acceptsARequestWhileTheAccountIsLocked() {
        Employer employer = world.employer();
        world.portal.lockAccount(FilingWorld.LOGIN);
        world.filed(employer);

        AuthorisationRequest request = world.submitted(employer);

        assertThat(world.state(request)).isEqualTo("queued");
    }

    @Test
    void keepsTheWarningsThatTheClientTakesUponItself() {
        AuthorisationRequest request = world.drafted(world.employer());
        SubmitRequest.Command command =
                new SubmitRequest.Command("author", null, Set.of("document_expected:social_contrib_cert"), null);

        FilingWorld.done(world.submission.submit(world.tenant, request.id(), command, FilingWorld.key()));

        assertThat(world.now(request).wishes().acknowledged()).containsExactly("document_expected:social_contrib_cert");
    }

    @Test
    void wantsTheApprovalOfAnotherUserWhereTheEmployerAsksForIt() {
        Employer employer = world.employer(FilingWorld.LOGIN, EmployerBuilder::requiringApproval);
        AuthorisationRequest request = world.drafted(employer);

        assertThat(submit(request, "author", null))
                .isInstanceOfSatisfying(
                        Outcome.NotReady.class,
                        not -> assertThat(not.approvalMissing()).isTrue());
        assertThat(submit(request, "author", "author")).isInstanceOf(Outcome.NotReady.class);
        assertThat(submit(request, "author", "head")).isInstanceOf(Outcome.Done.class);
        assertThat(world.now(request).wishes().approvedBy()).isEqualTo("head");
    }

    @Test
    void doesNotLetTheAuthorApproveByHavingAnotherUserSubmit() {
        Employer employer = world.employer(FilingWorld.LOGIN, EmployerBuilder::requiringApproval);
        AuthorisationRequest request = world.drafted(employer);

        Outcome outcome = submit(request, "colleague", "author");

        assertThat(outcome).isInstanceOf(Outcome.NotReady.class);
    }

    @Test
    void letsWhoApprovesSubmitToo() {
        Employer employer = world.employer(FilingWorld.LOGIN, EmployerBuilder::requiringApproval);
        AuthorisationRequest request = world.drafted(employer);

        Outcome outcome = submit(request, "head", "head");

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void wantsAFreshApprovalOfWhatWasChanged() {
        Employer employer = world.employer(FilingWorld.LOGIN, EmployerBuilder::requiringApproval);
        world.portal.rejectSubmissions(new Rejection("DEPOT_REJETE", "Non.", List.of()));
        AuthorisationRequest request = world.drafted(employer);
        submit(request, "author", "head");
        world.runUntilIdle();
        AuthorisationRequest refused = world.now(request);
        DraftRequest.Draft other = world.draft(world.worker(employer), typed -> typed);
        FilingWorld.done(world.drafting.change(world.tenant, request.id(), refused.version(), other));

        Outcome outcome = submit(request, "author", null);

        assertThat(outcome).isInstanceOf(Outcome.NotReady.class);
    }

    @Test
    void refusesAVersionThatIsNoLongerThePresentOne() {
        AuthorisationRequest request = world.drafted(world.employer());
        world.attached(request, "diploma");
        SubmitRequest.Command command = new SubmitRequest.Command("author", null, Set.of(), request.version());

        Outcome outcome =
                FilingWorld.got(world.submission.submit(world.tenant, request.id(), command, FilingWorld.key()));

        assertThat(outcome).isEqualTo(new Outcome.Stale(request.version() + 1));
    }

    @Test
    void submitsOnce() {
        AuthorisationRequest request = world.submitted(world.employer());

        assertThat(submit(request, "author", null)).isEqualTo(new Outcome.WrongState("queued"));
    }

    @Test
    void answersARepeatedCallFromTheFirst() {
        AuthorisationRequest request = world.drafted(world.employer());
        Idempotency key = FilingWorld.key();
        FilingWorld.done(world.submission.submit(world.tenant, request.id(), FilingWorld.command(), key));
        world.runUntilIdle();

        Outcome again =
                FilingWorld.got(world.submission.submit(world.tenant, request.id(), FilingWorld.command(), key));

        assertThat(again).isEqualTo(new Outcome.Done(world.now(request), true));
        assertThat(world.portal.ledger()).hasSize(1);
    }

    @Test
    void refusesTheKeyOfAnotherCall() {
        AuthorisationRequest request = world.drafted(world.employer());
        Idempotency key = FilingWorld.key();
        FilingWorld.done(world.submission.submit(world.tenant, request.id(), FilingWorld.command(), key));

        Outcome other = FilingWorld.got(world.submission.submit(
                world.tenant, request.id(), FilingWorld.command(), new Idempotency(key.key(), "other")));

        assertThat(other).isEqualTo(new Outcome.KeyReused());
    }

    private Outcome submit(AuthorisationRequest request, @Nullable String user, @Nullable String approver) {
        SubmitRequest.Command command = new SubmitRequest.Command(user, approver, Set.of(), null);
        return FilingWorld.got(world.submission.submit(world.tenant, request.id(), command, FilingWorld.key()));
    }
}
