package fr.passerelle.benchmarks;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.law.right.Facts;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Siren;
import fr.passerelle.permits.Arrival;
import fr.passerelle.permits.Permit;
import fr.passerelle.permits.PutPermit;
import fr.passerelle.permits.WatchPermits;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * About as many permits as are in force in France, of two thousand employers of forty tenants. Each is a copy, under names of its own, of
 * one of some thousands of patterns that were put through the service the day before: where they stand and what was told of them is
 * what the service says. Kinds of titles come in equal flows, so that those of ten years are near half of the stock.
 */
final class PermitStock {
    static final int PERMITS = 4_000_000;
    static final int EMPLOYERS = 2_000;
    static final int TENANTS = 40;
    static final int OF_FIRST_EMPLOYER = 8_000;

    /** Days on which so many come due, one after the other. */
    static final int DAYS = 3;

    static final int DUE_A_DAY = 50_000;

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final LocalDate YESTERDAY = LocalDate.of(2026, 11, 23);
    private static final int LINES = 500;

    /** Years for which titles of each kind are issued. */
    private static final Map<String, Integer> YEARS = Map.ofEntries(
            Map.entry("SALARIE_CST", 1),
            Map.entry("ETUDIANT_CST", 1),
            Map.entry("RECE_DIPLOME", 1),
            Map.entry("VPF_LIENS_PERSONNELS", 1),
            Map.entry("VPF_CONJOINT_FRANCAIS", 1),
            Map.entry("VPF_CSP", 4),
            Map.entry("SALARIE_CSP", 4),
            Map.entry("TALENT_CARTE_BLEUE", 4),
            Map.entry("PROTECTION_SUBSIDIAIRE", 4),
            Map.entry("RESIDENT_10", 10),
            Map.entry("RESIDENT_REFUGIE", 10));

    private static final String KEEP_PATTERNS = """
        create schema stock;
        create unlogged table stock.pattern as
            select permit.*, work_right, right_until, next_deadline, told_until, look_at, sequence,
                0 as day, 0::bigint as place
            from permit join permit_standing as standing
                on standing.tenant_id = permit.tenant_id and standing.permit_id = permit.id;
        create unlogged table stock.alert as select * from permit_alert;
        """;

    /** Patterns of which something is told on one of the days, and those at which nobody looks before the last is over. */
    private static final String SORT_PATTERNS = """
        update stock.pattern set day = case
            when look_at is null or look_at > timestamptz '%1$s' + interval '%2$d days' then 0
            else coalesce((
                select 1 + floor(extract(epoch from min(alert.raised_at) - timestamptz '%1$s') / 86400)::integer
                from permit_alert as alert
                where alert.permit_id = pattern.id and alert.raised_at >= timestamptz '%1$s' and alert.told = 'by_event'
                having min(alert.raised_at) - pattern.look_at < interval '1 day'), -1)
            end;
        update stock.pattern set place = sorted.place
        from (select id, row_number() over (partition by day order by id) - 1 as place from stock.pattern) as sorted
        where sorted.id = pattern.id;
        delete from permit; delete from permit_standing; delete from permit_alert; delete from event;
        delete from journal_position;
        """;

    /** The first employer has as many as the gate is measured with; the others have from some hundreds to tens of thousands. */
    private static final String NAME_PERMITS = """
        create unlogged table stock.employer as
            select number, gen_random_uuid() as id,
                ('00000000-0000-7000-8000-' || lpad(to_hex(number %% %2$d), 12, '0'))::uuid as tenant_id
            from generate_series(0, %1$d - 1) as number;
        insert into tenant (id, issuer, claim) select distinct tenant_id, 'stock', tenant_id::text from stock.employer;
        insert into employer (tenant_id, id, client_reference, siren, profile, version, created_at, updated_at)
            select tenant_id, id, 'e-' || number, '732829320', '{}', 1, now(), now() from stock.employer;
        create unlogged table stock.permit as
            select n, employer.tenant_id, employer.id as employer_id, pattern.id as pattern_id,
                (lpad(to_hex(1600000000000 + n * 25000), 12, '0') || '7' || substr(hash, 1, 3) || '8' || substr(hash, 4, 15))::uuid
                    as id
            from (
                select n::bigint, md5(n::text) as hash, case when n %% %5$d < %6$d then n %% %5$d + 1 else 0 end as day,
                    case when n <= %4$d then 0
                        else 1 + floor((%1$d - 1) * power((n - %4$d - 1.0) / (%3$d - %4$d), 1.5))::integer end as number
                from generate_series(1, %3$d) as n
            ) as each
            join stock.employer as employer using (number)
            join (select day, count(*) from stock.pattern group by day) as patterns using (day)
            join stock.pattern as pattern on pattern.day = patterns.day
                and pattern.place = (hashint8(n)::bigint & 1073741823) %% patterns.count;
        """;

    private static final List<String> FILL = List.of("""
        insert into permit (
            tenant_id, id, employer_id, client_reference, worker_reference, title_valid_to, given, added, version,
            created_at, updated_at)
        select named.tenant_id, named.id, named.employer_id, 'p-' || n, 'w-' || n, pattern.title_valid_to,
            pattern.given || jsonb_build_object('worker', 'w-' || n), pattern.added, pattern.version,
            pattern.created_at - n * interval '1 second', pattern.updated_at - n * interval '1 second'
        from stock.permit as named join stock.pattern as pattern on pattern.id = pattern_id
        order by n
        """, """
        insert into permit_standing (
            tenant_id, permit_id, work_right, right_until, next_deadline, told_until, look_at, sequence)
        select named.tenant_id, named.id, work_right, right_until, next_deadline, told_until, look_at, sequence
        from stock.permit as named join stock.pattern as pattern on pattern.id = pattern_id
        order by n
        """, """
        insert into permit_alert (
            tenant_id, id, employer_id, permit_id, kind, threshold, facts, milestone_on, effective_on, told, raised_at,
            escalations, escalate_at)
        select named.tenant_id, gen_random_uuid(), named.employer_id, named.id, kind, threshold, facts, milestone_on,
            effective_on, told, raised_at, escalations, escalate_at
        from stock.permit as named join stock.alert as alert on alert.permit_id = pattern_id
        order by n
        """);

    /** A webhook endpoint of each tenant follows its journal. */
    private static final String FOLLOW = """
        insert into journal_position (tenant_id, position) select distinct tenant_id, 0 from stock.employer;
        insert into webhook_turn (tenant_id, endpoint_id, state, position, is_following)
            select tenant_id, gen_random_uuid(), 'enabled', 0, true from journal_position
        """;

    private static final String INDEXES = """
        select case when constrained.oid is null then 'drop index ' || shown.indexname
                else 'alter table ' || shown.tablename || ' drop constraint ' || shown.indexname end
            || ';' || case when constrained.oid is null then shown.indexdef
                else 'alter table ' || shown.tablename || ' add constraint ' || shown.indexname || ' '
                    || pg_get_constraintdef(constrained.oid) end
        from pg_indexes as shown left join pg_constraint as constrained
            on constrained.conindid = to_regclass(shown.indexname)
        where shown.tablename in ('permit', 'permit_standing', 'permit_alert')
        """;

    private final ProofDatabase database;
    private final MovedClock clock;

    PermitStock(ProofDatabase database, MovedClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Shortly after midnight, when what is due on the day has just come due; the first of the days is one. */
    static Instant morning(int day) {
        return YESTERDAY.plusDays(day).atTime(0, 5).atZone(PARIS).toInstant();
    }

    static LocalDate dayOf(int day) {
        return YESTERDAY.plusDays(day);
    }

    /** Fills the tables. Indexes are built when the rows are there, as one does who fills a new database. */
    void fill(PutPermit put, WatchPermits watch) {
        clock.set(YESTERDAY.atTime(12, 0).atZone(PARIS).toInstant());
        Employer patterns = employer("patterns");
        add(patterns);
        List<PutPermit.Line> lines = patterns();
        for (int from = 0; from < lines.size(); from += LINES) {
            put.putAll(patterns, lines.subList(from, Math.min(lines.size(), from + LINES)), Arrival.DIGEST)
                    .block();
        }
        database.run(KEEP_PATTERNS);
        for (int day = 1; day <= DAYS; day++) {
            clock.set(morning(day));
            watch.look().block();
        }
        database.run(SORT_PATTERNS.formatted(morning(1), DAYS));
        database.run("alter system set max_wal_size = '16GB'");
        database.query("select pg_reload_conf()");
        database.run(NAME_PERMITS.formatted(EMPLOYERS, TENANTS, PERMITS, OF_FIRST_EMPLOYER, PERMITS / DUE_A_DAY, DAYS));
        List<String> indexes = database.query(INDEXES);
        indexes.forEach(each -> database.run(each.split(";")[0]));
        FILL.forEach(each -> database.run("set synchronous_commit = off; " + each));
        indexes.forEach(each -> database.run("set maintenance_work_mem = '512MB'; " + each.split(";")[1]));
        database.run(FOLLOW);
        database.run("alter system reset max_wal_size");
        database.query("select pg_reload_conf()");
        for (String table :
                List.of("permit", "permit_standing", "permit_alert", "employer", "event", "journal_position")) {
            database.run("vacuum analyze " + table);
        }
        database.run("checkpoint");
    }

    /** Of a tenant of its own. */
    Employer employer(String reference) {
        Instant now = clock.instant();
        Employer.Profile profile = new Employer.Profile(
                new Siren("732829320"), "Essai", Employer.Kind.COMPANY, null, null, null, List.of(), false, Map.of());
        return new Employer(
                new EmployerId(UUID.randomUUID()),
                new TenantId(UUID.randomUUID()),
                new ClientReference(reference),
                profile,
                1,
                now,
                now);
    }

    /** The database knows no more of it than its names. */
    void add(Employer employer) {
        database.run("""
            insert into tenant (id, issuer, claim) values ('%1$s', 'stock', '%1$s');
            insert into employer (tenant_id, id, client_reference, siren, profile, version, created_at, updated_at)
                values ('%1$s', '%2$s', '%3$s', '732829320', '{}', 1, now(), now())
            """.formatted(
                        employer.tenant().value(),
                        employer.id().value(),
                        employer.reference().value()));
    }

    /** The first one of the stock. */
    Employer firstEmployer() {
        String[] found = database.query("select tenant_id || ' ' || id from stock.employer where number = 0")
                .getFirst()
                .split(" ");
        Employer any = employer("e-0");
        return new Employer(
                new EmployerId(UUID.fromString(found[1])),
                new TenantId(UUID.fromString(found[0])),
                any.reference(),
                any.profile(),
                1,
                any.createdAt(),
                any.updatedAt());
    }

    /** One for each kind of title and day on which it may end, from ten days ago. */
    static List<PutPermit.Line> patterns() {
        List<PutPermit.Line> lines = new ArrayList<>();
        YEARS.forEach((code, years) -> {
            LocalDate last = YESTERDAY.plusYears(years);
            for (LocalDate end = YESTERDAY.minusDays(10); end.isBefore(last); end = end.plusDays(1)) {
                lines.add(line(lines.size(), code, years, end));
            }
        });
        return lines;
    }

    /** The same under a name of its own. */
    static PutPermit.Line named(int number, PutPermit.Line line) {
        Permit.Given given = line.given();
        return new PutPermit.Line(
                new ClientReference("p-" + number),
                new Permit.Given(
                        new ClientReference("w-" + number),
                        given.nationality(),
                        given.birthDate(),
                        given.inFranceSince(),
                        given.title(),
                        given.papers(),
                        given.renewal(),
                        given.employment(),
                        given.authorisation(),
                        given.metadata()));
    }

    private static PutPermit.Line line(int number, String code, int years, LocalDate end) {
        LocalDate begin = end.minusYears(years).plusDays(1);
        Permit.Authorisation authorisation =
                code.startsWith("SALARIE") ? new Permit.Authorisation("AT-" + number, null, null, begin, null) : null;
        return new PutPermit.Line(
                new ClientReference("p-" + number),
                new Permit.Given(
                        new ClientReference("w-" + number),
                        "MA",
                        LocalDate.of(1990, 3, 14),
                        null,
                        new Permit.Title(code, null, null, "99" + (10_000_000 + number), begin, end, null, "75", true),
                        List.of(),
                        null,
                        new Permit.Employment(
                                "c-" + number,
                                null,
                                Facts.Contract.Kind.PERMANENT,
                                LocalDate.of(2021, 1, 4),
                                null,
                                null,
                                true,
                                "75"),
                        authorisation,
                        Map.of("site", "Lyon Part-Dieu")));
    }
}
