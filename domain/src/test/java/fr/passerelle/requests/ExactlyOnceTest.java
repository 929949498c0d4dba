package fr.passerelle.requests;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.platform.InMemoryPlatform.Call;
import fr.passerelle.requests.Lifeline.Fault;
import fr.passerelle.tasks.TaskKind;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever befalls any one call of a filing, or of an answer to a complement: nothing is sent twice, and nothing is lost. */
class ExactlyOnceTest {
    private static final int MOST_CALLS = 24;

    private final FilingWorld world = new FilingWorld();

    static Stream<Arguments> faults() {
        return Stream.of(Fault.values()).flatMap(ExactlyOnceTest::ofEachCall);
    }

    private static Stream<Arguments> ofEachCall(Fault fault) {
        return IntStream.rangeClosed(1, MOST_CALLS).mapToObj(number -> Arguments.of(fault, number));
    }

    @Test
    void triesEveryCallOfAFiling() {
        world.filed(world.employer());

        assertThat(world.lifeline.calls()).isBetween(MOST_CALLS / 2, MOST_CALLS);
    }

    @ParameterizedTest(name = "{0} at call {1}")
    @MethodSource("faults")
    void filesExactlyOnce(Fault fault, int number) {
        AuthorisationRequest request = world.submitted(world.employer());
        world.lifeline.strike(number, fault);

        world.outlive(Duration.ofHours(3), Duration.ofMinutes(3));

        assertThat(world.state(request)).isEqualTo("filed");
        assertThat(world.portal.ledger()).hasSize(1);
        assertThat(world.portal.openDrafts()).isEmpty();
        assertThat(world.attemptStates(request)).containsOnlyOnce(Attempt.State.ACCEPTED);
        assertThat(world.attempts(request)).allMatch(attempt -> attempt.closedAt() != null);
        assertThat(world.openTasks(request)).isEmpty();
        assertThat(world.events(request)).containsOnlyOnce("request.filed").endsWith("request.filed");
        assertThatEventsAreInOrder();
    }

    @ParameterizedTest(name = "{0} at call {1}")
    @MethodSource("faults")
    void answersAComplementOnceOrLetsAHumanLook(Fault fault, int number) {
        AuthorisationRequest request = world.asked(world.employer());
        world.attachedToComplement(request, 1);
        FilingWorld.done(world.answering.answer(world.tenant, request.id(), 1, FilingWorld.key()));
        world.lifeline.strike(number, fault);

        world.outlive(Duration.ofHours(3), Duration.ofMinutes(3));

        boolean isSent = world.portal.calls(Call.SEND_COMPLEMENT) == 1;
        assertThat(world.portal.calls(Call.SEND_COMPLEMENT)).isLessThanOrEqualTo(1);
        assertThat(world.state(request)).isEqualTo(isSent ? "under_review" : "information_requested");
        assertThat(world.events(request).contains("request.complement_sent")).isEqualTo(isSent);
        assertThat(world.openKinds(request).contains(TaskKind.COMPLEMENT_UNKNOWN))
                .isNotEqualTo(isSent);
        assertThatEventsAreInOrder();
    }

    @ParameterizedTest(name = "{0} at call {1}")
    @MethodSource("faults")
    void filesNothingOfARequestThatIsWithdrawnMeanwhile(Fault fault, int number) {
        AuthorisationRequest request = world.submitted(world.employer());
        world.lifeline.strike(number, fault);
        world.claim().forEach(world::survive);
        world.lifeline.spare();

        Outcome outcome = world.withdraw(request);
        world.outlive(Duration.ofHours(3), Duration.ofMinutes(3));

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(world.portal.openDrafts()).isEmpty();
        assertThat(world.attempts(request)).allMatch(attempt -> attempt.closedAt() != null);
        assertThat(world.state(request)).isEqualTo(world.portal.ledger().isEmpty() ? "withdrawn" : "filed");
        assertThat(world.openTasks(request)).hasSize(world.portal.ledger().size());
    }

    private void assertThatEventsAreInOrder() {
        assertThat(world.journal())
                .extracting(RecordedEvent::position)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(world.journal())
                .extracting(recorded ->
                        recorded.event().subject() + "#" + recorded.event().sequence())
                .doesNotHaveDuplicates();
    }
}
