package fr.passerelle.benchmarks;

import fr.passerelle.law.LawTables;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.SecretSeal;
import fr.passerelle.parties.Upsert;
import fr.passerelle.permits.Arrival;
import fr.passerelle.permits.Permits.Watched;
import fr.passerelle.permits.PutPermit;
import fr.passerelle.permits.Reviews;
import fr.passerelle.permits.RightInPeriod;
import fr.passerelle.permits.WatchPermits;
import fr.passerelle.persistence.Database;
import fr.passerelle.persistence.Migrations;
import fr.passerelle.persistence.Persistence;
import fr.passerelle.requests.ReviewTimes;
import io.r2dbc.pool.ConnectionPool;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;

/**
 * The watch over four million permits, their import and the gate of the pay run: the use cases over PostgreSQL in this process,
 * without HTTP. What comes due on each of three mornings is told; permits are imported, and the same rows copied by the owner; the
 * right of all workers of an employer is told for a month.
 */
final class BenchPermits implements LoneProof {
    private static final int MOST_MILLISECONDS_TO_TELL = 9_999;
    private static final int MOST_MILLISECONDS_OF_GATE = 1_999;
    private static final int LEAST_PERCENT_OF_COPY = 50;
    private static final int IMPORTED = 50_000;
    private static final int LINES = 500;
    private static final int AT_ONCE = 4;
    private static final int ROUNDS = 3;
    private static final int CONNECTIONS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> STORED = List.of("permit", "permit_standing", "permit_alert", "event");
    private static final String TOLD = """
        select count(distinct event.data ->> 'alert_id') from event
        where occurred_at = %s and type like any (array['permit.%%', 'continuity.%%']) and not data ? 'escalation'
        """;
    private static final String JOURNALS_WITH_HOLES = """
        select count(*) from journal_position as head
        where (position, position) <> (
            select count(*), coalesce(max(event.position), 0) from event where event.tenant_id = head.tenant_id)
        """;
    private static final String WAITING = """
        select sum(head.position - turn.position) from webhook_turn as turn join journal_position as head using (tenant_id)
        """;
    private final MovedClock clock = new MovedClock(Instant.EPOCH);

    @Override
    public String name() {
        return "bench-permits";
    }

    @Override
    public String claim() {
        return "of 4,000,000 permits the 50,000 that come due are told in less than 10 s, and no other is read; import"
                + " at half the rate of COPY; the pay run's gate for 8,000 workers in less than 2 s";
    }

    @Override
    public void run(Figures figures, boolean isFull) throws Exception {
        figures.show("processors", Runtime.getRuntime().availableProcessors());
        try (ProofDatabase database = ProofDatabase.start()) {
            figures.show("postgresql", database.query("show server_version").getFirst());
            Migrations.apply(service(database));
            PermitStock stock = new PermitStock(database, clock);
            long begun = System.nanoTime();
            try (Open open = Open.to(database, clock)) {
                stock.fill(open.put(), open.watch());
            }
            figures.show("seconds_to_fill", since(begun) / 1_000);
            figures.expect("permits", number(database, "select count(*) from permit"), PermitStock.PERMITS);
            figures.show("warnings_at_first", number(database, "select count(*) from permit_alert"));
            figures.show("megabytes", number(database, "select pg_database_size(current_database()) / 1000000"));
            watched(database, figures);
            imported(database, stock, figures);
            gate(database, stock.firstEmployer(), figures);
        }
    }

    /** The service as a process has it: connections and use cases. */
    private record Open(
            ConnectionPool pool, Persistence stored, PutPermit put, WatchPermits watch, RightInPeriod period)
            implements AutoCloseable {
        static Open to(ProofDatabase database, MovedClock clock) {
            ConnectionPool pool = service(database).open();
            Persistence stored = Persistence.over(pool, clock, new SecretSeal(new byte[32]));
            LawTables tables = LawTables.shipped();
            Reviews reviews =
                    new Reviews(tables, stored.alertPreferences(), new ReviewTimes(stored.decisions()), clock);
            pool.warmup().block(PATIENCE);
            return new Open(
                    pool,
                    stored,
                    new PutPermit(stored.permits(), reviews),
                    new WatchPermits(stored.permits(), reviews, clock),
                    new RightInPeriod(stored.permits(), tables));
        }

        /** What its connections have done is in the statistics afterwards. */
        @Override
        public void close() {
            pool.dispose();
        }
    }

    /** For how long processors were busy with either side: what others do on the machine is not in it. */
    private record Busy(long service, long database) {
        static Busy since(ProofDatabase database) throws IOException {
            return new Busy(ProcessorTime.of(ProcessHandle.current()), ProcessorTime.ofFamily(database.server()));
        }

        Map<String, Long> until(ProofDatabase database) throws IOException {
            Busy now = since(database);
            return Map.of("service", now.service - service, "database", now.database - this.database);
        }
    }

    private static Database service(ProofDatabase database) {
        return new Database(
                "127.0.0.1",
                database.port(),
                ProofDatabase.NAME,
                new Database.Login("passerelle_service", "service"),
                new Database.Login("passerelle_owner", "owner"),
                Database.Tls.DISABLE,
                CONNECTIONS,
                CONNECTIONS,
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60));
    }

    private void watched(ProofDatabase database, Figures figures) throws Exception {
        List<Long> milliseconds = new ArrayList<>();
        for (int day = 1; day <= PermitStock.DAYS; day++) {
            clock.set(PermitStock.morning(day));
            milliseconds.add(looked(database, figures, day));
        }
        figures.show("milliseconds_to_tell", milliseconds);
        figures.expectAtMost("milliseconds_to_tell_median", median(milliseconds), MOST_MILLISECONDS_TO_TELL);
    }

    /** One morning; how long it took until all was told. */
    private long looked(ProofDatabase database, Figures figures, int day) throws Exception {
        String of = "day_" + day + "_";
        String morning = "'" + PermitStock.morning(day) + "'";
        long due = number(database, "select count(*) from permit_standing where look_at <= " + morning);
        figures.expectAtLeast(of + "due", due, PermitStock.DUE_A_DAY);
        Map<String, Long> before = statistics(database);
        long took;
        long looked;
        try (Open open = Open.to(database, clock)) {
            Busy busy = Busy.since(database);
            long begun = System.nanoTime();
            looked = Objects.requireNonNull(open.watch().look().block(PATIENCE));
            took = since(begun);
            figures.show(of + "processor_milliseconds", busy.until(database));
        }
        touched(figures, of, due, before, statistics(database));
        figures.expect(of + "looked_at", looked, due);
        figures.expect(
                of + "left", number(database, "select count(*) from permit_standing where look_at <= " + morning), 0);
        long warnings = number(database, "select count(*) from permit_alert where raised_at = " + morning);
        figures.expectAtLeast(of + "warnings", warnings, PermitStock.DUE_A_DAY);
        figures.expect(of + "warnings_without_event", warnings - number(database, TOLD.formatted(morning)), 0);
        figures.expect(of + "journals_with_holes", number(database, JOURNALS_WITH_HOLES), 0);
        figures.expectAtLeast(
                of + "events_that_wait_for_webhooks", number(database, WAITING), (long) day * PermitStock.DUE_A_DAY);
        return took;
    }

    private static void touched(
            Figures figures, String of, long due, Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> changes = new LinkedHashMap<>();
        after.forEach((what, count) -> changes.put(what, count - before.getOrDefault(what, 0L)));
        figures.show(of + "touched", changes);
        figures.expect(of + "permits_read_that_were_not_due", changes.getOrDefault("permit.read", -1L) - due, 0);
        figures.expect(of + "permits_written", changes.getOrDefault("permit.updated", -1L), 0);
        figures.expect(
                of + "standings_written_that_were_not_due",
                changes.getOrDefault("permit_standing.updated", -1L) - due,
                0);
        figures.expect(
                of + "scans_of_whole_tables",
                STORED.stream()
                        .mapToLong(table -> changes.getOrDefault(table + ".scans", -1L))
                        .sum(),
                0);
    }

    /** What PostgreSQL counts of each table, once all connections of the service have ended. */
    private static Map<String, Long> statistics(ProofDatabase database) throws InterruptedException {
        WebhookStand.await(
                Duration.ofSeconds(20),
                () -> number(database, "select count(*) from pg_stat_activity where usename = 'passerelle_service'")
                        == 0);
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String table : STORED) {
            String[] row = database.query("""
                select seq_scan || ' ' || seq_tup_read + coalesce(idx_tup_fetch, 0) || ' ' || n_tup_ins || ' ' || n_tup_upd
                from pg_stat_user_tables where relname = '%s'
                """.formatted(table)).getFirst().split(" ");
            counts.put(table + ".scans", Long.valueOf(row[0]));
            counts.put(table + ".read", Long.valueOf(row[1]));
            counts.put(table + ".inserted", Long.valueOf(row[2]));
            counts.put(table + ".updated", Long.valueOf(row[3]));
        }
        return counts;
    }

    /** An import, and the copy of the rows it made, each in turn. */
    private void imported(ProofDatabase database, PermitStock stock, Figures figures) throws Exception {
        List<PutPermit.Line> patterns = PermitStock.patterns();
        List<PutPermit.Line> lines = IntStream.range(0, IMPORTED)
                .mapToObj(number -> PermitStock.named(number, patterns.get((int) (number * 7_919L % patterns.size()))))
                .toList();
        List<Long> imported = new ArrayList<>();
        List<Long> copied = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            Employer employer = stock.employer("import-" + round);
            stock.add(employer);
            long rate = importRate(database, employer, lines, figures);
            PermitCopy copy = PermitCopy.of(database, employer.tenant());
            long copyRate = perSecond(IMPORTED, copy.milliseconds());
            if (round == 0) {
                figures.show("rows_of_" + IMPORTED + "_permits", copy.rows());
            } else {
                imported.add(rate);
                copied.add(copyRate);
            }
        }
        figures.show("imported_a_second", imported);
        figures.show("copied_a_second", copied);
        figures.expectAtLeast("import_percent_of_copy", 100 * median(imported) / median(copied), LEAST_PERCENT_OF_COPY);
        try (Open open = Open.to(database, clock)) {
            Employer employer = stock.employer("again");
            stock.add(employer);
            put(open, employer, lines);
            long begun = System.nanoTime();
            long unchanged = put(open, employer, lines).stream()
                    .filter(Upsert.Unchanged.class::isInstance)
                    .count();
            figures.show("sent_again_unchanged_a_second", perSecond(IMPORTED, since(begun)));
            figures.expect("unchanged", unchanged, IMPORTED);
        }
    }

    private long importRate(ProofDatabase database, Employer employer, List<PutPermit.Line> lines, Figures figures)
            throws IOException {
        try (Open open = Open.to(database, clock)) {
            Busy busy = Busy.since(database);
            long begun = System.nanoTime();
            long created = put(open, employer, lines).stream()
                    .filter(Upsert.Created.class::isInstance)
                    .count();
            long took = since(begun);
            figures.show(employer.reference() + "_processor_milliseconds", busy.until(database));
            if (created != lines.size()) {
                throw new IllegalStateException(created + " permits were created");
            }
            return perSecond(lines.size(), took);
        }
    }

    private static List<Upsert<Watched>> put(Open open, Employer employer, List<PutPermit.Line> lines) {
        return Objects.requireNonNull(Flux.fromIterable(lines)
                .buffer(LINES)
                .flatMap(some -> open.put().putAll(employer, some, Arrival.DIGEST), AT_ONCE)
                .flatMapIterable(done -> done)
                .collectList()
                .block(PATIENCE));
    }

    private static void gate(ProofDatabase database, Employer employer, Figures figures) {
        LocalDate from = PermitStock.dayOf(PermitStock.DAYS);
        List<Long> milliseconds = new ArrayList<>();
        long notYes = 0;
        for (int round = 0; round < 2 * ROUNDS; round++) {
            try (Open open = Open.to(database, new MovedClock(PermitStock.morning(1)))) {
                long begun = System.nanoTime();
                List<RightInPeriod.OfWorker> answers = Objects.requireNonNull(open.period()
                        .of(employer, from, from.plusMonths(1), Set.of())
                        .collectList()
                        .block(PATIENCE));
                milliseconds.add(since(begun));
                figures.require("the gate answers for all", answers.size() == PermitStock.OF_FIRST_EMPLOYER);
                notYes = answers.stream().filter(answer -> !answer.isYes()).count();
            }
        }
        figures.show("workers_at_the_gate", PermitStock.OF_FIRST_EMPLOYER);
        figures.show("of_whom_not_yes", notYes);
        figures.show("milliseconds_of_the_gate", milliseconds);
        figures.expectAtMost("milliseconds_of_the_gate_median", median(milliseconds), MOST_MILLISECONDS_OF_GATE);
    }

    private static long median(List<Long> figures) {
        return figures.stream().sorted().toList().get(figures.size() / 2);
    }

    private static long perSecond(long count, long milliseconds) {
        return 1_000 * count / Math.max(1, milliseconds);
    }

    private static long since(long begun) {
        return (System.nanoTime() - begun) / 1_000_000;
    }

    private static long number(ProofDatabase database, String sql) {
        return Long.parseLong(database.query(sql).getFirst());
    }
}
