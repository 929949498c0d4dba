package fr.passerelle.persistence;

import fr.passerelle.pace.Lane;
import fr.passerelle.pace.LaneState;
import fr.passerelle.pace.LaneState.Flow;
import fr.passerelle.pace.Lanes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** One row per lane, locked while a step is taken with it. Timed by the database's clock. */
final class R2dbcLanes implements Lanes {
    private static final String LOCK = "select * from pace_lane where lane = $1 for update";
    /** Asked for once the lane is locked, so that time does not pass between the two. */
    private static final String NOW = "select clock_timestamp() as now";

    private static final String ALL = "select *, statement_timestamp() as now from pace_lane";

    private final Transactions transactions;

    R2dbcLanes(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public <T> Mono<T> change(Lane lane, Step<T> step) {
        return transactions.asNobody(tx -> tx.one(Sql.of(LOCK, Columns.nameOf(lane)), R2dbcLanes::read)
                .flatMap(state -> now(tx).flatMap(now -> take(tx, step, state, now))));
    }

    private static <T> Mono<T> take(Transaction tx, Step<T> step, LaneState before, Instant now) {
        Stepped<T> stepped = step.from(before, now);
        Mono<Void> incident = stepped.next()
                .incidentSince(before, now)
                .map(one -> R2dbcIncidents.store(tx, one))
                .orElse(Mono.empty());
        return tx.change(stored(stepped.next())).then(incident).thenReturn(stepped.answer());
    }

    private static Mono<Instant> now(Transaction tx) {
        return tx.one(Sql.of(NOW), row -> row.instant("now"));
    }

    @Override
    public Mono<Standing> standing() {
        return transactions
                .call(tx -> tx.all(Sql.of(ALL), row -> Map.entry(row.instant("now"), read(row))))
                .map(R2dbcLanes::standing);
    }

    private static Standing standing(List<Map.Entry<Instant, LaneState>> lanes) {
        return new Standing(
                lanes.getFirst().getKey(),
                lanes.stream()
                        .map(Map.Entry::getValue)
                        .collect(Collectors.toMap(LaneState::lane, Function.identity())));
    }

    private static Sql stored(LaneState lane) {
        Columns row = Columns.of("pace_lane")
                .key("lane", Columns.nameOf(lane.lane()))
                .set("calls", lane.calls().stream().map(R2dbcLanes::micros).toArray(Long[]::new))
                .set("held_until", lane.heldUntil(), Instant.class)
                .set("troubles", lane.troubles())
                .set("push_backs", lane.pushBacks());
        Columns whole = switch (lane.flow()) {
            case Flow.Open(var atOnce, var well, var isDoubling) ->
                row.set("at_once", atOnce)
                        .set("well", well)
                        .set("is_doubling", isDoubling)
                        .set("stopped_at", null, Instant.class)
                        .set("next_probe_at", null, Instant.class)
                        .set("fault", null, String.class);
            case Flow.Stopped(var since, var nextProbe, var fault) ->
                row.set("stopped_at", since).set("next_probe_at", nextProbe).set("fault", fault);
        };
        return whole.update();
    }

    private static LaneState read(StoredRow row) {
        return new LaneState(
                row.constant("lane", Lane.class),
                flow(row),
                calls(row),
                row.instantOrNull("held_until"),
                row.integer("troubles"),
                row.integer("push_backs"));
    }

    private static Flow flow(StoredRow row) {
        Instant stopped = row.instantOrNull("stopped_at");
        return stopped == null
                ? new Flow.Open(row.integer("at_once"), row.integer("well"), row.flag("is_doubling"))
                : new Flow.Stopped(stopped, row.instant("next_probe_at"), row.text("fault"));
    }

    private static List<Instant> calls(StoredRow row) {
        return Arrays.stream(row.numbers("calls")).map(R2dbcLanes::instant).toList();
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
