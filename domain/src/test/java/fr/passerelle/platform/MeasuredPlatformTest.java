package fr.passerelle.platform;

import static fr.passerelle.platform.FilingForms.ESTABLISHMENT;
import static fr.passerelle.platform.FilingForms.aForm;
import static fr.passerelle.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.platform.PlatformHealth.Blame;
import fr.passerelle.platform.PlatformHealth.Operation;
import fr.passerelle.testing.InMemoryCallCounts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.test.StepVerifier;

class MeasuredPlatformTest {
    private final InMemoryPlatform portal = new InMemoryPlatform(() -> NOW);
    private final PlatformHealth health = new PlatformHealth(new InMemoryCallCounts(), () -> NOW);
    private final Platform platform = new MeasuredPlatform(portal, health);

    static Stream<Arguments> submissions() {
        return Stream.of(
                submission(portal -> {}, Map.of()),
                submission(InMemoryPlatform::loseNextSubmitAnswer, Map.of(Blame.PLATFORM, 1L)),
                submission(InMemoryPlatform::failBeforeSendingNextSubmission, Map.of(Blame.PLATFORM, 1L)),
                submission(InMemoryPlatform::holdBackNextSubmission, Map.of(Blame.OURS, 1L)),
                submission(
                        portal -> portal.rejectSubmissions(new Rejection("DEPOT_REJETE", "Rejeté.", List.of())),
                        Map.of(Blame.CLIENT, 1L)));
    }

    private static Arguments submission(Consumer<InMemoryPlatform> mishap, Map<Blame, Long> faults) {
        return Arguments.of(mishap, faults);
    }

    @ParameterizedTest
    @MethodSource("submissions")
    void saysWhoseFaultASubmissionMet(Consumer<InMemoryPlatform> mishap, Map<Blame, Long> faults) {
        Session session = session();
        DraftNumber draft = draft(session);
        mishap.accept(portal);

        platform.submit(session, new Submission(draft, "Anne Durand", aForm().expected(draft)))
                .block();

        assertThat(faults(Operation.SUBMIT)).isEqualTo(faults);
    }

    @Test
    void leavesALockedAccountToItsOwner() {
        portal.lockAccount("rh@example.org");

        logIn();

        assertThat(faults(Operation.LOGIN)).isEqualTo(Map.of(Blame.LOGIN, 1L));
    }

    @Test
    void blamesThePlatformThatIsDown() {
        Session session = session();
        DraftNumber draft = draft(session);
        portal.goDown();

        StepVerifier.create(platform.readDraft(session, draft, ESTABLISHMENT.siren()))
                .verifyError(PlatformUnavailable.class);

        assertThat(faults(Operation.READ_DRAFT)).isEqualTo(Map.of(Blame.PLATFORM, 1L));
    }

    private LogIn logIn() {
        return Objects.requireNonNull(
                platform.logIn(new Credentials("rh@example.org", "secret")).block());
    }

    private Session session() {
        return ((LogIn.Opened) logIn()).session();
    }

    private DraftNumber draft(Session session) {
        DraftCreation answer = platform.createDraft(session, aForm().build()).block();
        return ((DraftCreation.Created) Objects.requireNonNull(answer)).draft().number();
    }

    private Map<Blame, Long> faults(Operation operation) {
        return Objects.requireNonNull(health.measure().block()).stream()
                .filter(measure -> measure.operation() == operation)
                .findFirst()
                .orElseThrow()
                .faults();
    }
}
