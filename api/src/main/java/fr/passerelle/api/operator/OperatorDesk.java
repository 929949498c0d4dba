package fr.passerelle.api.operator;

import fr.passerelle.api.operator.Command.Because;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.pace.Lane;
import fr.passerelle.pace.LaneState;
import fr.passerelle.pace.LaneState.Flow;
import fr.passerelle.pace.Lanes;
import fr.passerelle.pace.PaceRules;
import fr.passerelle.persistence.Persistence;
import fr.passerelle.requests.ReleaseQuarantine;
import fr.passerelle.requests.RepairWork;
import fr.passerelle.requests.RepairWork.DeadWork;
import fr.passerelle.requests.ResolveTask;
import fr.passerelle.requests.ResolveTask.Resolved;
import fr.passerelle.tasks.Task;
import fr.passerelle.work.Pauses;
import fr.passerelle.work.WorkOversight;
import fr.passerelle.work.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Carries out the operator's commands over the stored state that all replicas share. What changes something is logged. */
final class OperatorDesk {
    private static final Logger log = LoggerFactory.getLogger(OperatorDesk.class);
    private static final int OFTEN = 10;
    private static final Duration LONG_DUE = Duration.ofHours(1);
    private static final int MOST_STUCK = 1000;
    private static final WorkQueue.Depth NOTHING = new WorkQueue.Depth(0, 0, Duration.ZERO);

    private final Pauses pauses;
    private final Lanes lanes;
    private final WorkOversight oversight;
    private final ReleaseQuarantine quarantine;
    private final RepairWork repair;
    private final PaceRules rules;
    private final InstantSource clock;

    OperatorDesk(Persistence stored, PaceRules rules, InstantSource clock) {
        this.pauses = stored.pauses();
        this.lanes = stored.lanes();
        this.oversight = stored.oversight();
        this.quarantine = new ReleaseQuarantine(stored.oversight(), stored.tasks(), resolving(stored, clock));
        this.repair = new RepairWork(stored.oversight(), stored.requests(), clock);
        this.rules = rules;
        this.clock = clock;
    }

    private static ResolveTask resolving(Persistence stored, InstantSource clock) {
        return new ResolveTask(
                stored.tasks(),
                stored.requests(),
                stored.dossiers(),
                stored.accounts(),
                stored.queue(),
                stored.idempotencies(),
                clock);
    }

    Mono<Report> carryOut(Command command) {
        return switch (command) {
            case Command.Status() -> status();
            case Command.Pause(var tenant, var because) -> pause(tenant, because);
            case Command.Resume(var tenant, var because) -> resume(tenant, because);
            case Command.ListQuarantine() -> quarantined();
            case Command.Release(var request, var because) -> release(request, because);
            case Command.ListStuck() -> stuck();
            case Command.Wake(var request, var because) -> wake(request, because);
            case Command.CheckWork() -> repair.check().map(found -> new Report(found.isNone(), lines(found)));
            case Command.RepairDeadWork(var because) -> repair(because);
        };
    }

    // To look

    private Mono<Report> status() {
        return Mono.zip(lanes.standing(), oversight.depths(clock.instant()), pauses.all(), quarantine.list())
                .map(all -> Report.well(status(
                        all.getT1(), all.getT2(), all.getT3(), all.getT4().size())));
    }

    private List<Line> status(
            Lanes.Standing standing, Map<Lane, WorkQueue.Depth> depths, List<Pauses.Pause> paused, int quarantined) {
        List<Line> lines = new ArrayList<>();
        Arrays.stream(Lane.values()).forEach(lane -> lines.add(lane(standing.of(lane), standing.now())));
        // Work never waits in the lane that logs in: whoever works takes its turn there.
        Stream.of(Lane.READ, Lane.WRITE).forEach(lane -> lines.add(depth(lane, depths.getOrDefault(lane, NOTHING))));
        paused.forEach(pause -> lines.add(Line.of("pause", whose(pause.tenant()))
                .with("since", pause.since())
                .with("reason", pause.reason())));
        lines.add(Line.of("quarantined", quarantined));
        return lines;
    }

    private Line lane(LaneState state, Instant now) {
        Duration held = state.heldFor(now);
        Line line = Line.of("lane", lower(state.lane()))
                .with("state", state.isStopped() ? "stopped" : held.isPositive() ? "held" : "open")
                .with("at_once", state.atOnce(now));
        if (state.flow() instanceof Flow.Stopped(var since, var nextProbe, var fault)) {
            line.with("since", since).with("next_probe", nextProbe).with("fault", fault);
        }
        return line.with("held_until", held.isPositive() ? now.plus(held) : null)
                .with("calls", callsWithin(state, now))
                .with("budget", rules.budget(state.lane()))
                .with("window", rules.window());
    }

    private long callsWithin(LaneState state, Instant now) {
        Instant begin = now.minus(rules.window());
        return state.calls().stream()
                .filter(call -> call.isAfter(begin) && !call.isAfter(now))
                .count();
    }

    private static Line depth(Lane lane, WorkQueue.Depth depth) {
        return Line.of("queue", lower(lane))
                .with("due", depth.due())
                .with("leased", depth.leased())
                .with("oldest_wait_seconds", depth.oldestWait().toSeconds());
    }

    private Mono<Report> quarantined() {
        return quarantine
                .list()
                .map(held ->
                        Report.well(held.stream().map(OperatorDesk::quarantined).toList()));
    }

    private static Line quarantined(Task task) {
        return Line.of("quarantined", Objects.requireNonNull(task.request()))
                .with("tenant", task.tenant())
                .with("task", task.id())
                .with("since", task.openedAt());
    }

    private Mono<Report> stuck() {
        return oversight
                .stuck(OFTEN, clock.instant().minus(LONG_DUE), MOST_STUCK)
                .map(jobs -> Report.well(jobs.stream().map(OperatorDesk::stuck).toList()));
    }

    private static Line stuck(WorkOversight.Job job) {
        return Line.of("request", job.request())
                .with("tenant", job.tenant())
                .with("lane", lower(job.lane()))
                .with("attempts", job.attempts())
                .with("crashes", job.crashes())
                .with("due_since", job.due())
                .with("deadline", job.deadline());
    }

    private static List<Line> lines(DeadWork found) {
        List<Line> lines = new ArrayList<>();
        found.unscheduled()
                .forEach(
                        dead -> lines.add(Line.of("unscheduled", dead.request()).with("tenant", dead.tenant())));
        found.lapsed()
                .forEach(lease -> lines.add(Line.of("lapsed", lease.request())
                        .with("tenant", lease.tenant())
                        .with("since", lease.since())));
        found.forgotten()
                .forEach(turn -> lines.add(Line.of("forgotten", turn.employer())
                        .with("tenant", turn.tenant())
                        .with("due_since", turn.due())));
        return lines;
    }

    // To change

    /** A tenant that nobody knows is not paused: a slip in its id would leave the one that was meant at work. */
    private Mono<Report> pause(Optional<TenantId> tenant, Because because) {
        return oversight
                .tenants()
                .flatMap(known -> tenant.isEmpty() || known.contains(tenant.get())
                        ? paused(tenant, because)
                        : Mono.just(Report.not(Line.of("unknown_tenant", whose(tenant)))));
    }

    private Mono<Report> paused(Optional<TenantId> tenant, Because because) {
        return pauses.pause(tenant, because.given()).then(Mono.fromSupplier(() -> {
            log.info("operator {} paused {}: {}", because.by(), whose(tenant), because.given());
            return Report.well(Line.of("paused", whose(tenant)).with("reason", because.reason()));
        }));
    }

    private Mono<Report> resume(Optional<TenantId> tenant, Because because) {
        return pauses.resume(tenant).map(ended -> {
            if (!ended) {
                return Report.not(Line.of("not_paused", whose(tenant)));
            }
            log.info("operator {} resumed {}: {}", because.by(), whose(tenant), because.given());
            return Report.well(Line.of("resumed", whose(tenant)));
        });
    }

    private Mono<Report> release(RequestId request, Because because) {
        return quarantine
                .release(request, because.by(), because.reason())
                .map(resolved -> released(request, resolved, because));
    }

    private static Report released(RequestId request, Resolved resolved, Because because) {
        return switch (resolved) {
            case Resolved.Settled(var task, var _) -> {
                log.info("operator {} released {} from quarantine: {}", because.by(), request, because.given());
                yield Report.well(Line.of("released", request)
                        .with("tenant", task.tenant())
                        .with("task", task.id()));
            }
            case Resolved.NotFound(), Resolved.AlreadySettled() -> Report.not(Line.of("not_in_quarantine", request));
            case Resolved.Overtaken(), Resolved.KeyInFlight() ->
                Report.not(Line.of("moved_on_meanwhile", request).with("remedy", "again"));
            case Resolved.NotAllowed(var _),
                    Resolved.Incomplete(var _),
                    Resolved.ImpossibleDay(var _, var _),
                    Resolved.KeyReused() ->
                throw new IllegalStateException("a quarantined request could not be tried again: " + resolved);
        };
    }

    private Mono<Report> wake(RequestId request, Because because) {
        return oversight.wake(request, clock.instant()).map(isThere -> {
            if (!isThere) {
                return Report.not(Line.of("not_in_the_queue", request));
            }
            log.info("operator {} woke {}: {}", because.by(), request, because.given());
            return Report.well(Line.of("woken", request));
        });
    }

    private Mono<Report> repair(Because because) {
        return repair.repair().map(repaired -> {
            log.info(
                    "operator {} repaired {} requests and {} turns: {}",
                    because.by(),
                    repaired.unscheduled().size(),
                    repaired.forgotten().size(),
                    because.given());
            return Report.well(lines(repaired));
        });
    }

    private static String whose(Optional<TenantId> tenant) {
        return tenant.map(TenantId::text).orElse("everybody");
    }

    private static String lower(Lane lane) {
        return lane.name().toLowerCase(Locale.ROOT);
    }
}
