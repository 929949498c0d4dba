package fr.passerelle.benchmarks;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * Who takes part in the benchmark: 64 tenants with an employer each, and so many workers that each request has one of its own,
 * since two live requests for a worker would be duplicates. Filing number n is of tenant n modulo 64 and of worker n, whose id
 * follows from n, so that pgbench can say it too.
 */
final class FilingCast {
    static final int TENANTS = 64;
    private static final int EMPLOYER = 1;
    private static final int FIRST_WORKER = 1;
    /** More than two cores file in a run, pgbench's among them. */
    private static final long WORKERS = 800_000;
    /** From here on pgbench numbers its own. */
    static final long FIRST_OF_PGBENCH = WORKERS / 2;
    /** From here on all are of the first tenant. */
    private static final long FIRST_OF_LONE = 1_000_000;

    private static final long WORKERS_OF_LONE = 40_000;

    private static final String REQUEST = """
        {"client_reference": "%s", "employer": "%s", "worker": "%s", "type": "salarie",
         "residence_at_filing": "france", "siret": "%s",
         "signatory": {"name": "Claire Delattre", "function": "Gérante", "email": "claire.delattre@example.org"},
         "job": {"title": "Boulangère", "rome": "D1102"},
         "contract": {"type": "permanent", "reference": "CT-%s", "start": "2027-03-01",
                      "weekly_hours": "35.00", "gross_monthly_pay": "2150.00"},
         "workplaces": [{"address": {"street": "1 rue du Port", "postal_code": "62400", "city": "Béthune",
                                     "country": "FR"}}]}\
        """;

    /** Copies of the one worker that the service has stored for each tenant. */
    private static final String COPY_WORKERS = """
        insert into worker (tenant_id, id, employer_id, client_reference, profile, version, created_at, updated_at)
        select model.tenant_id, ('01930000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, model.employer_id,
            'b-' || n, model.profile, model.version, model.created_at, model.updated_at
        from generate_series(%d, %d) as n
        join (
            select worker.*, row_number() over (order by tenant.claim) - 1 as place
            from worker join tenant on tenant.id = worker.tenant_id where tenant.claim like 'bench-%%'
        ) as model on model.place = %s
        """;

    private final List<String> tokens;
    private final List<String> tenantIds;
    private final List<String> employerIds;
    private final AtomicLongArray numbers = new AtomicLongArray(TENANTS);
    private final AtomicLong lone = new AtomicLong(FIRST_OF_LONE);

    private FilingCast(List<String> tokens, List<String> tenantIds, List<String> employerIds) {
        this.tokens = tokens;
        this.tenantIds = tenantIds;
        this.employerIds = employerIds;
        IntStream.range(0, TENANTS).forEach(tenant -> numbers.set(tenant, tenant));
    }

    /** A request that is to be made. */
    record Filing(long number, int tenant, String token, String body) {}

    /** Settles the employers through the service, and the crowd of workers beside it. */
    static FilingCast settle(Stand stand) {
        List<String> names =
                IntStream.range(0, TENANTS).mapToObj("bench-%02d"::formatted).toList();
        for (String name : names) {
            Client client = stand.client(name);
            People.settleEmployer(client, EMPLOYER);
            People.settleWorker(client, EMPLOYER, FIRST_WORKER);
        }
        ProofDatabase database = stand.database();
        List<String> tenantIds = database.query("select id from tenant where claim like 'bench-%' order by claim");
        List<String> employerIds =
                database.query("select employer.id from employer join tenant on tenant.id = tenant_id"
                        + " where claim like 'bench-%' order by claim");
        database.run(COPY_WORKERS.formatted(0, WORKERS - 1, "n % " + TENANTS));
        database.run(COPY_WORKERS.formatted(FIRST_OF_LONE, FIRST_OF_LONE + WORKERS_OF_LONE - 1, "0"));
        database.run("vacuum analyze worker");
        return new FilingCast(names.stream().map(stand::token).toList(), tenantIds, employerIds);
    }

    Filing next(int tenant) {
        long number = numbers.getAndAdd(tenant, TENANTS);
        if (number >= FIRST_OF_PGBENCH) {
            throw new IllegalStateException("no worker is left of tenant " + tenant);
        }
        return filing(number, tenant);
    }

    Filing nextOfLone() {
        long number = lone.getAndIncrement();
        if (number >= FIRST_OF_LONE + WORKERS_OF_LONE) {
            throw new IllegalStateException("no worker is left of the lone tenant");
        }
        return filing(number, 0);
    }

    private Filing filing(long number, int tenant) {
        String worker = "b-" + number;
        String body =
                REQUEST.formatted("F-" + number, People.employer(EMPLOYER), worker, People.siret(EMPLOYER), number);
        return new Filing(number, tenant, token(tenant), body);
    }

    String token(int tenant) {
        return Objects.requireNonNull(tokens.get(tenant));
    }

    List<String> tenantIds() {
        return tenantIds;
    }

    List<String> employerIds() {
        return employerIds;
    }
}
