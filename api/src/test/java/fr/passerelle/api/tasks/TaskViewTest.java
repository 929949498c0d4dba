package fr.passerelle.api.tasks;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.api.tasks.TaskView.EvidenceView;
import fr.passerelle.api.tasks.TaskView.ResolutionView;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.tasks.TaskOutcome;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TaskViewTest {

    @Test
    void showsWhatAHumanSaid() {
        Map<String, String> facts =
                Map.of("deposit_number", "D-1", "registered_on", "2026-03-01", "proof_sha256", "ab".repeat(32));
        Task settled = aTask().resolved(new Task.Resolution(TaskOutcome.FOUND_ON_PLATFORM, "u-1", NOW, "Vu.", facts))
                .build();

        assertThat(TaskView.of(settled, Locale.ENGLISH).resolution())
                .isEqualTo(new ResolutionView(
                        TaskOutcome.FOUND_ON_PLATFORM, "u-1", NOW, "Vu.", "D-1", "2026-03-01", "ab".repeat(32), null));
    }

    @Test
    void saysWhyItWasOpened() {
        EvidenceView evidence =
                EvidenceView.of(TaskKind.FILE_GONE, Map.of("deposit_number", "D-1", "reason", "absent"));

        assertThat(evidence).isNotNull().extracting(EvidenceView::reason).isEqualTo("absent");
    }

    @Test
    void offersNoOutcomeThatCanNoLongerBeSaid() {
        Task any = aTask().build();
        Task task = Task.open(
                any.tenant(),
                any.employer(),
                any.request(),
                TaskKind.APPEAL_CLOSING,
                NOW,
                NOW,
                Task.excluding(Set.of(TaskOutcome.REASONS_ASKED, TaskOutcome.APPEALED_TO_ADMINISTRATION)));

        TaskView view = TaskView.of(task, Locale.ENGLISH);

        assertThat(view.allowedOutcomes())
                .containsExactly(TaskOutcome.APPEAL_REJECTED, TaskOutcome.APPEALED_TO_COURT, TaskOutcome.GIVE_UP);
    }

    @Test
    void namesTheTextsBehindATimeThatRanOut() {
        EvidenceView evidence = EvidenceView.of(
                TaskKind.REASONS_UNANSWERED,
                Map.of("due_on", "2026-06-10", "act_by", "2026-07-02", "certainty", "computed"));

        assertThat(evidence).isNotNull();
        assertThat(evidence.dueOn()).isEqualTo("2026-06-10");
        assertThat(evidence.basis()).singleElement().satisfies(basis -> {
            assertThat(basis.text()).isEqualTo("CRPA L. 232-4");
            assertThat(basis.legiarti()).isEqualTo("LEGIARTI000031367639");
        });
    }
}
