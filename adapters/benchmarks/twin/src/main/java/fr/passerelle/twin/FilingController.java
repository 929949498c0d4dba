package fr.passerelle.twin;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.EventId;
import fr.passerelle.ids.RequestId;
import fr.passerelle.parties.Siret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Creation and submission. */
@RestController
class FilingController {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PATH = "/v1/authorisation-requests";
    private static final Duration KEY_KEPT = Duration.ofDays(7);
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final Statements statements;

    FilingController(Statements statements) {
        this.statements = statements;
    }

    @GetMapping("/ready")
    String ready() {
        return "ready";
    }

    @PostMapping(PATH)
    ResponseEntity<Map<String, Object>> create(
            @AuthenticationPrincipal Jwt token,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody Draft draft) {
        draft.check();
        UUID tenant = tenant(token);
        Statements.Employer employer = given(statements.employer(tenant, draft.employer()));
        UUID worker = given(statements.worker(tenant, employer.id(), draft.worker()));
        if (!employer.profile().path("establishments").toString().contains(draft.siret())) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_ENTITY);
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        RequestId id = RequestId.next(now);
        Map<String, Object> row = draft.row(tenant, id.value(), employer.id(), worker, now);
        statements.save(
                tenant,
                row,
                0,
                key,
                fingerprint(PATH, draft),
                now.plus(KEY_KEPT),
                now,
                null,
                List.of(event("request.created", id, draft.clientReference(), employer.id(), null, "draft", 1, now)));
        return ResponseEntity.created(URI.create(PATH + "/" + id.text())).body(view(tenant, id));
    }

    @PostMapping(PATH + "/{id}/submission")
    ResponseEntity<Map<String, Object>> submit(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody Map<String, Object> body) {
        UUID tenant = tenant(token);
        RequestId request = RequestId.parse(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        JsonNode dossier = given(statements.dossier(tenant, request.value(), request.text()));
        requireReady(dossier);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        ObjectNode row = ((ObjectNode) dossier.path("request")).deepCopy();
        long before = row.path("version").asLong();
        row.put("state_code", "queued").put("version", before + 1).put("updated_at", now.toString());
        row.put("received_at", now.toString());
        row.putObject("state").put("code", "queued");
        ((ObjectNode) row.path("trail")).put("stateSince", now.toString()).put("receivedAt", now.toString());
        Instant deadline = LocalDate.parse(row.path("start_on").asString())
                .atStartOfDay(PARIS)
                .toInstant();
        statements.save(
                tenant,
                row,
                before,
                key,
                fingerprint(PATH + "/" + id + "/submission", body),
                null,
                now,
                new Statements.Job(now, deadline),
                List.of(event(
                        "request.queued",
                        request,
                        row.path("client_reference").asString(),
                        UUID.fromString(row.path("employer_id").asString()),
                        "draft",
                        "queued",
                        before + 1,
                        now)));
        Map<String, Object> view = view(tenant, request);
        view.put("slack", String.valueOf(statements.place(tenant, request.value())));
        return ResponseEntity.accepted().location(URI.create(PATH + "/" + id)).body(view);
    }

    /** A draft, complete, of an employer with a mandate of today and a linked account. */
    private static void requireReady(JsonNode dossier) {
        String today = LocalDate.now(PARIS).toString();
        boolean isMandated = dossier.path("mandates")
                .valueStream()
                .anyMatch(mandate -> mandate.path("revoked_at").isNull()
                        && mandate.path("document").isString()
                        && mandate.path("valid_from").asString().compareTo(today) <= 0
                        && mandate.path("valid_to").asString("9999").compareTo(today) >= 0);
        JsonNode content = dossier.path("request").path("content");
        boolean isComplete =
                List.of("establishment", "signatory", "job", "contract", "workplaces", "residesInFrance").stream()
                        .allMatch(content::hasNonNull);
        if (!isMandated
                || !isComplete
                || !dossier.path("account").isObject()
                || !"draft".equals(dossier.path("request").path("state_code").asString())) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_ENTITY);
        }
    }

    private Map<String, Object> view(UUID tenant, RequestId id) {
        JsonNode dossier = given(statements.dossier(tenant, id.value(), id.text()));
        JsonNode request = dossier.path("request");
        JsonNode content = request.path("content");
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", id.text());
        view.put("client_reference", request.path("client_reference"));
        view.put("employer_reference", dossier.path("employer").path("client_reference"));
        view.put("worker_reference", dossier.path("worker").path("client_reference"));
        view.put("type", "salarie");
        view.put("state", request.path("state_code"));
        view.put("needs_attention", !dossier.path("tasks").isEmpty());
        content.forEachEntry(view::put);
        view.put("waiting_for", "us");
        view.put("sentence", "La demande attend son dépôt sur la plateforme.");
        view.put("metadata", request.path("metadata"));
        view.put("version", request.path("version"));
        view.put("created_at", request.path("created_at"));
        view.put("updated_at", request.path("updated_at"));
        return view;
    }

    private UUID tenant(Jwt token) {
        return statements.tenant(
                String.valueOf(token.getIssuer()), String.valueOf(token.getClaimAsString("client_id")));
    }

    private static Map<String, Object> event(
            String type,
            RequestId id,
            String reference,
            UUID employer,
            @Nullable String from,
            String to,
            long version,
            Instant now) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("client_reference", reference);
        data.put("employer_id", new EmployerId(employer).text());
        if (from != null) {
            data.put("from_state", from);
        }
        data.put("to_state", to);
        return Map.of(
                "id",
                EventId.next(now).value(),
                "type",
                type,
                "subjectType",
                "request",
                "subjectId",
                id.text(),
                "sequence",
                version,
                "occurredAt",
                now.toString(),
                "data",
                data);
    }

    private static String fingerprint(String path, Object body) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(("POST\n" + path + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256.digest(JSON.writeValueAsBytes(body)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T given(@Nullable T value) {
        if (value == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return value;
    }

    /** What a client sends; the names are those of the contract. */
    record Draft(
            String client_reference,
            String employer,
            String worker,
            String type,
            String residence_at_filing,
            String siret,
            Map<String, String> signatory,
            Map<String, String> job,
            Map<String, String> contract,
            List<Map<String, Map<String, String>>> workplaces) {

        String clientReference() {
            return client_reference;
        }

        /** Raises when anything is wrong. */
        void check() {
            new ClientReference(client_reference);
            new ClientReference(employer);
            new ClientReference(worker);
            Siret.parse(siret);
            if (workplaces.size() > 50) {
                throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_ENTITY);
            }
            LocalDate.parse(contract.get("start"));
        }

        Map<String, Object> row(UUID tenant, UUID id, UUID employerId, UUID workerId, Instant now) {
            Map<String, Object> terms = new LinkedHashMap<>();
            terms.put("type", String.valueOf(contract.get("type")).toUpperCase(Locale.ROOT));
            terms.put("reference", contract.get("reference"));
            terms.put("start", contract.get("start"));
            terms.put("weeklyHours", new java.math.BigDecimal(contract.get("weekly_hours")));
            terms.put("grossMonthlyPay", new java.math.BigDecimal(contract.get("gross_monthly_pay")));
            List<Map<String, String>> places = new ArrayList<>();
            for (Map<String, Map<String, String>> workplace : workplaces) {
                Map<String, String> address = new LinkedHashMap<>(workplace.getOrDefault("address", Map.of()));
                address.put("postalCode", String.valueOf(address.remove("postal_code")));
                places.add(address);
            }
            Map<String, Object> content = new LinkedHashMap<>();
            content.put("type", type.toUpperCase(Locale.ROOT));
            content.put("residesInFrance", residence_at_filing.equals("france"));
            content.put("renewal", false);
            content.put("establishment", siret);
            content.put("signatory", signatory);
            Map<String, Object> position = new LinkedHashMap<>(job);
            position.put("regulatedProfession", false);
            content.put("job", position);
            content.put("contract", terms);
            content.put("workplaces", places);
            content.put("itinerant", false);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("tenant_id", tenant);
            row.put("id", id);
            row.put("employer_id", employerId);
            row.put("worker_id", workerId);
            row.put("client_reference", client_reference);
            row.put("request_type", type);
            row.put("state_code", "draft");
            row.put("siret", siret);
            row.put("contract_reference", contract.get("reference"));
            row.put("start_on", contract.get("start"));
            row.put("content", content);
            row.put("wishes", Map.of("submitWhenComplete", false, "acknowledged", List.of()));
            row.put("state", Map.of("code", "draft"));
            row.put("trail", Map.of("stateSince", now.toString(), "suspensions", List.of()));
            row.put("metadata", Map.of());
            row.put("version", 1);
            row.put("created_at", now.toString());
            row.put("updated_at", now.toString());
            return row;
        }
    }
}
