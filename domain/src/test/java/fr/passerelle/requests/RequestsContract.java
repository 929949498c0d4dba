package fr.passerelle.requests;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aDocument;
import static fr.passerelle.testing.Examples.aGrant;
import static fr.passerelle.testing.Examples.aKey;
import static fr.passerelle.testing.Examples.aReceipt;
import static fr.passerelle.testing.Examples.aRefusal;
import static fr.passerelle.testing.Examples.aRequest;
import static fr.passerelle.testing.Examples.aResolution;
import static fr.passerelle.testing.Examples.aStep;
import static fr.passerelle.testing.Examples.aTask;
import static fr.passerelle.testing.Examples.anAccount;
import static fr.passerelle.testing.Examples.anAttempt;
import static fr.passerelle.testing.Examples.anAuthorisation;
import static fr.passerelle.testing.Examples.anEvent;
import static fr.passerelle.testing.Examples.anotherCall;
import static fr.passerelle.testing.Examples.filed;
import static fr.passerelle.testing.RequestBuilder.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import fr.passerelle.documents.Document;
import fr.passerelle.ids.AttemptId;
import fr.passerelle.ids.AuthorisationId;
import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.WorkerId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.Idempotencies;
import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.law.SilenceRule.Suspension;
import fr.passerelle.law.time.ReviewTime;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.PlatformAccount;
import fr.passerelle.parties.Worker;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.FileStatus;
import fr.passerelle.platform.FilingForm.ContractType;
import fr.passerelle.platform.PlatformFile.Complement;
import fr.passerelle.platform.Rejection;
import fr.passerelle.requests.AuthorisationRequest.Trail;
import fr.passerelle.requests.RequestState.InformationRequested.Answer;
import fr.passerelle.tasks.Task;
import fr.passerelle.testing.AttemptBuilder;
import fr.passerelle.testing.ChangeBuilder;
import fr.passerelle.testing.Examples;
import fr.passerelle.testing.StoreContract;
import fr.passerelle.work.Claim;
import fr.passerelle.work.WorkQueue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** What {@link Requests} promise. */
public abstract class RequestsContract extends StoreContract {
    private static final LocalDate MAY_4 = LocalDate.of(2026, 5, 4);

    static Stream<RequestState> states() {
        FiledReceipt receipt = aReceipt("D-1");
        Complement asked = new Complement(
                1,
                NOW,
                LocalDate.of(2026, 4, 1),
                "Merci de fournir le contrat signé",
                List.of(new Complement.Piece("SIGNED_CONTRACT", "Contrat signé")),
                null);
        Rejection rejection = new Rejection("FORM", "Refusé", List.of(new Rejection.FieldError(null, "invalide")));
        return Stream.of(
                new RequestState.Draft(),
                new RequestState.Queued(),
                new RequestState.Filing(AttemptId.next(NOW)),
                new RequestState.OutcomeUnknown(AttemptId.next(NOW)),
                new RequestState.NotAccepted(rejection),
                new RequestState.Withdrawn("the offer was withdrawn"),
                new RequestState.Filed(receipt),
                new RequestState.UnderReview(new FiledReceipt(receipt.receipt(), FiledReceipt.Obtained.HUMAN)),
                new RequestState.InformationRequested(receipt, asked, Answer.AWAITED),
                new RequestState.InformationRequested(receipt, asked, Answer.OUTCOME_UNKNOWN),
                new RequestState.Granted(receipt, aGrant(), AuthorisationId.next(NOW)),
                new RequestState.Refused(receipt, aRefusal()),
                new RequestState.DeemedRefused(receipt, LocalDate.of(2026, 5, 2)),
                new RequestState.DeemedGranted(receipt, LocalDate.of(2026, 5, 2)),
                new RequestState.ClosedByPlatform(receipt, "Clôturée", NOW),
                new RequestState.ClosedByPlatform(receipt, "Classée sans suite", null));
    }

    @ParameterizedTest
    @MethodSource("states")
    void keepsEveryState(RequestState state) {
        AuthorisationRequest request = known(aRequest().of(knownWorker(tenant)).in(state));

        assertThat(present(request)).isEqualTo(request);
    }

    @Test
    void keepsEveryMember() {
        Worker worker = knownWorker(tenant);
        AuthorisationRequest earlier = knownRequest(worker);
        List<Suspension> suspensions =
                List.of(new Suspension(at(6), at(7), Examples.TODAY), new Suspension(at(8), null, null));
        GivenAuthorisation given = new GivenAuthorisation(AuthorisationId.next(NOW), 2, at(11));
        Reminders reminders = new Reminders(
                List.of(new Reminders.Told(Timers.Code.INACTIVE, Examples.TODAY)),
                Examples.TODAY.plusDays(1),
                Examples.TODAY.plusDays(2),
                true,
                Examples.TODAY.plusDays(3));

        KnownDeadlines told = new KnownDeadlines(
                List.of(new KnownDeadlines.Known(
                        "FILE_BY",
                        LocalDate.of(2026, 4, 1),
                        at(3),
                        List.of(new KnownDeadlines.Past(LocalDate.of(2026, 3, 1), at(1), at(3))),
                        at(2),
                        at(3))),
                new ReviewTime(20, 50, 40, LocalDate.of(2025, 9, 1), LocalDate.of(2026, 3, 1)),
                7L);
        AuthorisationRequest request = known(aRequest()
                .of(worker)
                .content(typed -> typed.type(RequestType.SAISONNIER)
                        .contract(ContractType.SEASONAL)
                        .ending(LocalDate.of(2026, 9, 30))
                        .renewing("AT-2025-000001")
                        .itinerant()
                        .housed())
                .submittedWhenComplete()
                .approvedBy("user-3")
                .acknowledging("passport_missing", "birth_date_partial")
                .superseding(earlier)
                .overridingDuplicates()
                .in(filed("D-7"))
                .trail(new Trail(
                        at(1),
                        at(2),
                        at(3),
                        at(4),
                        at(5),
                        suspensions,
                        given,
                        told,
                        reminders,
                        new AsylumClaim(LocalDate.of(2025, 6, 1), null)))
                .seen("Déposée", at(10)));

        assertThat(present(request)).isEqualTo(request);
    }

    @Test
    void keepsADraftThatLacksEverythingButItsType() {
        AuthorisationRequest request = known(aRequest()
                .of(knownWorker(tenant))
                .actedBy(null)
                .content(typed -> typed.residingInFrance(null)
                        .at(null)
                        .signedBy(null)
                        .job(null)
                        .withoutContract()
                        .withoutWorkplace()));

        assertThat(present(request)).isEqualTo(request);
    }

    @Test
    void keepsAnAdoptionWhosePersonIsNotKnown() {
        AuthorisationRequest request =
                known(aRequest().of(knownWorker(tenant)).withoutWorker().adopting("D-2026-1"));

        assertThat(present(request)).isEqualTo(request);
    }

    @Test
    void replacesTheVersionBefore() {
        AuthorisationRequest request = knownRequest(tenant);
        AuthorisationRequest next = after(request)
                .queued()
                .starting(LocalDate.of(2026, 6, 1))
                .trail(new Trail(at(1), at(1), null, null, null, List.of(), null, null, Reminders.NONE, null))
                .build();

        SaveOutcome outcome = save(aStep(next));

        assertThat(outcome).isEqualTo(STORED);
        assertThat(present(request)).isEqualTo(next);
    }

    @Test
    void storesAStepThatChangesTheQueueAlone() {
        AuthorisationRequest request = knownRequest(tenant);

        SaveOutcome outcome = save(aStep(request).before(request.version()).due(NOW));

        assertThat(outcome).isEqualTo(STORED);
        assertThat(present(request)).isEqualTo(request);
        assertThat(claimed().request()).isEqualTo(request.id());
    }

    @Test
    void findsNothingUnderAnUnknownId() {
        RequestId unknown = RequestId.next(NOW);

        assertThat(found(store.requests().find(tenant, unknown))).isEmpty();
        assertThat(got(store.requests().attempts(tenant, unknown))).isEmpty();
        assertThat(got(store.requests().observations(tenant, unknown))).isEmpty();
    }

    @Test
    void showsNothingToAnotherTenant() {
        AuthorisationRequest request = known(aRequest().of(knownWorker(tenant)).in(filed("D-1")));
        save(nextStepOf(request)
                .attempt(anAttempt().of(request).build())
                .observation(seen(request, "Déposée", FileStatus.SUBMITTED, at(1))));
        EmployerId employer = request.employer();
        Requests requests = store.requests();

        assertThat(found(requests.find(otherTenant, request.id()))).isEmpty();
        assertThat(found(requests.findByReference(otherTenant, employer, request.reference())))
                .isEmpty();
        assertThat(found(requests.findByDeposit(otherTenant, employer, new DepositNumber("D-1"))))
                .isEmpty();
        assertThat(got(requests.list(otherTenant, Requests.Filter.none(), firstOf(10))))
                .isEmpty();
        assertThat(got(requests.attempts(otherTenant, request.id()))).isEmpty();
        assertThat(got(requests.observations(otherTenant, request.id()))).isEmpty();
    }

    @Test
    void findsByTheClientsReferenceWithinAnEmployer() {
        AuthorisationRequest request = known(aRequest().of(knownWorker(tenant)).referredToAs("case 42"));
        Worker elsewhere = knownWorker(tenant);

        assertThat(byReference(request.employer(), "case 42")).contains(request);
        assertThat(byReference(request.employer(), "CASE 42")).isEmpty();
        assertThat(byReference(elsewhere.employer(), "case 42")).isEmpty();
    }

    @Test
    void findsWhatWasFiledUnderADepositNumber() {
        RequestState reviewed = new RequestState.UnderReview(aReceipt("D-2026-7"));
        AuthorisationRequest request = known(aRequest().of(knownWorker(tenant)).in(reviewed));
        Worker elsewhere = knownWorker(tenant);

        assertThat(byDeposit(request.employer(), "D-2026-7")).contains(request);
        assertThat(byDeposit(request.employer(), "D-2026-8")).isEmpty();
        assertThat(byDeposit(elsewhere.employer(), "D-2026-7")).isEmpty();
    }

    @Test
    void findsWhatAdoptsADepositNumber() {
        AuthorisationRequest request = known(aRequest().of(knownWorker(tenant)).adopting("D-2026-7"));

        assertThat(byDeposit(request.employer(), "D-2026-7")).contains(request);
    }

    @Test
    void tellsTheJournalOfAStepInTheOrderGiven() {
        AuthorisationRequest request = knownRequest(tenant);
        long last = journal(tenant).getLast().position();
        Change change = nextStepOf(request)
                .tell(EventType.REQUEST_FILED)
                .tell(EventType.REQUEST_UNDER_REVIEW)
                .build();

        got(store.requests().save(change));

        List<RecordedEvent> told = got(store.journal().read(tenant, last, Set.of(), 10));
        assertThat(told)
                .extracting(recorded -> recorded.event().id())
                .isEqualTo(change.events().stream().map(Event::id).toList());
        assertThat(told).extracting(RecordedEvent::position).containsExactly(last + 1, last + 2, last + 3);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3})
    void refusesAStepFromAnotherVersionThanThePresentOne(long before) {
        AuthorisationRequest request = knownRequest(tenant);
        save(nextStepOf(request));
        AuthorisationRequest present = present(request);

        SaveOutcome outcome = save(aStep(after(present).build()).before(before));

        assertThat(outcome).isEqualTo(STALE);
        assertThat(present(request)).isEqualTo(present);
    }

    @Test
    void refusesAStepOfARequestThatNobodyCreated() {
        AuthorisationRequest unknown =
                aRequest().of(knownWorker(tenant)).version(2).build();

        SaveOutcome outcome = save(aStep(unknown));

        assertThat(outcome).isEqualTo(STALE);
        assertThat(found(store.requests().find(tenant, unknown.id()))).isEmpty();
    }

    @Test
    void storesOneOfManyStepsFromTheSameVersion() {
        AuthorisationRequest request = knownRequest(tenant);
        int before = journal(tenant).size();
        List<Mono<SaveOutcome>> steps = times(20)
                .mapToObj(_ -> store.requests().save(nextStepOf(request).build()))
                .toList();

        List<SaveOutcome> outcomes = allAtOnce(steps);

        assertThat(outcomes).containsOnlyOnce(STORED).filteredOn(STALE::equals).hasSize(19);
        assertThat(journal(tenant)).hasSize(before + 1);
    }

    @Test
    void replaysACallThatSucceededBefore() {
        Worker worker = knownWorker(tenant);
        AuthorisationRequest request = aRequest().of(worker).build();
        AuthorisationRequest sentAgain =
                aRequest().of(worker).referredToAs(request.reference().value()).build();
        save(aStep(request).once(aKey("k-1")));
        Footprint before = footprint(request);

        SaveOutcome sameStep = save(aStep(request).once(aKey("k-1")));
        SaveOutcome sameCall = save(aStep(sentAgain).once(aKey("k-1")));

        assertThat(sameStep).isEqualTo(new SaveOutcome.Replayed(request.id().value()));
        assertThat(sameCall).isEqualTo(new SaveOutcome.Replayed(request.id().value()));
        assertThat(footprint(request)).isEqualTo(before);
    }

    @Test
    void leavesKeysToEachTenant() {
        AuthorisationRequest ours = aRequest().of(knownWorker(tenant)).build();
        AuthorisationRequest theirs = aRequest().of(knownWorker(otherTenant)).build();
        save(aStep(ours).once(aKey("k-1")));

        SaveOutcome outcome = save(aStep(theirs).once(anotherCall("k-1")));

        assertThat(outcome).isEqualTo(STORED);
    }

    @Test
    void leavesAKeyFreeWhoseCallWasRefused() {
        AuthorisationRequest request = knownRequest(tenant);
        save(nextStepOf(request).before(7).once(aKey("k-1")));

        SaveOutcome outcome = save(nextStepOf(request).once(anotherCall("k-1")));

        assertThat(outcome).isEqualTo(STORED);
    }

    @Test
    void storesOneOfManyCallsWithTheSameKey() {
        Worker worker = knownWorker(tenant);
        int before = journal(tenant).size();
        List<Mono<SaveOutcome>> calls = times(50)
                .mapToObj(_ -> aRequest().of(worker).referredToAs("case 42").build())
                .map(request ->
                        store.requests().save(aStep(request).once(aKey("k-1")).build()))
                .toList();

        List<SaveOutcome> outcomes = allAtOnce(calls);

        List<AuthorisationRequest> kept = list(Requests.Filter.none());
        assertThat(kept).hasSize(1);
        assertThat(journal(tenant)).hasSize(before + 1);
        assertThat(outcomes)
                .containsOnlyOnce(STORED)
                .isSubsetOf(
                        STORED, new SaveOutcome.Replayed(kept.getFirst().id().value()), new SaveOutcome.KeyInFlight());
    }

    @Test
    void leavesReferencesToEachEmployerAndTenant() {
        known(aRequest().of(knownWorker(tenant)).referredToAs("case 42"));
        AuthorisationRequest elsewhere =
                aRequest().of(knownWorker(tenant)).referredToAs("case 42").build();
        AuthorisationRequest theirs =
                aRequest().of(knownWorker(otherTenant)).referredToAs("case 42").build();

        assertThat(save(aStep(elsewhere))).isEqualTo(STORED);
        assertThat(save(aStep(theirs))).isEqualTo(STORED);
    }

    @Test
    void storesOneOfManyRequestsWithTheSameReference() {
        Worker worker = knownWorker(tenant);
        List<Mono<SaveOutcome>> calls = times(20)
                .mapToObj(_ -> aRequest().of(worker).referredToAs("case 42").build())
                .map(request -> store.requests().save(aStep(request).build()))
                .toList();

        List<SaveOutcome> outcomes = allAtOnce(calls);

        List<AuthorisationRequest> kept = list(Requests.Filter.none());
        assertThat(kept).hasSize(1);
        assertThat(outcomes)
                .containsOnlyOnce(STORED)
                .isSubsetOf(
                        STORED,
                        new SaveOutcome.ReferenceTaken(kept.getFirst().id().value()));
    }

    @Test
    void refusesASecondRequestForTheSameContract() {
        Worker worker = knownWorker(tenant);
        AuthorisationRequest original = known(aRequest().of(worker).content(typed -> typed.contractReference("C-1")));
        AuthorisationRequest second = aRequest()
                .of(worker)
                .content(typed -> typed.contractReference("C-1").starting(MAY_4.plusYears(1)))
                .build();

        SaveOutcome outcome = save(aStep(second).refusingDuplicates());

        assertThat(outcome).isEqualTo(new SaveOutcome.Duplicate(original.id().value(), true));
    }

    @Test
    void refusesARequestWhoseContractOverlaps() {
        Worker worker = knownWorker(tenant);
        AuthorisationRequest original = known(aRequest().of(worker).starting(MAY_4));
        AuthorisationRequest moved =
                aRequest().of(worker).starting(MAY_4.plusDays(1)).build();

        SaveOutcome outcome = save(aStep(moved).refusingDuplicates());

        assertThat(outcome).isEqualTo(new SaveOutcome.Duplicate(original.id().value(), false));
    }

    @Test
    void refusesADuplicateThatIsSubmittedLater() {
        Worker worker = knownWorker(tenant);
        AuthorisationRequest original = known(aRequest().of(worker));
        AuthorisationRequest second = known(aRequest().of(worker));

        SaveOutcome outcome = save(aStep(after(second).queued().build()).refusingDuplicates());

        assertThat(outcome).isEqualTo(new SaveOutcome.Duplicate(original.id().value(), true));
        assertThat(present(second)).isEqualTo(second);
    }

    @Test
    void takesNoRequestForItsOwnDuplicate() {
        AuthorisationRequest request = knownRequest(tenant);

        SaveOutcome outcome = save(aStep(after(request).queued().build()).refusingDuplicates());

        assertThat(outcome).isEqualTo(STORED);
    }

    @Test
    void storesADuplicateThatNobodyChecksFor() {
        Worker worker = knownWorker(tenant);
        known(aRequest().of(worker));

        SaveOutcome outcome = save(aStep(aRequest().of(worker).build()));

        assertThat(outcome).isEqualTo(STORED);
    }

    @Test
    void storesADuplicateThatAPersonOverrides() {
        Worker worker = knownWorker(tenant);
        known(aRequest().of(worker));
        AuthorisationRequest second =
                aRequest().of(worker).overridingDuplicates().build();

        SaveOutcome outcome = save(aStep(second).refusingDuplicates());

        assertThat(outcome).isEqualTo(STORED);
    }

    @Test
    void storesARequestThatSupersedesTheOriginal() {
        Worker worker = knownWorker(tenant);
        AuthorisationRequest original = known(aRequest().of(worker));
        AuthorisationRequest second =
                aRequest().of(worker).superseding(original).build();

        SaveOutcome outcome = save(aStep(second).refusingDuplicates());

        assertThat(outcome).isEqualTo(STORED);
    }

    static Stream<RequestState> endsOfALife() {
        return Stream.of(
                new RequestState.Withdrawn("no longer hired"),
                new RequestState.Granted(aReceipt("D-1"), aGrant(), AuthorisationId.next(NOW)),
                new RequestState.Refused(aReceipt("D-1"), aRefusal()),
                new RequestState.DeemedRefused(aReceipt("D-1"), LocalDate.of(2026, 5, 2)),
                new RequestState.DeemedGranted(aReceipt("D-1"), LocalDate.of(2026, 5, 2)),
                new RequestState.ClosedByPlatform(aReceipt("D-1"), "Clôturée", null));
    }

    @ParameterizedTest
    @MethodSource("endsOfALife")
    void storesTheSameContractAgainOnceTheOriginalHasEnded(RequestState end) {
        Worker worker = knownWorker(tenant);
        AuthorisationRequest original = known(aRequest().of(worker));
        save(aStep(after(original).in(end).build()));

        SaveOutcome outcome = save(aStep(aRequest().of(worker).build()).refusingDuplicates());

        assertThat(outcome).isEqualTo(STORED);
    }

    @Test
    void seesNoDuplicatesAmongDifferentPeople() {
        Worker worker = knownWorker(tenant);
        Worker colleague = knownColleagueOf(worker);
        known(aRequest().of(worker).content(typed -> typed.contractReference("C-1")));
        AuthorisationRequest second = aRequest()
                .of(colleague)
                .content(typed -> typed.contractReference("C-1"))
                .build();

        SaveOutcome outcome = save(aStep(second).refusingDuplicates());

        assertThat(outcome).isEqualTo(STORED);
    }

    @Test
    void storesOneOfManyRequestsForTheSameContract() {
        Worker worker = knownWorker(tenant);
        List<Mono<SaveOutcome>> calls = times(20)
                .mapToObj(_ -> aRequest().of(worker).build())
                .map(request -> store.requests()
                        .save(aStep(request).refusingDuplicates().build()))
                .toList();

        List<SaveOutcome> outcomes = allAtOnce(calls);

        List<AuthorisationRequest> kept = list(Requests.Filter.none());
        assertThat(kept).hasSize(1);
        assertThat(outcomes)
                .containsOnlyOnce(STORED)
                .isSubsetOf(
                        STORED, new SaveOutcome.Duplicate(kept.getFirst().id().value(), true));
    }

    @Test
    void storesNothingUnderALeaseThatIsOver() {
        AuthorisationRequest request = knownRequest(tenant);
        save(nextStepOf(request).due(NOW));
        Claim claim = claimed();
        store.expireLeases();
        Footprint before = footprint(request);

        SaveOutcome outcome = save(loaded(nextStepOf(request)).under(claim));

        assertThat(outcome).isEqualTo(new SaveOutcome.LeaseLost());
        assertThat(footprint(request)).isEqualTo(before);
    }

    @Test
    void storesNothingUnderALeaseThatSomeoneElseTookOver() {
        AuthorisationRequest request = knownRequest(tenant);
        save(nextStepOf(request).due(NOW));
        Claim former = claimed();
        store.expireLeases();
        Claim present = claimed();

        SaveOutcome underTheFormer = save(nextStepOf(request).under(former));
        SaveOutcome underThePresent = save(nextStepOf(request).under(present));

        assertThat(underTheFormer).isEqualTo(new SaveOutcome.LeaseLost());
        assertThat(underThePresent).isEqualTo(STORED);
    }

    @Test
    void storesNothingUnderALeaseThatWasGivenBack() {
        AuthorisationRequest request = knownRequest(tenant);
        save(nextStepOf(request).due(NOW));
        Claim claim = claimed();
        done(store.queue().release(claim, at(60)));

        SaveOutcome outcome = save(nextStepOf(request).under(claim));

        assertThat(outcome).isEqualTo(new SaveOutcome.LeaseLost());
    }

    @Test
    void storesNothingUnderALeaseThatAnEarlierStepHasUsedUp() {
        AuthorisationRequest request = knownRequest(tenant);
        save(nextStepOf(request).due(NOW));
        Claim claim = claimed();

        SaveOutcome first = save(nextStepOf(request).under(claim).due(at(60)));
        SaveOutcome second = save(nextStepOf(request).under(claim).due(at(90)));

        assertThat(first).isEqualTo(STORED);
        assertThat(second).isEqualTo(new SaveOutcome.LeaseLost());
    }

    @Test
    void storesNothingUnderTheLeaseOfAnotherRequest() {
        AuthorisationRequest other = knownRequest(tenant);
        save(nextStepOf(other).due(NOW));
        Claim claim = claimed();
        AuthorisationRequest request = knownRequest(tenant);

        SaveOutcome outcome = save(nextStepOf(request).under(claim));

        assertThat(outcome).isEqualTo(new SaveOutcome.LeaseLost());
    }

    @Test
    void checksTheLeaseThenTheKeyThenTheVersionThenTheReferenceThenDuplicates() {
        Worker worker = knownWorker(tenant);
        AuthorisationRequest original = aRequest().of(worker).build();
        save(aStep(original).once(aKey("k-1")).due(NOW));
        Claim over = claimed();
        store.expireLeases();
        AuthorisationRequest repeating =
                aRequest().of(worker).referredToAs(original.reference().value()).build();

        SaveOutcome withoutLease = save(
                aStep(repeating).under(over).once(anotherCall("k-1")).before(9).refusingDuplicates());
        SaveOutcome withAUsedKey =
                save(aStep(repeating).once(anotherCall("k-1")).before(9).refusingDuplicates());
        SaveOutcome fromAnotherVersion = save(aStep(repeating).before(9).refusingDuplicates());
        SaveOutcome withTheSameReference = save(aStep(repeating).refusingDuplicates());

        assertThat(withoutLease).isEqualTo(new SaveOutcome.LeaseLost());
        assertThat(withAUsedKey).isEqualTo(new SaveOutcome.KeyReused());
        assertThat(fromAnotherVersion).isEqualTo(STALE);
        assertThat(withTheSameReference)
                .isEqualTo(new SaveOutcome.ReferenceTaken(original.id().value()));
    }

    /** Why a step is refused. */
    enum Refusal {
        OTHER_VERSION,
        KEY_USED_FOR_ANOTHER_CALL,
        KEY_USED_FOR_THE_SAME_CALL,
        REFERENCE_TAKEN,
        DUPLICATE
    }

    @ParameterizedTest
    @EnumSource
    void storesNothingOfAStepThatIsRefused(Refusal refusal) {
        Worker worker = knownWorker(tenant);
        AuthorisationRequest request = aRequest().of(worker).build();
        save(aStep(request).once(aKey("k-1")));
        AuthorisationRequest second = switch (refusal) {
            case OTHER_VERSION, KEY_USED_FOR_ANOTHER_CALL, KEY_USED_FOR_THE_SAME_CALL ->
                after(request).build();
            case REFERENCE_TAKEN ->
                aRequest().of(worker).referredToAs(request.reference().value()).build();
            case DUPLICATE -> aRequest().of(worker).build();
        };
        Footprint before = footprint(second);

        SaveOutcome outcome = save(
                switch (refusal) {
                    case OTHER_VERSION -> loaded(aStep(second)).before(5);
                    case KEY_USED_FOR_ANOTHER_CALL -> loaded(aStep(second)).once(anotherCall("k-1"));
                    case KEY_USED_FOR_THE_SAME_CALL -> loaded(aStep(second)).once(aKey("k-1"));
                    case REFERENCE_TAKEN -> loaded(aStep(second));
                    case DUPLICATE -> loaded(aStep(second)).refusingDuplicates();
                });

        assertThat(outcome)
                .isEqualTo(
                        switch (refusal) {
                            case OTHER_VERSION -> STALE;
                            case KEY_USED_FOR_ANOTHER_CALL -> new SaveOutcome.KeyReused();
                            case KEY_USED_FOR_THE_SAME_CALL ->
                                new SaveOutcome.Replayed(request.id().value());
                            case REFERENCE_TAKEN ->
                                new SaveOutcome.ReferenceTaken(request.id().value());
                            case DUPLICATE ->
                                new SaveOutcome.Duplicate(request.id().value(), true);
                        });
        assertThat(footprint(second)).isEqualTo(before);
    }

    @Test
    void storesAllOfAStep() {
        AuthorisationRequest request = knownRequest(tenant);

        SaveOutcome outcome = save(loaded(nextStepOf(request)));

        Footprint left = footprint(request);
        assertThat(outcome).isEqualTo(STORED);
        assertThat(left.attempts()).hasSize(1);
        assertThat(left.observations()).hasSize(1);
        assertThat(left.tasks()).hasSize(1);
        assertThat(left.documents()).hasSize(1);
        assertThat(left.authorisations()).hasSize(1);
        assertThat(left.queue()).isEqualTo(new WorkQueue.Depth(1, 0, Duration.ZERO));
        assertThat(left.key())
                .isEqualTo(new Idempotencies.Earlier.Same(request.id().value()));
    }

    @Test
    void listsAttemptsOldestFirst() {
        AuthorisationRequest request = knownRequest(tenant);
        Attempt refused = anAttempt()
                .of(request)
                .createdAt(at(1))
                .rejected("job.title")
                .answered(422, "<html>refusé</html>", "refused")
                .build();
        Attempt unknown = anAttempt()
                .of(request)
                .createdAt(at(2))
                .in(Attempt.State.UNKNOWN)
                .looked(3, at(3), at(4))
                .build();
        Attempt complement = anAttempt()
                .of(request)
                .createdAt(at(3))
                .kind(Attempt.Kind.complement(2))
                .in(Attempt.State.INTENDED)
                .build();

        save(nextStepOf(request).attempt(complement));
        save(nextStepOf(request).attempt(refused));
        save(nextStepOf(request).attempt(unknown));

        assertThat(got(store.requests().attempts(tenant, request.id())))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(refused, unknown, complement);
    }

    @Test
    void replacesAnAttemptThatGoesOn() {
        AuthorisationRequest request = knownRequest(tenant);
        AttemptBuilder attempt = anAttempt().of(request);
        save(nextStepOf(request).attempt(attempt.build()));
        Attempt accepted = attempt.in(Attempt.State.ACCEPTED)
                .answered(201, "<html>déposée</html>", "receipt")
                .build();

        SaveOutcome outcome = save(nextStepOf(request).attempt(accepted));

        assertThat(outcome).isEqualTo(STORED);
        assertThat(got(store.requests().attempts(tenant, request.id())))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(accepted);
    }

    @ParameterizedTest
    @EnumSource(names = {"PREPARING", "INTENDED", "UNKNOWN", "ACCEPTED"})
    void failsOnASecondAttemptWhileTheFirstMayHaveFiled(Attempt.State first) {
        AuthorisationRequest request = knownRequest(tenant);
        save(nextStepOf(request).attempt(anAttempt().of(request).in(first).build()));
        Footprint before = footprint(request);
        Change second = loaded(nextStepOf(request)).build();

        assertThatIllegalStateException().isThrownBy(() -> got(store.requests().save(second)));
        assertThat(footprint(request)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSED", "NOT_SENT", "NOT_FILED", "ABANDONED"})
    void takesASecondAttemptOnceTheFirstHasFiledNothing(Attempt.State first) {
        AuthorisationRequest request = knownRequest(tenant);
        save(nextStepOf(request).attempt(anAttempt().of(request).in(first).build()));

        SaveOutcome outcome =
                save(nextStepOf(request).attempt(anAttempt().of(request).build()));

        assertThat(outcome).isEqualTo(STORED);
    }

    @Test
    void excludesAttemptsOfTheSameRequestAndKindAlone() {
        AuthorisationRequest request = knownRequest(tenant);
        AuthorisationRequest other = knownRequest(tenant);
        AttemptBuilder accepted = anAttempt().of(request).in(Attempt.State.ACCEPTED);
        save(nextStepOf(request).attempt(accepted.build()));

        SaveOutcome ofAnother =
                save(nextStepOf(other).attempt(anAttempt().of(other).build()));
        SaveOutcome ofAComplement = save(nextStepOf(request).attempt(complement(request, 1)));
        SaveOutcome ofTheNext = save(nextStepOf(request).attempt(complement(request, 2)));

        assertThat(ofAnother).isEqualTo(STORED);
        assertThat(ofAComplement).isEqualTo(STORED);
        assertThat(ofTheNext).isEqualTo(STORED);
    }

    @Test
    void appendsWhatThePlatformShows() {
        AuthorisationRequest request = knownRequest(tenant);
        Observation submitted = seen(request, "Déposée", FileStatus.SUBMITTED, at(1));
        Observation reviewed = seen(request, "En cours d'instruction", FileStatus.UNDER_REVIEW, at(2));
        Observation regressed = seen(request, "Déposée", FileStatus.SUBMITTED, at(3));

        save(nextStepOf(request).observation(submitted));
        save(nextStepOf(request).observation(reviewed).observation(regressed));

        assertThat(got(store.requests().observations(tenant, request.id())))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(submitted, reviewed, regressed);
    }

    @Test
    void appendsNothingWhenThePlatformShowsTheSameAgain() {
        AuthorisationRequest request = knownRequest(tenant);
        Observation first = seen(request, "Déposée", FileStatus.SUBMITTED, at(1));
        Observation again = seen(request, "Déposée", FileStatus.SUBMITTED, at(2));
        Observation renamed = seen(request, "Dossier déposé", FileStatus.SUBMITTED, at(3));

        save(nextStepOf(request).observation(first));
        save(nextStepOf(request).observation(again));
        save(nextStepOf(request).observation(renamed));

        assertThat(got(store.requests().observations(tenant, request.id())))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(first, renamed);
    }

    @Test
    void listsTheOldestChangeFirst() {
        Worker worker = knownWorker(tenant);
        AuthorisationRequest third =
                known(aRequest().of(worker).createdAt(at(1)).updatedAt(at(30)));
        AuthorisationRequest first =
                known(aRequest().of(worker).createdAt(at(3)).updatedAt(at(10)));
        AuthorisationRequest second =
                known(aRequest().of(worker).createdAt(at(2)).updatedAt(at(20)));
        Paging.Place behindTheSecond = new Paging.Place(at(20), second.id().value());

        assertThat(list(Requests.Filter.none())).containsExactly(first, second, third);
        assertThat(list(firstOf(2))).containsExactly(first, second);
        assertThat(list(since(at(20)))).containsExactly(second, third);
        assertThat(list(new Paging(at(20), behindTheSecond, 10))).containsExactly(third);
    }

    @Test
    void pagesThroughRequestsThatChangedAtTheSameInstant() {
        Worker worker = knownWorker(tenant);
        List<AuthorisationRequest> all =
                times(5).mapToObj(_ -> knownRequest(worker)).toList();

        List<AuthorisationRequest> read = new ArrayList<>();
        for (var page = list(firstOf(2)); !page.isEmpty(); page = list(behind(placeOf(page.getLast()), 2))) {
            read.addAll(page);
        }

        assertThat(read).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void narrowsAList() {
        Worker worker = knownWorker(tenant);
        Worker colleague = knownColleagueOf(worker);
        AuthorisationRequest draft = known(aRequest().of(worker).createdAt(at(1)));
        AuthorisationRequest queued =
                known(aRequest().of(colleague).queued().referredToAs("case 42").createdAt(at(2)));
        AuthorisationRequest filed =
                known(aRequest().of(knownWorker(tenant)).in(filed("D-1")).createdAt(at(3)));

        assertThat(list(ofStates("draft", "filed"))).containsExactly(draft, filed);
        assertThat(list(ofEmployer(worker.employer()))).containsExactly(draft, queued);
        assertThat(list(ofWorker(colleague.id()))).containsExactly(queued);
        assertThat(list(ofReference("case 42"))).containsExactly(queued);
        assertThat(list(ofDeposit("D-1"))).containsExactly(filed);
        assertThat(list(ofDeposit("D-2"))).isEmpty();
        assertThat(list(ofStates("withdrawn"))).isEmpty();
        assertThat(list(new Requests.Filter(Set.of("filed"), worker.employer(), null, null, null, null)))
                .isEmpty();
    }

    @Test
    void narrowsAListToWhatNeedsAttention() {
        AuthorisationRequest hindered = knownRequest(tenant);
        AuthorisationRequest settled = knownRequest(tenant);
        Task settledTask = aTask().of(settled).build();
        save(nextStepOf(hindered).task(aTask().of(hindered).build()));
        save(nextStepOf(settled).task(settledTask));
        save(nextStepOf(settled).task(settledTask.resolved(aResolution())));

        assertThat(list(needingAttention(true)))
                .extracting(AuthorisationRequest::id)
                .containsExactly(hindered.id());
        assertThat(list(needingAttention(false)))
                .extracting(AuthorisationRequest::id)
                .containsExactly(settled.id());
    }

    @Test
    void countsWhatIsOpenOfTheAccountWhileTheRequestIsNotOver() {
        Worker worker = knownWorker(tenant);
        AuthorisationRequest queued = known(aRequest().of(worker).queued());
        AuthorisationRequest over = known(aRequest().of(worker).in(new RequestState.Withdrawn("no")));
        Employer employer = got(store.employers().find(tenant, worker.employer()));
        PlatformAccount account = anAccount().of(employer).locked().build();
        Event locked = anEvent(tenant, EventType.ACCOUNT_LOCKED, account.id(), 1);
        Task task = aTask().ofAccount(employer).build();
        assertThat(got(store.accounts().save(account, 0, List.of(task), List.of(locked))))
                .isEqualTo(STORED);

        assertThat(list(needingAttention(true))).containsExactly(queued);
        assertThat(list(needingAttention(false))).containsExactly(over);
    }

    private static Requests.Filter ofStates(String... states) {
        return new Requests.Filter(Set.of(states), null, null, null, null, null);
    }

    private static Requests.Filter ofEmployer(EmployerId employer) {
        return new Requests.Filter(Set.of(), employer, null, null, null, null);
    }

    private static Requests.Filter ofWorker(WorkerId worker) {
        return new Requests.Filter(Set.of(), null, worker, null, null, null);
    }

    private static Requests.Filter ofReference(String reference) {
        return new Requests.Filter(Set.of(), null, null, new ClientReference(reference), null, null);
    }

    private static Requests.Filter ofDeposit(String deposit) {
        return new Requests.Filter(Set.of(), null, null, null, new DepositNumber(deposit), null);
    }

    private static Requests.Filter needingAttention(boolean needed) {
        return new Requests.Filter(Set.of(), null, null, null, null, needed);
    }

    private List<AuthorisationRequest> list(Requests.Filter filter) {
        return got(store.requests().list(tenant, filter, firstOf(100)));
    }

    private List<AuthorisationRequest> list(Paging paging) {
        return got(store.requests().list(tenant, Requests.Filter.none(), paging));
    }

    private static Paging.Place placeOf(AuthorisationRequest request) {
        return new Paging.Place(request.updatedAt(), request.id().value());
    }

    private Optional<AuthorisationRequest> byReference(EmployerId employer, String reference) {
        return found(store.requests().findByReference(tenant, employer, new ClientReference(reference)));
    }

    private Optional<AuthorisationRequest> byDeposit(EmployerId employer, String deposit) {
        return found(store.requests().findByDeposit(tenant, employer, new DepositNumber(deposit)));
    }

    private Worker knownColleagueOf(Worker worker) {
        return knownWorker(got(store.employers().find(worker.tenant(), worker.employer())));
    }

    private static Attempt complement(AuthorisationRequest request, int number) {
        return anAttempt()
                .of(request)
                .kind(Attempt.Kind.complement(number))
                .in(Attempt.State.INTENDED)
                .build();
    }

    private static Observation seen(AuthorisationRequest request, String label, FileStatus status, Instant at) {
        byte[] page = ("<p>" + label + "</p>").getBytes(StandardCharsets.UTF_8);
        return new Observation(request.tenant(), request.id(), at, label, status, page);
    }

    /** The step with something for everything that a save can write. */
    private static ChangeBuilder loaded(ChangeBuilder step) {
        AuthorisationRequest next = step.build().next();
        return step.due(NOW)
                .attempt(anAttempt().of(next).build())
                .task(aTask().of(next).build())
                .observation(seen(next, "Déposée", FileStatus.SUBMITTED, at(1)))
                .document(aDocument(next.id(), "signed_contract"))
                .authorisation(anAuthorisation().of(next).build())
                .once(aKey("loaded"));
    }

    /** All that the store shows of a request and of its tenant. */
    private record Footprint(
            List<AuthorisationRequest> requests,
            List<RecordedEvent> journal,
            List<Attempt> attempts,
            List<Instant> observations,
            List<Task> tasks,
            List<Document> documents,
            List<WorkAuthorisation> authorisations,
            WorkQueue.Depth queue,
            Idempotencies.@Nullable Earlier key) {}

    private Footprint footprint(AuthorisationRequest request) {
        WorkAuthorisations.Filter all = new WorkAuthorisations.Filter(null, null, null);
        return new Footprint(
                list(Requests.Filter.none()),
                journal(tenant),
                got(store.requests().attempts(tenant, request.id())),
                got(store.requests().observations(tenant, request.id())).stream()
                        .map(Observation::seenAt)
                        .toList(),
                got(store.tasks().openOf(tenant, request.id())),
                got(store.documents().of(tenant, Document.Owner.of(request.id()))),
                got(store.authorisations().list(tenant, all, firstOf(100))),
                got(store.queue().depth(NOW)),
                got(store.idempotencies().find(tenant, aKey("loaded"))));
    }

    private static Instant at(int seconds) {
        return NOW.plusSeconds(seconds).plusNanos(123_456_000);
    }
}
