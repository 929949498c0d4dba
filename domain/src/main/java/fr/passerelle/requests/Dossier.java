package fr.passerelle.requests;

import fr.passerelle.documents.Document;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Mandate;
import fr.passerelle.parties.PlatformAccount;
import fr.passerelle.parties.Readiness;
import fr.passerelle.parties.Worker;
import fr.passerelle.platform.FileSummary;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskKind;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request with everything that decides whether it can be filed.
 *
 * @param worker absent for an adopted file whose person is not known to us
 * @param account absent when the employer is unlinked
 * @param documents of the request itself, by type
 * @param openTasks what awaits a human on this request, the nearest due date first
 * @param accountTasks what awaits a human on its employer's account, in the same order
 */
public record Dossier(
        AuthorisationRequest request,
        Employer employer,
        @Nullable Worker worker,
        List<Mandate> mandates,
        @Nullable PlatformAccount account,
        List<Document> documents,
        List<Task> openTasks,
        List<Task> accountTasks) {
    public Dossier {
        request = request.knowing(worker);
        mandates = List.copyOf(mandates);
        documents = List.copyOf(documents);
        openTasks = List.copyOf(openTasks);
        accountTasks = List.copyOf(accountTasks);
    }

    /** The same, of the request as it was after a step, whatever became of it since. */
    public Dossier at(AuthorisationRequest step) {
        return new Dossier(step, employer, worker, mandates, account, documents, openTasks, accountTasks);
    }

    /** Those of the request and, as long as it needs the account, of its employer's account. */
    public List<Task> hinderingTasks() {
        return request.state().isOver()
                ? openTasks
                : Stream.concat(openTasks.stream(), accountTasks.stream()).toList();
    }

    /** Whether a human must act before it can be filed: link or mend its account, or settle a task. */
    public boolean awaitsHuman() {
        return account == null
                || !account.mayLogIn()
                || openTasks.stream()
                        .map(Task::kind)
                        .anyMatch(kind -> kind == TaskKind.QUARANTINED || kind.hindersFiling());
    }

    Readiness readiness(LocalDate today) {
        return Readiness.of(mandates, account, today);
    }

    /** Whether a file of the platform is this employer's and, as far as one can tell, this worker's. */
    boolean owns(FileSummary file, LocalDate today) {
        return file.establishment().siren().equals(employer.profile().siren())
                && (worker == null || Forms.person(worker, today).looksLike(file.person()));
    }

    /** Whether the present account is the one under which an attempt was made: another one does not see its file. */
    boolean isUnderTheLoginOf(Attempt attempt) {
        String made = attempt.login();
        return made == null || (account != null && made.equals(account.loginDigest()));
    }

    Worker knownWorker() {
        return Forms.given(worker, "/worker");
    }
}
