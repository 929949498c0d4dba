package fr.passerelle.requests;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.RequestId;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Worker;
import fr.passerelle.platform.Rejection;
import fr.passerelle.requests.AuthorisationRequest.Wishes;
import fr.passerelle.testing.ContentBuilder;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DraftRequestTest {
    private final FilingWorld world = new FilingWorld();
    private final Employer employer = world.employer();
    private final Worker worker = world.worker(employer);

    @Test
    void keepsADraftThatLacksAlmostAnything() {
        AuthorisationRequest request = world.drafted(world.draft(
                worker, typed -> typed.residingInFrance(null).at(null).job(null).withoutContract()));

        assertThat(world.state(request)).isEqualTo("draft");
        assertThat(world.isQueueEmpty()).isTrue();
    }

    @Test
    void answersARepeatedCallFromTheFirst() {
        DraftRequest.Draft draft = world.draft(worker, typed -> typed);
        Idempotency key = FilingWorld.key();
        AuthorisationRequest first = FilingWorld.done(world.drafting.create(world.tenant, draft, key));

        Outcome again = FilingWorld.got(world.drafting.create(world.tenant, draft, key));

        assertThat(again).isEqualTo(new Outcome.Done(first, true));
        assertThat(world.events(first)).containsExactly("request.created");
    }

    @Test
    void refusesTheReferenceOfAnotherRequest() {
        DraftRequest.Draft draft = world.draft(worker, typed -> typed);
        AuthorisationRequest first = world.drafted(draft);
        DraftRequest.Draft other = world.draft(worker, typed -> typed.starting(LocalDate.of(2030, 1, 1)));

        Outcome outcome = create(referredToAs(other, draft.reference()));

        assertThat(outcome).isEqualTo(new Outcome.ReferenceTaken(first.id().value()));
    }

    @Test
    void answersTheOriginalOfACertainDuplicate() {
        AuthorisationRequest original =
                world.drafted(world.draft(worker, typed -> typed.contractReference("contract-7")));

        Outcome outcome = create(world.draft(worker, typed -> typed.contractReference("contract-7")));

        assertThat(outcome).isEqualTo(new Outcome.Duplicate(original.id(), true));
    }

    @Test
    void answersTheOriginalOfAPossibleDuplicateUnlessSomeoneKnowsBetter() {
        AuthorisationRequest original = world.drafted(world.draft(worker, typed -> typed));
        UnaryOperator<ContentBuilder> moved = typed -> typed.starting(LocalDate.of(2026, 5, 18));

        assertThat(create(world.draft(worker, moved))).isEqualTo(new Outcome.Duplicate(original.id(), false));
        assertThat(create(wishing(world.draft(worker, moved), null, new Wishes.NoDuplicate("two jobs", "camille"))))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void letsARefilingNameWhatItSupersedes() {
        AuthorisationRequest original = world.drafted(world.draft(worker, typed -> typed));

        Outcome outcome = create(wishing(world.draft(worker, typed -> typed), original.id(), null));

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void doesNotCountAWithdrawnRequestAsADuplicate() {
        world.withdraw(world.drafted(world.draft(worker, typed -> typed)));

        assertThat(create(world.draft(worker, typed -> typed))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void changesADraftOfTheVersionTheClientKnows() {
        AuthorisationRequest request = world.drafted(world.draft(worker, typed -> typed));
        DraftRequest.Draft other = world.draft(worker, typed -> typed.starting(LocalDate.of(2026, 9, 1)));

        AuthorisationRequest changed =
                FilingWorld.done(world.drafting.change(world.tenant, request.id(), request.version(), other));
        Outcome stale = FilingWorld.got(world.drafting.change(world.tenant, request.id(), request.version(), other));

        assertThat(changed.content().start()).isEqualTo("2026-09-01");
        assertThat(stale).isEqualTo(new Outcome.Stale(changed.version()));
    }

    @Test
    void changesNothingThatIsOnItsWay() {
        AuthorisationRequest request = world.submitted(employer);

        Outcome outcome = FilingWorld.got(world.drafting.change(
                world.tenant, request.id(), request.version(), world.draft(worker, typed -> typed)));

        assertThat(outcome).isEqualTo(new Outcome.WrongState("queued"));
    }

    @Test
    void keepsWhoseDocumentsAreAttachedWhenItIsChanged() {
        AuthorisationRequest request = world.drafted(employer);

        FilingWorld.done(world.drafting.change(
                world.tenant, request.id(), request.version(), world.draft(worker, typed -> typed)));
        world.submitted(world.now(request));
        world.runUntilIdle();

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.portal.piecesOf(world.portal.ledger().getFirst().draft()))
                .containsExactly("PERMIT_COPY");
    }

    @Test
    void submitsByItselfWhatIsCompleteFromTheStart() {
        AuthorisationRequest request = world.drafted(whenComplete(world.draft(worker, typed -> typed)));

        assertThat(world.state(request)).isEqualTo("queued");
    }

    @Test
    void submitsByItselfOnceAChangeMakesItComplete() {
        AuthorisationRequest request = world.drafted(whenComplete(world.draft(worker, typed -> typed.job(null))));
        assertThat(world.state(request)).isEqualTo("draft");

        FilingWorld.done(world.drafting.change(
                world.tenant, request.id(), request.version(), whenComplete(world.draft(worker, typed -> typed))));

        assertThat(world.state(request)).isEqualTo("queued");
    }

    @Test
    void finishesACallThatStoppedBeforeItSubmittedByItself() {
        DraftRequest.Draft draft = whenComplete(world.draft(worker, typed -> typed));
        Idempotency key = FilingWorld.key();
        world.lifeline.strike(1, Lifeline.Fault.DEATH_AFTER);
        world.drafting.create(world.tenant, draft, key).onErrorComplete().block();

        AuthorisationRequest request = FilingWorld.done(world.drafting.create(world.tenant, draft, key));

        assertThat(request.state()).isEqualTo(new RequestState.Queued());
    }

    @Test
    void doesNotSubmitAgainByItselfWhatThePortalDidNotAccept() {
        world.portal.rejectForms(new Rejection("FORMULAIRE", "SIRET inconnu", List.of()));
        DraftRequest.Draft draft = whenComplete(world.draft(worker, typed -> typed));
        Idempotency key = FilingWorld.key();
        FilingWorld.done(world.drafting.create(world.tenant, draft, key));
        world.runUntilIdle();

        AuthorisationRequest request = FilingWorld.done(world.drafting.create(world.tenant, draft, key));

        assertThat(request.state()).isInstanceOf(RequestState.NotAccepted.class);
    }

    private Outcome create(DraftRequest.Draft draft) {
        return FilingWorld.got(world.drafting.create(world.tenant, draft, FilingWorld.key()));
    }

    private static DraftRequest.Draft referredToAs(DraftRequest.Draft draft, ClientReference reference) {
        return new DraftRequest.Draft(
                draft.employer(), draft.worker(), reference, draft.content(), draft.wishes(), Map.of());
    }

    private static DraftRequest.Draft wishing(
            DraftRequest.Draft draft, @Nullable RequestId supersedes, Wishes.@Nullable NoDuplicate override) {
        return wishing(draft, new Wishes(false, "author", null, Set.of(), supersedes, override));
    }

    private static DraftRequest.Draft whenComplete(DraftRequest.Draft draft) {
        return wishing(draft, FilingWorld.wishes(true));
    }

    private static DraftRequest.Draft wishing(DraftRequest.Draft draft, Wishes wishes) {
        return new DraftRequest.Draft(
                draft.employer(), draft.worker(), draft.reference(), draft.content(), wishes, Map.of());
    }
}
