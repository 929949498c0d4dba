package fr.passerelle.benchmarks;

import fr.passerelle.benchmarks.ServedContract.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * One client has something of everything; another calls every operation that takes an id with each of these ids, and finds
 * nothing. That its owner finds it by the same calls shows that the ids are right.
 */
final class Isolation implements Proof {
    private static final String REQUESTS = "/v1/authorisation-requests";
    /** By a reference of one's own they make what is not there, so they are called by ids alone. */
    private static final Set<String> CREATING = Set.of("putEmployer", "putWorker", "putPermit");

    /** Lists that are the same for everybody. */
    private static final Set<String> OF_NOBODY = Set.of("listEventTypes");

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String OF_TENANTS = """
        select relname from pg_class
        join pg_attribute on attrelid = pg_class.oid and attname = 'tenant_id'
        where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
        """;
    /** A table is protected when the one policy binds whoever reads or writes it, its owner too. */
    private static final String UNPROTECTED = OF_TENANTS + """
            and not (relrowsecurity and relforcerowsecurity and exists (
                select from pg_policy where polrelid = pg_class.oid and polname = 'own_tenant'
                    and polcmd = '*' and polqual is not null and polwithcheck is not null))
        """;

    @Override
    public String name() {
        return "isolation-smoke";
    }

    @Override
    public String claim() {
        return "a client finds nothing of another, by any operation and any id; a table without row security is"
                + " noticed";
    }

    /** A receiver on this machine may be posted to. */
    @Override
    public Layout layout() {
        return Layout.SINGLE.with(WebhookStand.SETTINGS);
    }

    /** The ids by which something that only its owner may find stands in paths. */
    private record Thing(Map<String, String> ids, boolean isNamedByItsOwner) {
        boolean fits(Operation operation) {
            return operation.ids().equals(ids.keySet()) && !(isNamedByItsOwner && CREATING.contains(operation.id()));
        }

        String in(Operation operation) {
            String path = operation.path();
            for (Map.Entry<String, String> id : ids.entrySet()) {
                path = path.replace("{" + id.getKey() + "}", id.getValue());
            }
            return path.replace("{number}", "1").replace("{document_type}", "id_passport_pages");
        }
    }

    @Override
    public void run(Stand stand, Figures figures, boolean isFull) throws Exception {
        Client owner = stand.client();
        Client other = stand.client("other");
        try (Sink sink = Sink.start()) {
            fill(stand, owner);
            WebhookStand.quietEndpoint(owner, sink);
        }
        List<Thing> things = things(owner);
        List<Operation> operations = ServedContract.of(owner).operations().stream()
                .filter(Operation::isForClients)
                .filter(operation -> !operation.isStream() && !operation.isOfTheLaw())
                .toList();
        List<Operation> byId = operations.stream()
                .filter(operation -> !operation.ids().isEmpty())
                .toList();
        showCalls(figures, other, byId, things);
        List<Operation> reading = byId.stream().filter(Operation::isRead).toList();
        figures.expect(
                "reading_operations_that_serve_the_owner",
                reading.stream()
                        .filter(operation -> serves(owner, operation, things))
                        .count(),
                reading.size());
        figures.expect("items_in_lists_of_other", itemsInLists(other, operations, things), 0);
        showTables(figures, stand.database());
    }

    /** All that the tour leaves behind, and a request that waits for a human. */
    private static void fill(Stand stand, Client owner) throws Exception {
        if (!CurlJourney.run(stand, _ -> {}).succeeded()) {
            throw new IllegalStateException("the tour did not arrive");
        }
        People.settleEmployer(owner, 1);
        People.settleWorker(owner, 1, 1);
        People.settlePermit(owner, 1, 1);
        String id = owner.post(REQUESTS, People.request(1, 1, "ISO-1", "Boulangère [scenario:silent]"))
                .ok()
                .text("id");
        owner.putPdf(REQUESTS + "/" + id + "/documents/id_passport_pages").ok();
        owner.post(REQUESTS + "/" + id + "/submission", "{}").ok();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (owner.get(REQUESTS + "/" + id).ok().text("deposit_number").isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the request was not filed");
            }
            Thread.sleep(200);
        }
        owner.post(REQUESTS + "/" + id + "/withdrawal", "{\"reason\": \"La personne a renoncé.\"}")
                .ok();
    }

    private static List<Thing> things(Client owner) {
        List<Thing> things = new ArrayList<>();
        for (JsonNode employer : items(owner, "/v1/employers")) {
            String id = employer.path("id").asString();
            things.add(new Thing(Map.of("employer", id), false));
            things.add(new Thing(Map.of("employer", employer.path("reference").asString()), true));
            for (JsonNode mandate : items(owner, "/v1/employers/" + id + "/mandates")) {
                things.add(new Thing(
                        Map.of("employer", id, "mandate_id", mandate.path("id").asString()), false));
            }
            for (JsonNode worker : items(owner, "/v1/employers/" + id + "/workers")) {
                things.add(new Thing(
                        Map.of("employer", id, "worker", worker.path("id").asString()), false));
                things.add(new Thing(
                        Map.of(
                                "employer", employer.path("reference").asString(),
                                "worker", worker.path("reference").asString()),
                        true));
            }
        }
        for (JsonNode endpoint : items(owner, WebhookStand.ENDPOINTS)) {
            String id = endpoint.path("id").asString();
            things.add(new Thing(Map.of("endpoint_id", id), false));
            for (JsonNode delivery : items(owner, WebhookStand.ENDPOINTS + "/" + id + "/deliveries")) {
                things.add(new Thing(
                        Map.of(
                                "endpoint_id",
                                id,
                                "event_id",
                                delivery.path("event_id").asString()),
                        false));
            }
        }
        for (JsonNode permit : items(owner, "/v1/permits")) {
            String id = permit.path("id").asString();
            things.add(new Thing(Map.of("permit_id", id), false));
            things.add(new Thing(Map.of("permit_id", id, "place", "0"), false));
            things.add(new Thing(Map.of("employer", permit.path("employer_id").asString(), "permit", id), false));
        }
        Map.of(
                        "request_id",
                        REQUESTS,
                        "alert_id",
                        "/v1/alerts",
                        "authorisation_id",
                        "/v1/work-authorisations",
                        "task_id",
                        "/v1/tasks?state=all")
                .forEach((name, list) -> items(owner, list)
                        .forEach(item -> things.add(
                                new Thing(Map.of(name, item.path("id").asString()), false))));
        return things;
    }

    private static List<JsonNode> items(Client client, String list) {
        return client.get(list).ok().body().path("items").valueStream().toList();
    }

    private static void showCalls(Figures figures, Client other, List<Operation> byId, List<Thing> things) {
        long called = 0;
        long calls = 0;
        long notFound = 0;
        for (Operation operation : byId) {
            List<Thing> fitting =
                    things.stream().filter(thing -> thing.fits(operation)).toList();
            called += fitting.isEmpty() ? 0 : 1;
            for (Thing thing : fitting) {
                int status =
                        other.status(operation.method(), thing.in(operation), operation.headers(), body(operation));
                calls++;
                notFound += status == NOT_FOUND ? 1 : 0;
                figures.require(operation.id() + " of " + thing.ids() + ": " + status, status == NOT_FOUND);
            }
        }
        figures.expect("operations", called, byId.size());
        figures.show("calls", calls);
        figures.expect("answers_404", notFound, calls);
        figures.expect("leaks", calls - notFound, 0);
    }

    private static byte[] body(Operation operation) {
        return operation.takesPdf() ? Client.pdf() : operation.example().getBytes(StandardCharsets.UTF_8);
    }

    private static boolean serves(Client owner, Operation operation, List<Thing> things) {
        return things.stream()
                .filter(thing -> thing.fits(operation))
                .anyMatch(thing -> owner.status("GET", thing.in(operation), Map.of(), new byte[0]) == OK);
    }

    /** In the lists as they are, and in those that are narrowed to what the owner has. */
    private static long itemsInLists(Client other, List<Operation> operations, List<Thing> things) {
        List<String> lists = new ArrayList<>(operations.stream()
                .filter(operation -> operation.isRead() && operation.ids().isEmpty())
                .filter(operation -> !OF_NOBODY.contains(operation.id()))
                .map(Operation::path)
                .toList());
        for (Thing thing : things) {
            String query = "?"
                    + thing.ids().entrySet().stream()
                            .map(id -> id.getKey().replace("_id", "") + "=" + id.getValue())
                            .collect(Collectors.joining("&"));
            lists.addAll(List.of(REQUESTS + query, "/v1/work-authorisations" + query, "/v1/tasks" + query));
        }
        return lists.stream()
                .mapToLong(list -> other.get(list).body().path("items").size())
                .sum();
    }

    /** The tables as the migrations of the packaged service made them, then one that somebody forgot to protect. */
    private static void showTables(Figures figures, ProofDatabase database) {
        figures.expectAtLeast("tables_of_tenants", database.texts(OF_TENANTS).size(), 1);
        figures.expect("tables_unprotected", database.texts(UNPROTECTED).size(), 0);
        database.run("create table forgotten (tenant_id uuid, id uuid, primary key (tenant_id, id))");
        database.run("alter table forgotten enable row level security");
        figures.expect("planted_table_noticed", database.texts(UNPROTECTED).size(), 1);
    }
}
