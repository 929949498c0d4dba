package fr.passerelle.testing;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.work.Claim;
import fr.passerelle.work.Schedule;
import fr.passerelle.work.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The queue in memory. Its leases end by the store's clock. */
public final class InMemoryWorkQueue implements WorkQueue {
    private static final Comparator<Job> NEAREST_FIRST =
            Comparator.comparing((Job job) -> job.deadline).thenComparing(job -> job.due);

    private final InMemoryStore store;
    private final InstantSource clock;
    private final Rows<Job> jobs = new Rows<>();
    private final Map<Lane, Long> lastServed = new HashMap<>();
    private long served;

    /** One employer's work: one session at a time. */
    private record Lane(TenantId tenant, EmployerId employer) {}

    private static final class Job {
        private final AuthorisationRequest request;
        private Instant due;
        private Instant deadline;
        private @Nullable Claim claim;
        private Instant leasedUntil = Instant.MIN;
        private int attempts;

        private Job(AuthorisationRequest request, Schedule.At at) {
            this.request = request;
            this.due = at.due();
            this.deadline = at.deadline();
        }

        private Lane lane() {
            return new Lane(request.tenant(), request.employer());
        }

        private Claim leasedUntil(Instant end) {
            attempts++;
            leasedUntil = end;
            claim = new Claim(request.tenant(), request.id(), request.employer(), UUID.randomUUID(), attempts);
            return claim;
        }

        private void free() {
            claim = null;
            leasedUntil = Instant.MIN;
        }
    }

    InMemoryWorkQueue(InMemoryStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Mono<List<Claim>> claim(Instant now, Duration lease, int max) {
        return store.alone(() -> {
            Instant end = clock.instant().plus(lease);
            return nextOfEachFreeLane(now)
                    .sorted(Comparator.comparing((Job job) -> lastServed.getOrDefault(job.lane(), 0L))
                            .thenComparing(NEAREST_FIRST))
                    .limit(max)
                    .map(job -> serve(job, end))
                    .toList();
        });
    }

    @Override
    public Mono<Boolean> renew(Claim claim, Duration lease) {
        return store.alone(() -> {
            Optional<Job> ours = heldBy(claim);
            ours.ifPresent(job -> job.leasedUntil = clock.instant().plus(lease));
            return ours.isPresent();
        });
    }

    @Override
    public Mono<Void> release(Claim claim, Instant dueAt) {
        return store.alone(() -> {
            heldBy(claim).ifPresent(job -> {
                job.due = dueAt;
                job.free();
            });
            return null;
        });
    }

    @Override
    public Mono<Void> wake(TenantId tenant, EmployerId employer, Instant now) {
        return store.alone(() -> {
            jobs.of(tenant)
                    .filter(job -> job.request.employer().equals(employer))
                    .filter(job -> job.due.isAfter(now))
                    .forEach(job -> job.due = now);
            return null;
        });
    }

    @Override
    public Mono<Depth> depth(Instant now) {
        return store.alone(() -> {
            List<Job> waiting = jobs.all()
                    .filter(job -> !isLeased(job) && !job.due.isAfter(now))
                    .toList();
            Duration oldestWait = waiting.stream()
                    .map(job -> Duration.between(job.due, now))
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
            return new Depth(waiting.size(), jobs.all().filter(this::isLeased).count(), oldestWait);
        });
    }

    /** Whether the claim is the live lease on its work. */
    boolean isLive(Claim claim) {
        return heldBy(claim).isPresent();
    }

    void schedule(AuthorisationRequest next, Schedule schedule, @Nullable Claim claim) {
        switch (schedule) {
            case Schedule.Unchanged() -> {}
            case Schedule.Done() -> jobs.remove(next.tenant(), next.id());
            case Schedule.At at -> due(next, at, claim);
        }
    }

    void expireLeases() {
        jobs.all().forEach(job -> job.leasedUntil = Instant.MIN);
    }

    private void due(AuthorisationRequest next, Schedule.At at, @Nullable Claim claim) {
        Job job = jobs.get(next.tenant(), next.id());
        if (job == null) {
            jobs.put(next.tenant(), next.id(), new Job(next, at));
            return;
        }
        job.due = at.due();
        job.deadline = at.deadline();
        if (claim != null) {
            job.attempts = 0;
            job.free();
        }
    }

    private Claim serve(Job job, Instant end) {
        served++;
        lastServed.put(job.lane(), served);
        return job.leasedUntil(end);
    }

    private Stream<Job> nextOfEachFreeLane(Instant now) {
        Collection<List<Job>> lanes =
                jobs.all().collect(Collectors.groupingBy(Job::lane)).values();
        return lanes.stream()
                .filter(lane -> lane.stream().noneMatch(this::isLeased))
                .flatMap(lane -> lane.stream().filter(job -> !job.due.isAfter(now)).min(NEAREST_FIRST).stream());
    }

    private Optional<Job> heldBy(Claim claim) {
        return jobs.find(claim.tenant(), claim.request()).filter(job -> claim.equals(job.claim) && isLeased(job));
    }

    private boolean isLeased(Job job) {
        return clock.instant().isBefore(job.leasedUntil);
    }
}
