package fr.passerelle.requests;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.documents.Document;
import fr.passerelle.parties.Employer;
import fr.passerelle.platform.FileStatus;
import fr.passerelle.platform.InMemoryPlatform.Call;
import fr.passerelle.requests.Lifeline.Fault;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.tasks.TaskOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TrackRequestTest {
    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    private final FilingWorld world = new FilingWorld();
    private final Employer employer = world.employer();

    @Test
    void keepsARefusalWithItsPaper() {
        AuthorisationRequest request = world.filed(employer);

        world.portal.refuse(world.deposit(request), "Situation de l'emploi");
        world.after(HALF_A_DAY);

        assertThat(world.state(request)).isEqualTo("refused");
        assertThat(world.now(request).trail().decidedAt()).isEqualTo(world.clock.instant());
        assertThat(world.documents(Document.Owner.platform(request.id()))).contains("decision");
        assertThat(world.isQueueEmpty()).isTrue();
    }

    /** A good receipt does not show that the platform made a second file. */
    @Test
    void tellsOnceOfATwinThatThePlatformMadeBesideItsReceipt() {
        world.portal.doubleNextSubmission();

        AuthorisationRequest request = world.filed(employer);
        assertThat(world.openTasks(request)).isEmpty();
        world.after(FilingWorld.PACES.firstPoll());

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.openKinds(request)).containsExactly(TaskKind.DUPLICATE_ON_PLATFORM);
        assertThat(world.task(request).evidence())
                .containsEntry("kept", world.deposit(request).value());
        int searches = world.portal.calls(Call.FILES);
        world.after(FilingWorld.PACES.firstPoll());
        assertThat(world.portal.calls(Call.FILES)).isEqualTo(searches);
    }

    @Test
    void callsAHumanWhenThePlatformClosesAFile() {
        AuthorisationRequest request = world.filed(employer);

        world.portal.show(world.deposit(request), FileStatus.CLOSED);
        world.after(HALF_A_DAY);

        assertThat(world.state(request)).isEqualTo("closed_by_platform");
        assertThat(world.openKinds(request)).containsExactly(TaskKind.CLOSED_BY_PLATFORM);
        assertThat(world.isQueueEmpty()).isTrue();
    }

    @Test
    void keepsAGrantWhosePaperThePlatformDoesNotGive() {
        AuthorisationRequest request = world.filed(employer);

        world.portal.show(world.deposit(request), FileStatus.REFUSED);
        world.portal.grant(world.deposit(request), "AT-2026-7");
        world.portal.withholdDecisions(true);
        world.after(HALF_A_DAY);

        assertThat(world.state(request)).isEqualTo("granted");
        assertThat(world.openTasks(request)).isEmpty();
        world.portal.withholdDecisions(false);
        world.after(HALF_A_DAY);
        assertThat(world.documents(Document.Owner.platform(request.id()))).contains("decision");
        assertThat(world.isQueueEmpty()).isTrue();
    }

    @Test
    void fetchesLaterThePaperThatCouldNotBeHad() {
        AuthorisationRequest request = world.submitted(employer);
        world.portal.loseNextAnswer(Call.ATTESTATION);
        world.runUntilIdle();
        assertThat(world.documents(Document.Owner.platform(request.id()))).isEmpty();

        world.after(HALF_A_DAY);

        assertThat(world.documents(Document.Owner.platform(request.id()))).containsExactly("attestation");
    }

    @Test
    @Tag("décret-2014-1292")
    void deemsARequestRefusedAfterTwoMonthsOfSilence() {
        AuthorisationRequest request = world.filed(employer);

        world.clock.set(Instant.parse("2026-05-02T21:59:00Z"));
        world.runUntilIdle();
        assertThat(world.state(request)).isEqualTo("filed");

        world.after(HALF_A_DAY);

        assertThat(world.now(request).state())
                .isInstanceOfSatisfying(
                        RequestState.DeemedRefused.class,
                        deemed -> assertThat(deemed.lastDayOfSilence()).isEqualTo(LocalDate.of(2026, 5, 2)));
        assertThat(world.isQueueEmpty()).isFalse();
    }

    @Test
    @Tag("CESEDA-L554-3")
    void deemsTheRequestOfAnAsylumSeekerGrantedAfterTwoMonthsOfSilence() {
        AuthorisationRequest request = world.filedForAsylumSeeker(employer);

        world.during(Duration.ofDays(63), HALF_A_DAY);

        assertThat(world.state(request)).isEqualTo("deemed_granted");
        assertThat(world.events(request)).containsOnlyOnce("request.deemed_granted");
    }

    @Test
    void letsAnExpressDecisionFollowADeemedOne() {
        AuthorisationRequest request = world.filed(employer);
        world.during(Duration.ofDays(63), HALF_A_DAY);
        assertThat(world.state(request)).isEqualTo("deemed_refused");

        world.portal.grant(world.deposit(request), "AT-2026-9");
        world.after(HALF_A_DAY);

        assertThat(world.state(request)).isEqualTo("granted");
        assertThat(world.events(request))
                .containsSubsequence("request.filed", "request.deemed_refused", "request.granted");
    }

    @Test
    void doesNotTakeTheWaitForADecisionsDetailsForSilence() {
        AuthorisationRequest request = world.filed(employer);
        world.portal.show(world.deposit(request), FileStatus.GRANTED);

        world.during(Duration.ofDays(70), HALF_A_DAY);

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.events(request)).doesNotContain("request.deemed_refused");
    }

    @Test
    @Tag("CRPA-L114-5")
    void letsSilenceStandStillWhileComplementsAreAwaited() {
        AuthorisationRequest request = world.asked(employer);
        world.during(Duration.ofDays(20), HALF_A_DAY);
        world.attachedToComplement(request, 1);
        FilingWorld.done(world.answering.answer(world.tenant, request.id(), 1, FilingWorld.key()));

        world.during(Duration.ofDays(60), HALF_A_DAY);
        assertThat(world.state(request)).isEqualTo("under_review");

        world.during(Duration.ofDays(5), HALF_A_DAY);
        assertThat(world.state(request)).isEqualTo("deemed_refused");
    }

    @Test
    void asksAHumanOnceAboutALabelThatItDoesNotKnow() {
        AuthorisationRequest request = world.filed(employer);
        AuthorisationRequest other = world.filed(world.employer("autre@example.org"));

        world.portal.show(world.deposit(request), FileStatus.UNMAPPED, "En attente de visa");
        world.portal.show(world.deposit(other), FileStatus.UNDER_REVIEW);
        world.during(Duration.ofDays(3), HALF_A_DAY);

        assertThat(world.openKinds(request)).containsExactly(TaskKind.UNKNOWN_LABEL);
        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.observations(request).getLast().label()).isEqualTo("En attente de visa");
        assertThat(world.state(other)).isEqualTo("under_review");
    }

    @Test
    void asksNoMoreAboutALabelThatAHumanHasRead() {
        AuthorisationRequest request = world.filed(employer);
        world.portal.show(world.deposit(request), FileStatus.UNMAPPED, "En attente de visa");
        world.after(HALF_A_DAY);

        world.resolve(world.task(request), TaskOutcome.DONE_OUTSIDE);
        world.during(Duration.ofDays(3), HALF_A_DAY);

        assertThat(world.openTasks(request)).isEmpty();
    }

    @Test
    void settlesTheTaskOfAnUnknownLabelOnceItReadsTheFileAgain() {
        AuthorisationRequest request = world.filed(employer);
        world.portal.show(world.deposit(request), FileStatus.UNMAPPED, "En attente de visa");
        world.after(HALF_A_DAY);

        world.portal.show(world.deposit(request), FileStatus.SUBMITTED);
        world.after(HALF_A_DAY);

        assertThat(world.openTasks(request)).isEmpty();
    }

    @Test
    void appendsAStatusThatGoesBackwardsAndTellsItOnce() {
        AuthorisationRequest request = world.filed(employer);
        world.portal.show(world.deposit(request), FileStatus.UNDER_REVIEW);
        world.after(HALF_A_DAY);

        world.portal.show(world.deposit(request), FileStatus.SUBMITTED);
        world.during(Duration.ofDays(3), HALF_A_DAY);

        assertThat(world.state(request)).isEqualTo("under_review");
        assertThat(world.openKinds(request)).containsExactly(TaskKind.STATUS_REGRESSED);
        assertThat(world.events(request)).containsOnlyOnce("request.regressed");
        assertThat(world.observations(request))
                .extracting(Observation::status)
                .containsExactly(FileStatus.SUBMITTED, FileStatus.UNDER_REVIEW, FileStatus.SUBMITTED);
    }

    @Test
    void tellsOnceThatAFileIsGoneAndSettlesItWhenItIsBack() {
        AuthorisationRequest request = world.filed(employer);
        world.portal.hide(world.deposit(request), true);
        world.during(Duration.ofDays(2), HALF_A_DAY);
        assertThat(world.openKinds(request)).containsExactly(TaskKind.FILE_GONE);

        world.portal.hide(world.deposit(request), false);
        world.after(HALF_A_DAY);

        assertThat(world.openTasks(request)).isEmpty();
        assertThat(world.state(request)).isEqualTo("filed");
    }

    @Test
    void looksAgainLaterWhenThePlatformIsDown() {
        AuthorisationRequest request = world.filed(employer);
        world.portal.grant(world.deposit(request), "AT-2026-1");
        world.portal.goDown();
        world.during(Duration.ofHours(6), Duration.ofMinutes(10));
        assertThat(world.state(request)).isEqualTo("filed");

        world.portal.comeBack();
        world.after(Duration.ofMinutes(31));

        assertThat(world.state(request)).isEqualTo("granted");
    }

    @Test
    void opensAnotherSessionWhenItsOwnEnded() {
        AuthorisationRequest request = world.filed(employer);
        world.portal.grant(world.deposit(request), "AT-2026-1");
        world.lifeline.strike(1, Fault.SESSION_ENDED);

        world.after(FilingWorld.PACES.firstPoll());
        world.after(Duration.ofMinutes(1));

        assertThat(world.state(request)).isEqualTo("granted");
    }
}
