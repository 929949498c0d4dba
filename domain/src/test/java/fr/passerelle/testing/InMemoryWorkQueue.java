package fr.passerelle.testing;

import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.pace.Lane;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.work.Claim;
import fr.passerelle.work.Schedule;
import fr.passerelle.work.WorkOversight;
import fr.passerelle.work.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The queue in memory. Its leases end by the store's clock. */
public final class InMemoryWorkQueue implements WorkQueue, WorkOversight {
    private static final Comparator<Job> NEAREST_FIRST = Comparator.comparing((Job job) -> job.deadline)
            .thenComparing(job -> job.request.id().text());

    private static final Comparator<Job> LONGEST_DUE_FIRST =
            Comparator.comparing((Job job) -> job.due).thenComparing(NEAREST_FIRST);

    private final InMemoryStore store;
    private final InstantSource clock;
    private final Rows<Job> jobs = new Rows<>();
    private final Map<TenantId, Long> lastServed = new HashMap<>();
    private final Set<TenantId> everServed = new LinkedHashSet<>();
    private long served;

    /** The work under one login: one session at a time. */
    private record Login(TenantId tenant, String login) {}

    private static final class Job {
        private final AuthorisationRequest request;
        private Instant due;
        private Instant deadline;
        private Lane lane;
        private @Nullable Claim claim;
        private Instant leasedUntil = Instant.MIN;
        private int attempts;
        private int crashes;
        private @Nullable Instant noted;

        private Job(AuthorisationRequest request, Schedule.At at) {
            this.request = request;
            this.due = at.due();
            this.deadline = at.deadline();
            this.lane = at.lane();
        }

        /** Two in a row who worked on it crashed. */
        private boolean isSuspect() {
            return crashes > 1;
        }

        private Job unleased() {
            return new Job(request, new Schedule.At(due, deadline, lane));
        }

        private boolean isUrgent(Instant now) {
            return lane == Lane.WRITE && deadline.isBefore(now.plus(URGENT));
        }

        private Claim leasedUntil(Instant end) {
            attempts++;
            leasedUntil = end;
            claim = new Claim(request.tenant(), request.id(), request.employer(), UUID.randomUUID(), attempts, crashes);
            return claim;
        }

        private WorkOversight.Job shown() {
            return new WorkOversight.Job(
                    request.tenant(), request.id(), request.employer(), lane, attempts, crashes, due, deadline);
        }

        private void free() {
            claim = null;
            leasedUntil = Instant.MIN;
            crashes = 0;
        }
    }

    InMemoryWorkQueue(InMemoryStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Without its leases, which do not survive a restore in real life either: they run out meanwhile. */
    Runnable backup() {
        List<Job> kept = jobs.all().map(Job::unleased).toList();
        return () -> {
            jobs.all().toList().forEach(job -> jobs.remove(job.request.tenant(), job.request.id()));
            kept.forEach(job -> jobs.put(job.request.tenant(), job.request.id(), job.unleased()));
        };
    }

    @Override
    public Mono<List<Claim>> claim(Lane lane, Instant now, Duration lease, int max, int atOnce) {
        return store.alone(() -> {
            countCrashes();
            Instant end = clock.instant().plus(lease);
            long leased =
                    jobs.all().filter(job -> job.lane == lane && isLeased(job)).count();
            List<Claim> claims = new ArrayList<>();
            Map<TenantId, Integer> turns = new HashMap<>();
            while (claims.size() < Math.min(max, atOnce - leased)) {
                Optional<Job> next = candidates(lane, now).min(order(lane, now, turns));
                if (next.isEmpty()) {
                    break;
                }
                Job job = next.get();
                claims.add(job.leasedUntil(end));
                turns.merge(job.request.tenant(), 1, Integer::sum);
            }
            turns.keySet().forEach(tenant -> lastServed.put(tenant, ++served));
            return List.copyOf(claims);
        });
    }

    /** Whoever let a lease run out ended without giving its work back. */
    private void countCrashes() {
        jobs.all().filter(job -> job.claim != null && !isLeased(job)).forEach(job -> {
            job.crashes++;
            job.claim = null;
        });
    }

    private Stream<Job> candidates(Lane lane, Instant now) {
        Set<Login> busy = jobs.all().filter(this::isLeased).map(this::loginOf).collect(Collectors.toSet());
        boolean isSuspectBusy = jobs.all().anyMatch(job -> isLeased(job) && job.isSuspect());
        return jobs.all()
                .filter(job -> job.lane == lane && !job.due.isAfter(now))
                .filter(job -> !busy.contains(loginOf(job)))
                .filter(job -> !(isSuspectBusy && job.isSuspect()))
                .filter(job -> !store.pauses().isPaused(job.request.tenant()));
    }

    private Comparator<Job> order(Lane lane, Instant now, Map<TenantId, Integer> turns) {
        return Comparator.comparing((Job job) -> !job.isUrgent(now))
                .thenComparing(job -> job.isUrgent(now) && job.deadline.isAfter(now) ? job.deadline : Instant.MIN)
                .thenComparing(job -> turns.getOrDefault(job.request.tenant(), 0))
                .thenComparing(job -> lastServed.getOrDefault(job.request.tenant(), 0L))
                .thenComparing(lane == Lane.WRITE ? NEAREST_FIRST : LONGEST_DUE_FIRST);
    }

    private Login loginOf(Job job) {
        TenantId tenant = job.request.tenant();
        return new Login(tenant, store.accounts().loginOf(tenant, job.request.employer()));
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
    public Mono<Place> place(TenantId tenant, RequestId request, Instant now) {
        return store.alone(() -> jobs.find(tenant, request)
                .filter(job -> job.lane == Lane.WRITE)
                .map(job -> new Place(1 + ahead(job, now), job.deadline))
                .orElse(null));
    }

    private long ahead(Job mine, Instant now) {
        List<Job> others =
                jobs.all().filter(job -> job.lane == Lane.WRITE && job != mine).toList();
        if (mine.isUrgent(now)) {
            return others.stream().filter(job -> isNearer(job, mine)).count();
        }
        long own = 1
                + others.stream()
                        .filter(job -> job.request.tenant().equals(mine.request.tenant()))
                        .filter(job -> !job.isUrgent(now) && isNearer(job, mine))
                        .count();
        long urgent = others.stream().filter(job -> job.isUrgent(now)).count();
        long ofOtherTenants = others.stream()
                .filter(job -> !job.isUrgent(now) && !job.request.tenant().equals(mine.request.tenant()))
                .collect(Collectors.groupingBy(job -> job.request.tenant(), Collectors.counting()))
                .values()
                .stream()
                .mapToLong(count -> Math.min(count, own))
                .sum();
        return urgent + own - 1 + ofOtherTenants;
    }

    private static boolean isNearer(Job job, Job other) {
        return NEAREST_FIRST.compare(job, other) < 0;
    }

    @Override
    public Mono<List<Near>> nearDeadlines(Instant before, int max) {
        return store.alone(() -> jobs.all()
                .filter(job -> job.deadline.isBefore(before) && !job.deadline.equals(job.noted))
                .sorted(NEAREST_FIRST)
                .limit(max)
                .map(job -> new Near(job.request.tenant(), job.request.id(), job.deadline))
                .toList());
    }

    @Override
    public Mono<Void> note(Near near) {
        return store.alone(() -> {
            jobs.find(near.tenant(), near.request())
                    .filter(job -> job.deadline.equals(near.deadline()))
                    .ifPresent(job -> job.noted = job.deadline);
            return null;
        });
    }

    @Override
    public Mono<Depth> depth(Instant now) {
        return store.alone(() -> depth(jobs.all().toList(), now));
    }

    private Depth depth(List<Job> some, Instant now) {
        List<Job> waiting = some.stream()
                .filter(job -> !isLeased(job) && !job.due.isAfter(now))
                .toList();
        Duration oldestWait = waiting.stream()
                .map(job -> Duration.between(job.due, now))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return new Depth(waiting.size(), some.stream().filter(this::isLeased).count(), oldestWait);
    }

    // The operator's view

    @Override
    public Mono<List<TenantId>> tenants() {
        return store.alone(() -> List.copyOf(everServed));
    }

    @Override
    public Mono<Map<Lane, Depth>> depths(Instant now) {
        return store.alone(() ->
                Arrays.stream(Lane.values()).collect(Collectors.toMap(lane -> lane, lane -> depth(of(lane), now))));
    }

    private List<Job> of(Lane lane) {
        return jobs.all().filter(job -> job.lane == lane).toList();
    }

    @Override
    public Mono<List<WorkOversight.Job>> stuck(int attempts, Instant dueBefore, int max) {
        return store.alone(() -> jobs.all()
                .filter(job ->
                        job.attempts >= attempts || job.crashes > 0 || (job.due.isBefore(dueBefore) && !isLeased(job)))
                .sorted(NEAREST_FIRST)
                .limit(max)
                .map(Job::shown)
                .toList());
    }

    @Override
    public Mono<Boolean> wake(RequestId request, Instant now) {
        return store.alone(() -> {
            Optional<Job> waiting =
                    jobs.all().filter(job -> job.request.id().equals(request)).findFirst();
            waiting.filter(job -> job.due.isAfter(now)).ifPresent(job -> job.due = now);
            return waiting.isPresent();
        });
    }

    @Override
    public Mono<List<RequestId>> unscheduled(TenantId tenant, Set<String> states) {
        return store.alone(() -> store.requests()
                .of(tenant)
                .filter(request -> states.contains(request.state().code()))
                .map(AuthorisationRequest::id)
                .filter(id -> jobs.get(tenant, id) == null)
                .toList());
    }

    @Override
    public Mono<List<Lapsed>> lapsed(Duration ago) {
        Instant end = clock.instant().minus(ago);
        return store.alone(() -> jobs.all()
                .filter(job -> job.claim != null && !job.leasedUntil.isAfter(end))
                .map(job -> new Lapsed(job.request.tenant(), job.request.employer(), job.request.id(), job.leasedUntil))
                .toList());
    }

    /** There are no turns beside the jobs here. */
    @Override
    public Mono<List<Forgotten>> forgotten() {
        return Mono.just(List.of());
    }

    @Override
    public Mono<Void> recall() {
        return Mono.empty();
    }

    /** For whom anything was ever to be done. */
    Stream<TenantId> everServed() {
        return everServed.stream();
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
        jobs.all().filter(job -> job.claim != null).forEach(job -> job.leasedUntil = clock.instant());
    }

    private void due(AuthorisationRequest next, Schedule.At at, @Nullable Claim claim) {
        Job job = jobs.get(next.tenant(), next.id());
        if (job == null) {
            everServed.add(next.tenant());
            jobs.put(next.tenant(), next.id(), new Job(next, at));
            return;
        }
        job.due = at.due();
        job.deadline = at.deadline();
        job.lane = at.lane();
        if (claim != null) {
            job.attempts = 0;
            job.free();
        }
    }

    private Optional<Job> heldBy(Claim claim) {
        return jobs.find(claim.tenant(), claim.request()).filter(job -> claim.equals(job.claim) && isLeased(job));
    }

    private boolean isLeased(Job job) {
        return clock.instant().isBefore(job.leasedUntil);
    }
}
