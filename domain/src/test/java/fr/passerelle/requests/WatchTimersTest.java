package fr.passerelle.requests;

import static fr.passerelle.testing.Examples.aReceipt;
import static fr.passerelle.testing.Examples.aRequest;
import static fr.passerelle.testing.Examples.aStep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.passerelle.ids.RequestId;
import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.journal.Subject;
import fr.passerelle.law.time.Deadline;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Worker;
import fr.passerelle.platform.FileStatus;
import fr.passerelle.requests.ResolveTask.Resolved;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.tasks.TaskOutcome;
import fr.passerelle.testing.WorkerBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** What becomes due on files that were registered on Monday, 2 March 2026, in Paris. */
class WatchTimersTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Duration DAY = Duration.ofDays(1);

    private final FilingWorld world = new FilingWorld();
    private final Employer employer = world.employer();
    private final WatchTimers watch =
            new WatchTimers(world.store.agenda(), world.dossiers, world.store.requests(), world.clock);

    @Test
    @Tag("décret-2014-1292")
    void letsSilenceDecideWhileThePlatformIsDown() {
        AuthorisationRequest request = world.filed(employer);
        world.portal.goDown();

        watchOn("2026-05-02T23:59:59");
        assertThat(world.state(request)).isEqualTo("filed");
        watchOn("2026-05-03T00:00");
        assertThat(world.state(request)).isEqualTo("deemed_refused");
        for (int day = 0; day < 10; day++) {
            world.after(DAY);
            watch();
        }

        assertThat(world.events(request)).containsOnlyOnce("request.deemed_refused");
        assertThat(told(request, "request.deemed_refused"))
                .containsEntry("due_on", "2026-05-02")
                .containsEntry("act_by", "2026-07-02")
                .containsEntry("certainty", "computed");
    }

    @Test
    void tellsSeventyDaysWithoutAnyWorkerInTheirOrder() {
        AuthorisationRequest request = world.filed(employer);

        for (int day = 0; day < 70; day++) {
            world.clock.advance(DAY);
            watch();
            watch();
        }

        assertThat(world.events(request))
                .endsWith(
                        "request.filed",
                        "request.acknowledgement_incomplete",
                        "request.inactive",
                        "request.deemed_refused");
        assertThat(world.openKinds(request)).containsExactly(TaskKind.SILENCE_REFUSED);
    }

    @Test
    void letsSilenceDecideWhileTheTenantIsPaused() {
        AuthorisationRequest request = world.filed(employer);
        world.store.pauses().pause(Optional.of(world.tenant), "a wrong mandate").block();

        watchOn("2026-05-03T00:00");

        assertThat(world.state(request)).isEqualTo("deemed_refused");
    }

    @Test
    @Tag("CESEDA-L554-3")
    void grantsBySilenceWithoutALook() {
        AuthorisationRequest request = world.filedForAsylumSeeker(employer);

        watchOn("2026-05-03T00:00");

        assertThat(world.state(request)).isEqualTo("deemed_granted");
        assertThat(world.authorisations()).hasSize(1);
        assertThat(told(request, "request.deemed_granted")).containsEntry("basis", "CESEDA L. 554-3");
    }

    @ParameterizedTest
    @CsvSource({
        "RESIDENCE_PERMIT, 2025-01-01, ",
        "ASYLUM_CLAIM_CERTIFICATE, 2025-09-02, ",
        "ASYLUM_CLAIM_CERTIFICATE, , ",
        "ASYLUM_CLAIM_CERTIFICATE, 2025-01-01, 2026-05-01"
    })
    @Tag("CESEDA-L554-1")
    @Tag("CESEDA-L554-3")
    @Tag("C-trav-R5221-3")
    void grantsNothingBySilenceToWhomNoPaperShowsToSeekAsylumForSixMonths(
            Worker.Identifier.Kind kind, @Nullable LocalDate from, @Nullable LocalDate to) {
        AuthorisationRequest request =
                world.filedForAsylumSeeker(employer, WorkerBuilder.identifier(kind, "7503123456", from, to));

        world.on("2026-05-02T23:00");
        assertThat(world.openKinds(request)).doesNotContain(TaskKind.SILENCE_UNCLEAR);
        watchOn("2026-05-03T00:00");
        world.runUntilIdle();
        watchOn("2026-05-04T00:00");

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.authorisations()).isEmpty();
        assertThat(told(request, "request.silence_unclear"))
                .containsEntry("deemed_refused_on", "2026-05-02")
                .containsEntry("deemed_granted_on", "2026-05-02")
                .containsEntry("act_by", "2026-07-02")
                .containsEntry("certainty", "unverified");
        assertThat(world.task(request, TaskKind.SILENCE_UNCLEAR).evidence())
                .containsEntry("deemed_granted_on", "2026-05-02");
    }

    @Test
    void takesNoGrantBackWhenTheCertificateGivesWayToAPermit() {
        AuthorisationRequest request = world.filedForAsylumSeeker(employer);
        watchOn("2026-05-03T00:00");

        world.changed(
                request,
                typed -> typed.withOnly(
                        WorkerBuilder.identifier(Worker.Identifier.Kind.RESIDENCE_PERMIT, "9912345678", null, null)));
        world.on("2026-05-05T12:00");

        assertThat(world.state(request)).isEqualTo("deemed_granted");
    }

    @Test
    void asksWhatSilenceMeansHoweverLate() {
        AuthorisationRequest request = world.filedForAsylumSeeker(
                employer, WorkerBuilder.identifier(Worker.Identifier.Kind.PASSPORT, "20AB", null, null));

        watchOn("2026-11-24T00:00");

        assertThat(world.openKinds(request)).contains(TaskKind.SILENCE_UNCLEAR);
    }

    @Test
    @Tag("CESEDA-L554-3")
    void grantsBySilenceOnceACertificateShowsThatItDid() {
        AuthorisationRequest request = world.filedForAsylumSeeker(
                employer, WorkerBuilder.identifier(Worker.Identifier.Kind.PASSPORT, "20AB", null, null));
        watchOn("2026-05-03T00:00");
        assertThat(world.state(request)).isEqualTo("filed");

        world.changed(request, typed -> typed.with(FilingWorld.certificate(LocalDate.of(2025, 9, 1), null)));
        world.on("2026-05-05T12:00");

        assertThat(world.state(request)).isEqualTo("deemed_granted");
        assertThat(world.authorisations()).hasSize(1);
        assertThat(world.openKinds(request)).doesNotContain(TaskKind.SILENCE_UNCLEAR);
    }

    @Test
    void tellsOnceThatTheDayToFileByHasPassed() {
        AuthorisationRequest draft = world.drafted(employer);

        watchOn("2026-03-04T23:59:59");
        assertThat(world.events(draft)).doesNotContain("request.will_miss_start");
        watchOn("2026-03-05T00:00");
        watchOn("2026-03-06T00:00");

        assertThat(told(draft, "request.will_miss_start"))
                .containsEntry("due_on", "2026-03-04")
                .containsEntry("certainty", "practice");
        assertThat(world.now(draft).nextTimer()).isEmpty();
        assertThat(world.openTasks(draft)).isEmpty();
    }

    @Test
    void tellsItAlsoOfWhatWaitsToBeFiled() {
        world.portal.goDown();
        AuthorisationRequest queued = world.submitted(employer);

        watchOn("2026-03-05T00:00");

        assertThat(world.state(queued)).isEqualTo("queued");
        assertThat(world.events(queued)).containsOnlyOnce("request.will_miss_start");
    }

    @Test
    void doesNotTellWhatTheClientWasToldWhenItWroteTheDraft() {
        set("2026-03-06T12:00");
        AuthorisationRequest draft = world.drafted(employer);
        assertThat(RequestDeadlines.willMissStart(draft, world.clock.instant())).contains(true);

        watchOn("2026-03-07T00:00");

        assertThat(world.events(draft)).doesNotContain("request.will_miss_start");
    }

    @Test
    void doesNotTellOfAStartThatIsPast() {
        AuthorisationRequest draft = world.drafted(employer);

        watchOn("2026-05-05T00:00");

        assertThat(world.events(draft)).doesNotContain("request.will_miss_start");
        assertThat(world.now(draft).nextTimer()).isEmpty();
    }

    @Test
    void tellsNothingTwiceWhenItMeetsALook() {
        AuthorisationRequest request = world.filed(employer);
        set("2026-05-03T00:00");
        FilingWorld.Frozen looking = world.freezeBefore("read_file");
        watch();
        assertThat(world.state(request)).isEqualTo("deemed_refused");

        looking.wakesUp();
        world.runUntilIdle();
        watch();

        assertThat(world.state(request)).isEqualTo("deemed_refused");
        assertThat(world.events(request)).containsOnlyOnce("request.deemed_refused");
        assertThat(world.openKinds(request)).containsExactly(TaskKind.SILENCE_REFUSED);
    }

    @Test
    void tellsNothingTwiceWhenTwoReplicasWatch() {
        AuthorisationRequest request = world.filed(employer);
        set("2026-05-03T00:00");

        Mono.when(watch.look(), watch.look()).block();

        assertThat(world.events(request)).containsOnlyOnce("request.deemed_refused");
    }

    @Test
    @Tag("CRPA-R112-11-2")
    void tellsThatNoRegistrationReceiptCame() {
        AuthorisationRequest request = world.submitted(employer);
        world.portal.loseNextSubmitAnswer();
        world.runOnce();
        world.portal.goDown();
        assertThat(world.state(request)).isEqualTo("outcome_unknown");

        watchOn("2026-03-03T23:59:59");
        assertThat(world.events(request)).doesNotContain("request.receipt_overdue");
        watchOn("2026-03-04T00:00");
        watchOn("2026-03-05T00:00");

        assertThat(world.events(request)).containsOnlyOnce("request.receipt_overdue");
    }

    @Test
    void isFoundAllTheSameAfterAReminder() {
        AuthorisationRequest request = world.submitted(employer);
        world.portal.loseNextSubmitAnswer();
        world.runOnce();
        watchOn("2026-03-04T00:00");

        world.during(Duration.ofHours(2), Duration.ofMinutes(5));

        assertThat(world.state(request)).isEqualTo("filed");
    }

    @Test
    void asksWhyNothingMovesAndAgainWhenItMovedMeanwhile() {
        AuthorisationRequest request = world.filed(employer);

        watchOn("2026-03-21T23:59:59");
        assertThat(world.openTasks(request)).isEmpty();
        watchOn("2026-03-22T00:00");
        watchOn("2026-03-23T00:00");
        Task task = world.task(request, TaskKind.FILE_INACTIVE);
        assertThat(task.dueAt()).isEqualTo(at("2026-04-03T00:00"));
        assertThat(task.evidence()).containsEntry("act_by", "2026-04-02").containsEntry("certainty", "practice");

        world.portal.show(world.deposit(request), FileStatus.UNDER_REVIEW);
        world.on("2026-03-24T12:00");
        assertThat(world.openTasks(request)).isEmpty();
        watchOn("2026-04-13T00:00");

        assertThat(world.events(request).stream().filter("request.inactive"::equals))
                .hasSize(2);
    }

    @Test
    @Tag("CRPA-L232-4")
    void saysThatTheReasonsDidNotCome() {
        AuthorisationRequest request = refusedBySilence();
        set("2026-05-10T12:00");
        settle(request, TaskKind.SILENCE_REFUSED, TaskOutcome.REASONS_ASKED);
        assertThat(world.openTasks(request)).isEmpty();

        watchOn("2026-06-10T23:59:59");
        assertThat(world.openTasks(request)).isEmpty();
        watchOn("2026-06-11T00:00");

        assertThat(world.openKinds(request)).containsExactly(TaskKind.REASONS_UNANSWERED);
        assertThat(world.events(request)).containsOnlyOnce("request.reasons_unanswered");
    }

    @Test
    @Tag("CJA-R421-2")
    void remindsOfTheAppealAndThenIsSilent() {
        AuthorisationRequest request = refusedBySilence();
        assertThat(world.task(request).dueAt()).isEqualTo(at("2026-07-03T00:00"));

        watchOn("2026-06-24T23:59:59");
        assertThat(world.openKinds(request)).containsExactly(TaskKind.SILENCE_REFUSED);
        watchOn("2026-06-25T00:00");
        assertThat(world.openKinds(request)).containsExactly(TaskKind.APPEAL_CLOSING);
        settle(request, TaskKind.APPEAL_CLOSING, TaskOutcome.APPEALED_TO_COURT);
        watchOn("2027-01-01T00:00");

        assertThat(world.openTasks(request)).isEmpty();
        assertThat(world.now(request).nextTimer()).isEmpty();
    }

    @Test
    @Tag("CRPA-L411-7")
    void saysThatSilenceRejectedTheAppeal() {
        AuthorisationRequest request = refusedBySilence();
        set("2026-06-15T12:00");
        settle(request, TaskKind.SILENCE_REFUSED, TaskOutcome.APPEALED_TO_ADMINISTRATION, "2026-06-15");

        watchOn("2026-08-15T23:59:59");
        assertThat(world.openKinds(request)).containsExactly(TaskKind.APPEAL_MADE);
        watchOn("2026-08-16T00:00");
        assertThat(world.openKinds(request)).containsExactly(TaskKind.APPEAL_REJECTED);
        watchOn("2026-10-08T00:00");

        assertThat(world.openKinds(request))
                .containsExactlyInAnyOrder(TaskKind.APPEAL_REJECTED, TaskKind.APPEAL_CLOSING);
    }

    @Test
    @Tag("CRPA-L411-2")
    void countsFromTheDayOfTheAppealAndNotFromTheDayOnWhichItWasSaid() {
        AuthorisationRequest request = refusedOn("2026-03-12");
        watchOn("2026-05-05T00:00");
        set("2026-05-01T12:00");

        settle(request, TaskKind.APPEAL_CLOSING, TaskOutcome.APPEALED_TO_ADMINISTRATION, "2026-04-01");

        assertThat(court(request)).isEqualTo("2026-08-01");
        assertThat(world.task(request).evidence())
                .containsEntry("due_on", "2026-06-01")
                .containsEntry("act_by", "2026-08-01");
    }

    @Test
    @Tag("CRPA-L411-2")
    void letsNoAppealThatWasTooLateBeginTheTimeAnew() {
        AuthorisationRequest request = refusedOn("2026-03-12");
        watchOn("2026-05-05T00:00");
        set("2026-06-20T12:00");

        settle(request, TaskKind.APPEAL_CLOSING, TaskOutcome.APPEALED_TO_ADMINISTRATION, "2026-05-13");

        assertThat(court(request)).isEqualTo("2026-05-12");
    }

    @Test
    @Tag("CJA-R421-1")
    void beginsTheTimeToGoToCourtAnewOnTheDayOfAnExpressRejection() {
        AuthorisationRequest request = refusedOn("2026-03-12");
        watchOn("2026-05-05T00:00");
        settle(request, TaskKind.APPEAL_CLOSING, TaskOutcome.APPEALED_TO_ADMINISTRATION, "2026-04-01");

        settle(request, TaskKind.APPEAL_MADE, TaskOutcome.APPEAL_REJECTED, "2026-04-15");

        assertThat(court(request)).isEqualTo("2026-06-15");
        assertThat(world.openTasks(request)).isEmpty();
        watchOn("2026-06-08T00:00");
        assertThat(world.openKinds(request)).containsExactly(TaskKind.APPEAL_CLOSING);
        assertThat(world.task(request).allowedOutcomes())
                .containsExactly(TaskOutcome.APPEALED_TO_COURT, TaskOutcome.GIVE_UP);
        assertThat(world.events(request)).doesNotContain("request.appeal_rejected");
    }

    @Test
    @Tag("CRPA-L411-7")
    void takesTheSilentRejectionOfAnAppealWhereTheExpressOneComesLater() {
        AuthorisationRequest request = refusedOn("2026-03-12");
        watchOn("2026-05-05T00:00");
        settle(request, TaskKind.APPEAL_CLOSING, TaskOutcome.APPEALED_TO_ADMINISTRATION, "2026-04-01");
        watchOn("2026-06-20T00:00");

        settle(request, TaskKind.APPEAL_REJECTED, TaskOutcome.APPEAL_REJECTED, "2026-06-18");

        assertThat(court(request)).isEqualTo("2026-08-01");
    }

    @Test
    void keepsTheEndOfTheTimeInSightWhenARejectionMovesNothing() {
        AuthorisationRequest request = refusedOn("2026-03-12");
        watchOn("2026-05-05T00:00");
        settle(request, TaskKind.APPEAL_CLOSING, TaskOutcome.APPEALED_TO_ADMINISTRATION, "2026-04-01");
        watchOn("2026-07-26T00:00");
        assertThat(world.openKinds(request)).contains(TaskKind.APPEAL_REJECTED, TaskKind.APPEAL_CLOSING);

        settle(request, TaskKind.APPEAL_REJECTED, TaskOutcome.APPEAL_REJECTED, "2026-06-18");

        assertThat(court(request)).isEqualTo("2026-08-01");
        assertThat(world.openKinds(request)).containsExactly(TaskKind.APPEAL_CLOSING);
    }

    @Test
    @Tag("CJA-R421-2")
    void forgetsWhatWasSaidOfASilentRefusalOnceTheExpressOneIsThere() {
        AuthorisationRequest request = refusedBySilence();
        set("2026-06-15T12:00");
        settle(request, TaskKind.SILENCE_REFUSED, TaskOutcome.APPEALED_TO_ADMINISTRATION, "2026-06-15");
        assertThat(court(request)).isEqualTo("2026-10-15");

        refuse(request, "2026-06-20");

        assertThat(court(request)).isEqualTo("2026-08-20");
        assertThat(world.openTasks(request)).isEmpty();
        watchOn("2026-08-13T00:00");
        assertThat(world.openKinds(request)).containsExactly(TaskKind.APPEAL_CLOSING);
    }

    @ParameterizedTest
    @EnumSource(
            value = TaskOutcome.class,
            names = {"GIVE_UP", "APPEALED_TO_COURT"})
    @Tag("CJA-R421-2")
    void remindsOfAnExpressRefusalAlsoWhereTheSilentOneWasSettled(TaskOutcome settled) {
        AuthorisationRequest request = refusedBySilence();
        settle(request, TaskKind.SILENCE_REFUSED, settled);
        assertThat(world.now(request).nextTimer()).isEmpty();

        refuse(request, "2026-06-20");
        watchOn("2026-08-13T00:00");

        assertThat(world.openKinds(request)).containsExactly(TaskKind.APPEAL_CLOSING);
    }

    @Test
    @Tag("CRPA-L232-4")
    void keepsTheEndOfTheTimeInSightWhenTheReasonsAreAskedForInItsLastWeek() {
        AuthorisationRequest request = refusedBySilence();
        watchOn("2026-06-26T00:00");

        settle(request, TaskKind.APPEAL_CLOSING, TaskOutcome.REASONS_ASKED);

        Task closing = world.task(request);
        assertThat(closing.kind()).isEqualTo(TaskKind.APPEAL_CLOSING);
        assertThat(closing.dueAt()).isEqualTo(at("2026-07-03T00:00"));
        assertThat(closing.allowedOutcomes())
                .containsExactly(
                        TaskOutcome.APPEALED_TO_ADMINISTRATION, TaskOutcome.APPEALED_TO_COURT, TaskOutcome.GIVE_UP);
        assertThat(world.resolve(closing, TaskOutcome.REASONS_ASKED)).isEqualTo(new Resolved.NotAllowed(closing));
    }

    @Test
    @Tag("CRPA-L232-4")
    void asksForTheReasonsOfASilentRefusalOnly() {
        AuthorisationRequest request = refusedOn("2026-03-12");
        watchOn("2026-05-05T00:00");
        Task task = world.task(request, TaskKind.APPEAL_CLOSING);

        assertThat(task.allowedOutcomes()).doesNotContain(TaskOutcome.REASONS_ASKED, TaskOutcome.APPEAL_REJECTED);
        assertThat(world.resolve(task, TaskOutcome.REASONS_ASKED)).isEqualTo(new Resolved.NotAllowed(task));
    }

    @ParameterizedTest
    @CsvSource({", required", "2026-05-06, in_future", "2026-03-11, before_refusal"})
    void takesNoAppealWithoutADayThatCanBe(@Nullable LocalDate on, String error) {
        AuthorisationRequest request = refusedOn("2026-03-12");
        watchOn("2026-05-05T00:00");

        Resolved resolved = world.resolve(world.task(request), TaskOutcome.APPEALED_TO_ADMINISTRATION, on);

        assertThat(resolved)
                .isEqualTo(on == null ? new Resolved.Incomplete("/on") : new Resolved.ImpossibleDay("/on", error));
        assertThat(world.openKinds(request)).containsExactly(TaskKind.APPEAL_CLOSING);
    }

    @Test
    void takesNoRejectionBeforeTheAppeal() {
        AuthorisationRequest request = refusedOn("2026-03-12");
        watchOn("2026-05-05T00:00");
        settle(request, TaskKind.APPEAL_CLOSING, TaskOutcome.APPEALED_TO_ADMINISTRATION, "2026-04-01");

        assertThat(world.resolve(world.task(request), TaskOutcome.APPEAL_REJECTED, LocalDate.of(2026, 3, 31)))
                .isEqualTo(new Resolved.ImpossibleDay("/on", "before_appeal"));
    }

    @Test
    void leavesARefusalThatIsAcceptedAlone() {
        AuthorisationRequest request = refusedBySilence();
        settle(request, TaskKind.SILENCE_REFUSED, TaskOutcome.GIVE_UP);

        watchOn("2026-06-25T00:00");

        assertThat(world.openTasks(request)).isEmpty();
        assertThat(world.events(request)).doesNotContain("request.appeal_closing");
    }

    @Test
    void withdrawsTheTasksOfARefusalThatAGrantOutweighs() {
        AuthorisationRequest request = refusedBySilence();
        world.portal.grant(world.deposit(request), "AT-2026-1");

        world.on("2026-05-05T12:00");

        assertThat(world.state(request)).isEqualTo("granted");
        assertThat(world.openTasks(request)).isEmpty();
    }

    @Test
    void isNotKeptWaitingByOneThatFails() {
        List<AuthorisationRequest> requests =
                IntStream.range(0, 3).mapToObj(_ -> world.filed(employer)).toList();
        RequestId broken = requests.getFirst().id();
        Dossiers failing = (tenant, ids) -> ids.contains(broken)
                ? Mono.error(new IllegalStateException("a damaged row"))
                : world.dossiers.of(tenant, ids);
        WatchTimers watching = new WatchTimers(world.store.agenda(), failing, world.store.requests(), world.clock);
        set("2026-05-03T00:00");

        assertThatThrownBy(() -> watching.look().block()).hasMessageContaining("a damaged row");

        assertThat(requests.stream().map(world::state)).containsExactly("filed", "deemed_refused", "deemed_refused");
    }

    @Test
    void readsNoFurtherAheadThanItTells() {
        AtomicInteger pages = new AtomicInteger();
        AuthorisationRequest any = aRequest().build();
        Agenda endless = (now, after, max) -> Mono.fromCallable(() -> {
            pages.incrementAndGet();
            return Collections.nCopies(max, new Agenda.Entry(any.tenant(), any.id(), now));
        });
        Dossiers silent = (tenant, ids) -> Mono.never();
        WatchTimers watching = new WatchTimers(endless, silent, world.store.requests(), world.clock);

        Disposable round = watching.look().subscribe();

        assertThat(pages).hasValueLessThanOrEqualTo(2);
        round.dispose();
    }

    @Test
    void goesThroughMoreThanOnePage() {
        int many = 410;
        for (int i = 0; i < many; i++) {
            AuthorisationRequest filed = aRequest()
                    .of(world.tenant)
                    .of(employer.id())
                    .in(new RequestState.Filed(aReceipt("D-" + i)))
                    .build();
            FilingWorld.got(world.store.requests().save(aStep(filed).build()));
        }

        watchOn("2026-05-03T00:00");

        assertThat(world.journal().stream()
                        .filter(event -> event.event().type().publicName().equals("request.deemed_refused")))
                .hasSize(many);
    }

    private AuthorisationRequest refusedBySilence() {
        AuthorisationRequest request = world.filed(employer);
        watchOn("2026-05-03T00:00");
        assertThat(world.state(request)).isEqualTo("deemed_refused");
        return request;
    }

    private AuthorisationRequest refusedOn(String day) {
        AuthorisationRequest request = world.filed(employer);
        refuse(request, day);
        return request;
    }

    private void refuse(AuthorisationRequest request, String day) {
        set(day + "T12:00");
        world.portal.refuse(world.deposit(request), "Situation de l'emploi");
        world.runUntilIdle();
        assertThat(world.state(request)).isEqualTo("refused");
    }

    /** The last safe day, as it is shown and as it is told. */
    private String court(AuthorisationRequest request) {
        AuthorisationRequest now = world.now(request);
        LocalDate shown = RequestDeadlines.of(now).stream()
                .filter(one -> one.code().startsWith("APPEAL_COURT"))
                .map(one -> ((Deadline.Dated) one).date())
                .findFirst()
                .orElseThrow();
        assertThat(Refusal.of(now).orElseThrow().contestUntil()).isEqualTo(shown);
        return shown.toString();
    }

    private void settle(AuthorisationRequest request, TaskKind kind, TaskOutcome outcome, String on) {
        assertThat(world.resolve(world.task(request, kind), outcome, LocalDate.parse(on)))
                .isInstanceOf(Resolved.Settled.class);
    }

    private void settle(AuthorisationRequest request, TaskKind kind, TaskOutcome outcome) {
        assertThat(world.resolve(world.task(request, kind), outcome)).isInstanceOf(Resolved.Settled.class);
    }

    private void watch() {
        watch.look().block();
    }

    private void watchOn(String paris) {
        set(paris);
        watch();
    }

    private void set(String paris) {
        world.clock.set(at(paris));
    }

    private static Instant at(String paris) {
        return LocalDateTime.parse(paris).atZone(PARIS).toInstant();
    }

    private Map<String, String> told(AuthorisationRequest request, String type) {
        return FilingWorld.got(world.store
                        .journal()
                        .of(world.tenant, new Subject("request", request.id().text())))
                .stream()
                .map(RecordedEvent::event)
                .filter(event -> event.type().publicName().equals(type))
                .reduce((one, other) -> {
                    throw new AssertionError("told twice");
                })
                .orElseThrow()
                .data();
    }
}
