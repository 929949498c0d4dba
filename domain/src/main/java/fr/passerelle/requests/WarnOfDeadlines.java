package fr.passerelle.requests;

import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.work.WorkQueue;
import fr.passerelle.work.WorkQueue.Near;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Asks a human for help with every request that is not filed 72 hours before its deadline, whatever holds it up: they may
 * still file it on the portal, on paper or at a counter, or find out what became of it. An adopted one is filed already. It needs neither the platform nor a lease.
 */
public final class WarnOfDeadlines {
    private static final int MOST_IN_A_ROUND = 200;
    private static final int MOST_ROUNDS = 100;

    private final WorkQueue queue;
    private final Dossiers dossiers;
    private final Requests requests;
    private final InstantSource clock;

    public WarnOfDeadlines(WorkQueue queue, Dossiers dossiers, Requests requests, InstantSource clock) {
        this.queue = queue;
        this.dossiers = dossiers;
        this.requests = requests;
        this.clock = clock;
    }

    /**
     * Goes through what is near, round after round until one finds less than it could. One that fails keeps no other waiting,
     * and its round is the last. What was changed by someone else meanwhile comes again in the next.
     */
    public Mono<Void> warn() {
        return Mono.defer(this::round)
                .repeat(MOST_ROUNDS)
                .takeUntil(found -> found < MOST_IN_A_ROUND)
                .then();
    }

    private Mono<Integer> round() {
        return queue.nearDeadlines(clock.instant().plus(WorkQueue.URGENT), MOST_IN_A_ROUND)
                .flatMap(near -> warn(near).thenReturn(near.size()));
    }

    private Mono<Void> warn(List<Near> near) {
        return Flux.fromIterable(near).concatMapDelayError(this::warn).then();
    }

    private Mono<Void> warn(Near near) {
        return dossiers.find(near.tenant(), near.request())
                .flatMap(dossier -> isFiled(dossier.request()) ? Mono.just(true) : ask(dossier, near))
                .defaultIfEmpty(true)
                .flatMap(isSeenTo -> isSeenTo ? queue.note(near) : Mono.empty());
    }

    private static boolean isFiled(AuthorisationRequest request) {
        return switch (request.state()) {
            case RequestState.Queued _ -> request.isAdopted();
            case RequestState.Filing _, RequestState.OutcomeUnknown _ -> false;
            case RequestState.Draft _,
                    RequestState.NotAccepted _,
                    RequestState.Withdrawn _,
                    RequestState.OnPlatform _ -> true;
        };
    }

    private Mono<Boolean> ask(Dossier dossier, Near near) {
        Instant now = clock.instant();
        AuthorisationRequest request = dossier.request();
        Task task = Task.open(
                request.tenant(),
                request.employer(),
                request.id(),
                TaskKind.DEADLINE_NEAR,
                now,
                near.deadline().isAfter(now) ? near.deadline() : now,
                Map.of("deadline", near.deadline().toString()));
        return requests.save(
                        Change.from(request).taskOnce(task, dossier.openTasks()).build())
                .map(SaveOutcome.Stored.class::isInstance);
    }
}
