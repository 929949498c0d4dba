package fr.passerelle.requests;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.AuthorisationId;
import fr.passerelle.parties.Employer;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.FileStatus;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of the authorisation that silence gave on 3 May 2026, when something else follows. */
@Tag("CESEDA-L554-3")
class GivenAuthorisationTest {
    private static final LocalDate MAY_3 = LocalDate.of(2026, 5, 3);
    private static final LocalDate MAY_9 = LocalDate.of(2026, 5, 9);
    private static final LocalDate MAY_10 = LocalDate.of(2026, 5, 10);

    private final FilingWorld world = new FilingWorld();
    private final Employer employer = world.employer();
    private final AuthorisationRequest request = world.filedForAsylumSeeker(employer);
    private final DepositNumber deposit = world.deposit(request);
    private AuthorisationId given = AuthorisationId.next(world.clock.instant());

    @BeforeEach
    void silenceGrants() {
        world.on("2026-05-03T08:00");
        assertThat(world.state(request)).isEqualTo("deemed_granted");
        given = world.authorisations(MAY_3).getFirst().id();
        world.on("2026-05-10T08:00");
    }

    @Test
    void endsWhenARefusalFollows() {
        world.portal.refuse(deposit, "Situation de l'emploi");
        world.after(Duration.ofHours(12));

        assertThat(world.state(request)).isEqualTo("refused");
        assertEndsOn(MAY_9);
    }

    @Test
    void endsWhenTheFileIsClosed() {
        world.portal.show(deposit, FileStatus.CLOSED);
        world.after(Duration.ofHours(12));

        assertThat(world.state(request)).isEqualTo("closed_by_platform");
        assertEndsOn(MAY_9);
    }

    @Test
    void becomesTheOneThatIsExpresslyGranted() {
        world.portal.grant(deposit, "AT-2026-9");
        world.after(Duration.ofHours(12));

        WorkAuthorisation granted = world.authorisation(request);
        assertThat(granted.id()).isEqualTo(given);
        assertThat(granted.number()).isEqualTo("AT-2026-9");
        assertThat(granted.deemed()).isFalse();
        assertThat(granted.version()).isEqualTo(2);
        assertThat(world.authorisations()).containsExactly(granted);
    }

    @Test
    @Tag("CRPA-L114-5")
    void endsWhenTheStateAsksForItemsAndComesBackTwoMonthsAfterTheAnswer() {
        world.portal.askForComplement(deposit, "Encore une pièce.", LocalDate.of(2026, 6, 1));
        world.after(Duration.ofHours(12));
        assertThat(world.state(request)).isEqualTo("information_requested");
        assertEndsOn(MAY_9);

        world.on("2026-05-20T10:00");
        world.portal.answerByHand(deposit, 1);
        world.on("2026-07-20T23:59:59");
        assertThat(world.state(request)).isEqualTo("under_review");
        world.on("2026-07-21T12:00");

        assertThat(world.state(request)).isEqualTo("deemed_granted");
        WorkAuthorisation renewed = only(world.authorisations());
        assertThat(renewed.id()).isEqualTo(given);
        assertThat(renewed.validFrom()).isEqualTo(LocalDate.of(2026, 7, 21));
        assertThat(renewed.validTo()).isEqualTo(request.content().end());
        assertThat(renewed.version()).isEqualTo(3);
    }

    @Test
    void endsWhenAGrantIsTakenBack() {
        world.portal.withholdDecisions(true);
        world.portal.grant(deposit, "AT-2026-9");
        world.after(Duration.ofHours(12));
        world.portal.refuse(deposit, "Retirée");
        world.on("2026-05-12T12:00");

        assertThat(world.state(request)).isEqualTo("refused");
        WorkAuthorisation ended = only(world.authorisations());
        assertThat(ended.number()).isEqualTo("AT-2026-9");
        assertThat(ended.validTo()).isEqualTo(LocalDate.of(2026, 5, 11));
    }

    @Test
    void isToldInTheJournal() {
        world.portal.refuse(deposit, "Situation de l'emploi");
        world.after(Duration.ofHours(12));

        assertThat(world.journal().stream()
                        .map(recorded -> recorded.event().type().publicName())
                        .filter(type -> type.startsWith("work_authorisation.")))
                .containsExactly("work_authorisation.created", "work_authorisation.changed");
    }

    private void assertEndsOn(LocalDate day) {
        WorkAuthorisation ended = only(world.authorisations());
        assertThat(ended.id()).isEqualTo(given);
        assertThat(ended.validTo()).isEqualTo(day);
        assertThat(world.authorisations(day)).containsExactly(ended);
        assertThat(world.authorisations(MAY_10)).isEmpty();
    }

    private static WorkAuthorisation only(List<WorkAuthorisation> all) {
        assertThat(all).hasSize(1);
        return all.getFirst();
    }
}
