package fr.passerelle.requests;

import static fr.passerelle.testing.Examples.aReceipt;
import static fr.passerelle.testing.Examples.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.parties.Employer;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.FileStatus;
import fr.passerelle.tasks.TaskKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What silence makes of files that were registered on 2 March 2026, in Paris. */
class SilenceTest {
    private static final LocalDate MAY_2 = LocalDate.of(2026, 5, 2);
    private static final String DAY_AFTER = "2026-05-03T00:00";

    private final FilingWorld world = new FilingWorld();
    private final Employer employer = world.employer();

    @ParameterizedTest
    @CsvSource({
        "2026-05-01T12:00, filed",
        "2026-05-02T23:59:59, filed",
        "2026-05-03T00:00, deemed_refused",
        "2026-05-04T00:00, deemed_refused"
    })
    @Tag("décret-2014-1292")
    void refusesOnceTheLastDayHasEndedInParis(String paris, String state) {
        AuthorisationRequest request = world.filed(employer);

        world.on(paris);

        assertThat(world.state(request)).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-03T00:00, under_review",
        "2026-05-31T12:00, under_review",
        "2026-06-01T23:59:59, under_review",
        "2026-06-02T00:00, deemed_granted"
    })
    @Tag("CESEDA-L554-3")
    @Tag("CRPA-L114-5")
    void grantsTwoMonthsAfterTheMissingItemsWereReceived(String paris, String state) {
        AuthorisationRequest request = world.filedForAsylumSeeker(employer);
        ask(request, "2026-03-20T10:00", LocalDate.of(2026, 4, 30));
        answerByHand(request, 1, "2026-04-01T10:00");

        world.on(paris);

        assertThat(world.state(request)).isEqualTo(state);
    }

    @Test
    @Tag("CRPA-L114-5")
    void neverGrantsWhatRemainsIncomplete() {
        AuthorisationRequest request = world.filedForAsylumSeeker(employer);
        ask(request, "2026-03-10T10:00", LocalDate.of(2026, 3, 25));

        world.on("2026-09-01T12:00");

        assertThat(world.state(request)).isEqualTo("information_requested");
        assertThat(world.authorisations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-16T12:00, under_review",
        "2026-05-17T23:59:59, under_review",
        "2026-05-18T00:00, deemed_refused"
    })
    @Tag("CRPA-L114-5")
    void standsStillNoLongerThanTheTimeThatWasSet(String paris, String state) {
        AuthorisationRequest request = world.filed(employer);
        ask(request, "2026-03-10T10:00", LocalDate.of(2026, 3, 25));
        answerByHand(request, 1, "2026-04-20T10:00");

        world.on(paris);

        assertThat(world.state(request)).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-16T12:00, information_requested",
        "2026-05-17T23:59:59, information_requested",
        "2026-05-18T00:00, deemed_refused"
    })
    @Tag("CRPA-L114-5")
    void refusesWhatIsNeverAnswered(String paris, String state) {
        AuthorisationRequest request = world.filed(employer);
        ask(request, "2026-03-10T10:00", LocalDate.of(2026, 3, 25));

        world.on(paris);

        assertThat(world.state(request)).isEqualTo(state);
    }

    @Test
    @Tag("CRPA-L114-5")
    void standsStillUntilTheAnswerWhenThePlatformShowsNoTimeToAnswer() {
        AuthorisationRequest request = world.filed(employer);
        ask(request, "2026-03-10T10:00", null);

        world.on("2026-09-01T12:00");

        assertThat(world.state(request)).isEqualTo("information_requested");
    }

    @ParameterizedTest
    @CsvSource({"2026-05-12T23:59:59, under_review", "2026-05-13T00:00, deemed_refused"})
    @Tag("CRPA-L114-5")
    void remembersWhatLaterPagesLeaveOut(String paris, String state) {
        AuthorisationRequest request = world.filed(employer);
        ask(request, "2026-03-10T10:00", LocalDate.of(2026, 3, 25));
        answerByHand(request, 1, "2026-03-20T10:00");
        world.portal.omitComplements(world.deposit(request), true);

        world.on(paris);

        assertThat(world.state(request)).isEqualTo(state);
        assertThat(world.now(request).trail().suspensions()).hasSize(1);
    }

    @Test
    @Tag("CRPA-L114-5")
    void isNotUndoneByWhatIsAskedAfterItRefused() {
        AuthorisationRequest request = world.filed(employer);
        world.on(DAY_AFTER);
        ask(request, "2026-05-04T10:00", LocalDate.of(2026, 5, 20));
        world.on("2026-05-20T23:59:59");
        assertThat(world.state(request)).isEqualTo("information_requested");

        world.on("2026-05-21T12:00");

        assertThat(world.now(request).state())
                .isInstanceOfSatisfying(
                        RequestState.DeemedRefused.class,
                        deemed -> assertThat(deemed.lastDayOfSilence()).isEqualTo(MAY_2));
    }

    @Test
    @Tag("décret-2014-1292")
    void refusesAlsoWhatIsGone() {
        AuthorisationRequest request = world.filed(employer);
        world.portal.hide(world.deposit(request), true);

        world.on("2026-05-02T23:59:59");
        assertThat(world.state(request)).isEqualTo("filed");
        world.on("2026-05-03T12:00");

        assertThat(world.state(request)).isEqualTo("deemed_refused");
        assertThat(world.openKinds(request)).containsExactlyInAnyOrder(TaskKind.FILE_GONE, TaskKind.SILENCE_REFUSED);
        assertThat(world.events(request)).containsOnlyOnce("request.deemed_refused");
    }

    @Test
    @Tag("CESEDA-L554-3")
    void grantsAlsoWhatIsGone() {
        AuthorisationRequest request = world.filedForAsylumSeeker(employer);
        world.portal.hide(world.deposit(request), true);

        world.on(DAY_AFTER);

        assertThat(world.state(request)).isEqualTo("deemed_granted");
        assertThat(world.authorisations()).singleElement().matches(WorkAuthorisation::deemed);
    }

    @Test
    @Tag("CRPA-L114-5")
    void takesBackAGrantWhenItLearnsThatItemsHadBeenAskedFor() {
        AuthorisationRequest request = world.filedForAsylumSeeker(employer);
        world.on("2026-04-21T10:00");
        world.portal.hide(deposit(request), true);
        world.portal.askForComplement(deposit(request), "Merci de joindre le contrat.", null);
        world.portal.answerByHand(deposit(request), 1);
        world.on(DAY_AFTER);
        assertThat(world.state(request)).isEqualTo("deemed_granted");

        world.portal.hide(deposit(request), false);
        world.after(FilingWorld.PACES.slowPoll());

        assertThat(world.state(request)).isEqualTo("under_review");
        assertThat(world.authorisations(LocalDate.of(2026, 5, 3))).isEmpty();
        world.on("2026-06-22T12:00");
        assertThat(world.state(request)).isEqualTo("deemed_granted");
        assertThat(world.authorisations())
                .singleElement()
                .satisfies(renewed -> assertThat(renewed.validFrom()).isEqualTo(LocalDate.of(2026, 6, 22)));
    }

    @Test
    @Tag("CRPA-L114-5")
    void tellsAgainWhenAnotherLastDayComesToLight() {
        AuthorisationRequest request = world.filed(employer);
        world.on("2026-04-21T10:00");
        world.portal.hide(deposit(request), true);
        world.portal.askForComplement(deposit(request), "Merci de joindre le contrat.", LocalDate.of(2026, 4, 26));
        world.on(DAY_AFTER);
        assertThat(world.state(request)).isEqualTo("deemed_refused");

        world.portal.hide(deposit(request), false);
        world.on("2026-05-08T12:00");

        assertThat(world.now(request).state())
                .isInstanceOfSatisfying(
                        RequestState.DeemedRefused.class,
                        deemed -> assertThat(deemed.lastDayOfSilence()).isEqualTo(MAY_2.plusDays(5)));
        assertThat(world.events(request))
                .filteredOn("request.deemed_refused"::equals)
                .hasSize(2);
    }

    @Test
    @Tag("décret-2014-1292")
    void refusesAlsoWhatBearsAnUnknownLabel() {
        AuthorisationRequest request = world.filed(employer);
        world.portal.show(world.deposit(request), FileStatus.UNMAPPED, "En attente de visa");

        world.on("2026-05-02T23:59:59");
        assertThat(world.state(request)).isEqualTo("filed");
        world.on("2026-05-03T12:00");

        assertThat(world.state(request)).isEqualTo("deemed_refused");
        assertThat(world.openKinds(request))
                .containsExactlyInAnyOrder(TaskKind.UNKNOWN_LABEL, TaskKind.SILENCE_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-05-02T21:59:59Z", "2026-05-02T22:00:00Z"})
    @Tag("décret-2014-1292")
    void isToldWithoutLookingAtThePlatform(Instant now) {
        AuthorisationRequest filed =
                aRequest().in(new RequestState.Filed(aReceipt("D-1"))).build();
        boolean isOver = now.equals(Instant.parse("2026-05-02T22:00:00Z"));

        assertThat(Tracking.silence(filed, List.of(), now)
                        .map(change -> change.next().state().code())
                        .orElse("none"))
                .isEqualTo(isOver ? "deemed_refused" : "none");
    }

    @Test
    void saysNothingOfARequestThatIsNotOnThePlatformOrIsDecided() {
        Instant later = Instant.parse("2027-01-01T00:00:00Z");
        RequestState deemed = new RequestState.DeemedRefused(aReceipt("D-1"), MAY_2);

        assertThat(Tracking.silence(aRequest().queued().build(), List.of(), later))
                .isEmpty();
        assertThat(Tracking.silence(aRequest().in(deemed).build(), List.of(), later))
                .isEmpty();
    }

    private void ask(AuthorisationRequest request, String paris, @Nullable LocalDate dueOn) {
        world.on(paris);
        world.portal.askForComplement(deposit(request), "Merci de joindre le contrat.", dueOn);
        world.after(FilingWorld.PACES.slowPoll());
    }

    private void answerByHand(AuthorisationRequest request, int number, String paris) {
        world.on(paris);
        world.portal.answerByHand(deposit(request), number);
        world.after(FilingWorld.PACES.slowPoll());
    }

    private DepositNumber deposit(AuthorisationRequest request) {
        return world.deposit(request);
    }
}
