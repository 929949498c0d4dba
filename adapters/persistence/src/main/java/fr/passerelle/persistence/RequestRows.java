package fr.passerelle.persistence;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.ids.WorkerId;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.parties.Siret;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.Receipt;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.requests.AuthorisationRequest.Seen;
import fr.passerelle.requests.AuthorisationRequest.Trail;
import fr.passerelle.requests.AuthorisationRequest.Wishes;
import fr.passerelle.requests.Change;
import fr.passerelle.requests.Duplicates;
import fr.passerelle.requests.FiledReceipt;
import fr.passerelle.requests.RequestContent;
import fr.passerelle.requests.RequestState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Requests as the saves write them. */
final class RequestRows {
    private static final String TABLE = "authorisation_request";

    /** What the columns repeat of the JSON is not read. */
    static final String SELECT = """
        select
            tenant_id, id, employer_id, worker_id, client_reference, adopts, content, wishes, state,
            trail, seen, metadata, version, created_at, updated_at
        from authorisation_request
        """;

    /** Two requests for one person that are saved at the same instant would not see each other. */
    private static final String ONE_AT_A_TIME =
            "select pg_advisory_xact_lock(hashtextextended('duplicates ' || $1 || ' ' || $2 || ' ' || $3, 0))";

    private static final String OF_WORKER = SELECT + """
        where tenant_id = $1 and employer_id = $2 and worker_id = $3 and id <> $4
        order by created_at, id
        """;

    private RequestRows() {}

    static Mono<Void> store(Transaction tx, AuthorisationRequest request, long before) {
        return Mono.defer(() -> Steps.storeVersion(tx, TABLE, columns(request), before));
    }

    /** Refuses a change that would repeat a live request of the same person; the rule is the domain's. */
    static Mono<Void> refuseDuplicates(Transaction tx, Change change) {
        AuthorisationRequest candidate = change.next();
        WorkerId worker = candidate.worker();
        if (!change.checkDuplicates() || worker == null) {
            return Mono.empty();
        }
        UUID tenant = candidate.tenant().value();
        UUID employer = candidate.employer().value();
        Sql lock = Sql.of(
                ONE_AT_A_TIME,
                tenant.toString(),
                employer.toString(),
                worker.value().toString());
        Sql others = Sql.of(
                OF_WORKER, tenant, employer, worker.value(), candidate.id().value());
        return tx.change(lock)
                .then(tx.all(others, RequestRows::read))
                .flatMap(found -> refuseIfRepeated(candidate, found));
    }

    private static Mono<Void> refuseIfRepeated(AuthorisationRequest candidate, List<AuthorisationRequest> others) {
        return Duplicates.of(candidate, others)
                .<Mono<Void>>map(duplicate -> Mono.error(refusal(duplicate)))
                .orElseGet(Mono::empty);
    }

    private static Refusal refusal(Duplicates.Duplicate duplicate) {
        return new Refusal(new SaveOutcome.Duplicate(duplicate.original().id().value(), duplicate.certain()));
    }

    static Columns columns(AuthorisationRequest request) {
        RequestContent content = request.content();
        RequestContent.Terms contract = content.contract();
        Wishes wishes = request.wishes();
        Trail trail = request.trail();
        WorkerId worker = request.worker();
        Siret establishment = content.establishment();
        RequestId supersedes = wishes.supersedes();
        DepositNumber adopts = request.adopts();
        Receipt receipt = request.receipt().map(FiledReceipt::receipt).orElse(null);
        return Columns.of(TABLE)
                .key("tenant_id", request.tenant().value())
                .key("id", request.id().value())
                .set("employer_id", request.employer().value())
                .set("worker_id", worker == null ? null : worker.value(), UUID.class)
                .set("client_reference", request.reference().value())
                .set("request_type", content.type().code())
                .set("state_code", request.state().code())
                .set("adopts", adopts == null ? null : adopts.value(), String.class)
                .set("deposit_number", depositNumber(receipt, adopts), String.class)
                .set("siret", establishment == null ? null : establishment.digits(), String.class)
                .set("contract_reference", contract == null ? null : contract.reference(), String.class)
                .set("start_on", contract == null ? null : contract.start(), LocalDate.class)
                .set("end_on", contract == null ? null : contract.end(), LocalDate.class)
                .set("acting_user", wishes.actingUser(), String.class)
                .set("approved_by", wishes.approvedBy(), String.class)
                .set("supersedes", supersedes == null ? null : supersedes.value(), UUID.class)
                .json("content", content)
                .json("wishes", wishes)
                .json("state", request.state())
                .json("trail", trail)
                .jsonOrNull("seen", request.seen())
                .json("metadata", request.metadata())
                .set("received_at", trail.receivedAt(), Instant.class)
                .set("submitted_at", trail.submittedAt(), Instant.class)
                .set("registered_at", receipt == null ? null : receipt.registeredAt(), Instant.class)
                .set("decided_at", trail.decidedAt(), Instant.class)
                .set("decided_on", request.decidedOn().orElse(null), LocalDate.class)
                .set("timer_at", request.nextTimer().orElse(null), Instant.class)
                .set("version", request.version())
                .set("created_at", request.createdAt())
                .set("updated_at", request.updatedAt());
    }

    private static @Nullable String depositNumber(@Nullable Receipt receipt, @Nullable DepositNumber adopts) {
        DepositNumber deposit = receipt == null ? adopts : receipt.deposit();
        return deposit == null ? null : deposit.value();
    }

    static AuthorisationRequest read(StoredRow row) {
        UUID worker = row.uuidOrNull("worker_id");
        String adopts = row.textOrNull("adopts");
        return new AuthorisationRequest(
                new RequestId(row.uuid("id")),
                new TenantId(row.uuid("tenant_id")),
                new EmployerId(row.uuid("employer_id")),
                worker == null ? null : new WorkerId(worker),
                new ClientReference(row.text("client_reference")),
                adopts == null ? null : new DepositNumber(adopts),
                row.json("content", RequestContent.class),
                row.json("wishes", Wishes.class),
                row.json("state", RequestState.class),
                row.json("trail", Trail.class),
                row.jsonOrNull("seen", Seen.class),
                row.texts("metadata"),
                row.number("version"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }
}
