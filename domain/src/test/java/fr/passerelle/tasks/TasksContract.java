package fr.passerelle.tasks;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aResolution;
import static fr.passerelle.testing.Examples.aTask;
import static fr.passerelle.testing.Examples.anAccount;
import static fr.passerelle.testing.Examples.anEvent;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TaskId;
import fr.passerelle.journal.EventType;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.PlatformAccount;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.testing.StoreContract;
import fr.passerelle.testing.TaskBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the {@link Tasks} promise. */
public abstract class TasksContract extends StoreContract {
    private static final Tasks.Filter ALL = new Tasks.Filter(null, null, null, null, null);

    @Test
    void keepAnOpenTask() {
        Task task = open(aTask().of(knownRequest(tenant)));

        assertThat(found(store.tasks().find(tenant, task.id()))).contains(task);
    }

    @Test
    void keepHowATaskWasSettled() {
        AuthorisationRequest request = knownRequest(tenant);
        Task settled = open(aTask().of(request)).resolved(aResolution());
        save(nextStepOf(request).task(settled));

        assertThat(found(store.tasks().find(tenant, settled.id()))).contains(settled);
        assertThat(list(ALL)).containsExactly(settled);
    }

    @Test
    void keepAResolutionWithoutNoteAndFacts() {
        AuthorisationRequest request = knownRequest(tenant);
        Task settled = open(aTask().of(request))
                .resolved(new Task.Resolution(TaskOutcome.GIVE_UP, "passerelle", NOW, null, Map.of()));
        save(nextStepOf(request).task(settled));

        assertThat(found(store.tasks().find(tenant, settled.id()))).contains(settled);
    }

    @Test
    void findNothingUnderAnUnknownId() {
        assertThat(found(store.tasks().find(tenant, TaskId.next(NOW)))).isEmpty();
    }

    @Test
    void showNothingToAnotherTenant() {
        AuthorisationRequest request = knownRequest(tenant);
        Task task = open(aTask().of(request));

        assertThat(found(store.tasks().find(otherTenant, task.id()))).isEmpty();
        assertThat(got(store.tasks().list(otherTenant, ALL, null, 10))).isEmpty();
        assertThat(got(store.tasks().openOf(otherTenant, request.id()))).isEmpty();
        assertThat(got(store.tasks().openOfAccount(otherTenant, request.employer())))
                .isEmpty();
    }

    @Test
    void areListedNearestDueDateFirst() {
        AuthorisationRequest request = knownRequest(tenant);
        Task third = open(aTask().of(request).dueAt(inDays(9)));
        Task first = open(aTask().of(request).dueAt(inDays(1)));
        Task second = open(aTask().of(request).dueAt(inDays(5)));
        Tasks.Place behindTheFirst = new Tasks.Place(first.dueAt(), first.id().value());

        assertThat(list(ALL)).containsExactly(first, second, third);
        assertThat(list(null, 2)).containsExactly(first, second);
        assertThat(list(behindTheFirst, 10)).containsExactly(second, third);
    }

    @Test
    void arePagedThroughWhenTheyAreDueAtTheSameInstant() {
        AuthorisationRequest request = knownRequest(tenant);
        List<Task> all = times(5).mapToObj(_ -> open(aTask().of(request))).toList();

        List<Task> read = new ArrayList<>();
        for (var page = list(null, 2); !page.isEmpty(); page = list(placeOf(page.getLast()), 2)) {
            read.addAll(page);
        }

        assertThat(read).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void areNarrowedByStateRequestEmployerKindAndAudience() {
        AuthorisationRequest request = knownRequest(tenant);
        AuthorisationRequest other = knownRequest(tenant);
        Task forOperator = open(aTask().of(request).kind(TaskKind.OUTCOME_UNKNOWN));
        Task forEmployer = open(aTask().of(other).kind(TaskKind.DOCUMENT_REFUSED));
        Task settled = open(aTask().of(other).kind(TaskKind.UNKNOWN_LABEL)).resolved(aResolution());
        save(nextStepOf(other).task(settled));

        assertThat(list(inState(true))).containsExactlyInAnyOrder(forOperator, forEmployer);
        assertThat(list(inState(false))).containsExactly(settled);
        assertThat(list(ofRequest(other.id()))).containsExactlyInAnyOrder(forEmployer, settled);
        assertThat(list(ofRequest(RequestId.next(NOW)))).isEmpty();
        assertThat(list(new Tasks.Filter(null, null, request.employer(), null, null)))
                .containsExactly(forOperator);
        assertThat(list(new Tasks.Filter(null, null, null, TaskKind.UNKNOWN_LABEL, null)))
                .containsExactly(settled);
        assertThat(list(forAudience(TaskKind.Audience.OPERATOR))).containsExactlyInAnyOrder(forOperator, settled);
        assertThat(list(forAudience(TaskKind.Audience.WORKER))).isEmpty();
        assertThat(list(new Tasks.Filter(
                        true, other.id(), other.employer(), TaskKind.DOCUMENT_REFUSED, TaskKind.Audience.EMPLOYER)))
                .containsExactly(forEmployer);
    }

    private static Tasks.Filter inState(boolean open) {
        return new Tasks.Filter(open, null, null, null, null);
    }

    private static Tasks.Filter ofRequest(RequestId request) {
        return new Tasks.Filter(null, request, null, null, null);
    }

    private static Tasks.Filter forAudience(TaskKind.Audience audience) {
        return new Tasks.Filter(null, null, null, null, audience);
    }

    @Test
    void tellWhatIsOpenOfARequest() {
        AuthorisationRequest request = knownRequest(tenant);
        AuthorisationRequest other = knownRequest(tenant);
        Task first = open(aTask().of(request));
        Task second = open(aTask().of(request).kind(TaskKind.ALREADY_ON_PLATFORM));
        Task settled = open(aTask().of(request)).resolved(aResolution());
        open(aTask().of(other));
        save(nextStepOf(request).task(settled));

        assertThat(got(store.tasks().openOf(tenant, request.id()))).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void tellWhatIsOpenOfAnAccount() {
        AuthorisationRequest request = knownRequest(tenant);
        Employer employer = got(store.employers().find(tenant, request.employer()));
        Task locked = aTask().ofAccount(employer).build();
        Task settled = aTask().ofAccount(employer).build().resolved(aResolution());
        Task elsewhere = aTask().ofAccount(knownEmployer(tenant)).build();
        open(aTask().of(request));
        save(employer, List.of(locked, settled));
        save(got(store.employers().find(tenant, elsewhere.employer())), List.of(elsewhere));

        assertThat(got(store.tasks().openOfAccount(tenant, employer.id()))).containsExactly(locked);
    }

    private void save(Employer employer, List<Task> tasks) {
        PlatformAccount account = anAccount().of(employer).locked().build();
        var event = anEvent(employer.tenant(), EventType.ACCOUNT_LOCKED, account.id(), 1);
        assertThat(got(store.accounts().save(account, 0, tasks, List.of(event))))
                .isEqualTo(STORED);
    }

    /** A task about a request, as the store knows it. */
    private Task open(TaskBuilder example) {
        Task task = example.build();
        AuthorisationRequest request = got(store.requests().find(task.tenant(), requireNonNull(task.request())));
        assertThat(save(nextStepOf(request).task(task))).isEqualTo(STORED);
        return task;
    }

    private List<Task> list(Tasks.Filter filter) {
        return got(store.tasks().list(tenant, filter, null, 100));
    }

    private List<Task> list(Tasks.@Nullable Place after, int limit) {
        return got(store.tasks().list(tenant, ALL, after, limit));
    }

    private static Tasks.Place placeOf(Task task) {
        return new Tasks.Place(task.dueAt(), task.id().value());
    }

    private static Instant inDays(int days) {
        return NOW.plus(Duration.ofDays(days));
    }
}
