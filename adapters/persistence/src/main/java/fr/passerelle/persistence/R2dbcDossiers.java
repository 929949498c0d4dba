package fr.passerelle.persistence;

import fr.passerelle.documents.Document;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.requests.Dossier;
import fr.passerelle.requests.Dossiers;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The eight tables that a dossier is made of are read in one round trip, however many dossiers are asked for. */
final class R2dbcDossiers implements Dossiers {
    private static final String OF = "select dossier from dossiers_of($1, $2, $3) as dossier";

    private final Transactions transactions;

    R2dbcDossiers(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Mono<List<Dossier>> of(TenantId tenant, List<RequestId> requests) {
        Sql sql = Sql.of(
                OF,
                tenant.value(),
                requests.stream().map(RequestId::value).toArray(UUID[]::new),
                requests.stream().map(id -> Document.Owner.of(id).id()).toArray(String[]::new));
        return transactions.readBy(tx -> tx.all(sql, R2dbcDossiers::read));
    }

    private static Dossier read(StoredRow row) {
        JsonNode parts = row.json("dossier", JsonNode.class);
        StoredRow worker = JsonRow.in(parts, "worker");
        StoredRow account = JsonRow.in(parts, "account");
        return new Dossier(
                RequestRows.read(required(parts, "request")),
                R2dbcEmployers.read(required(parts, "employer")),
                worker == null ? null : R2dbcWorkers.read(worker),
                JsonRow.allIn(parts, "mandates").stream()
                        .map(R2dbcMandates::read)
                        .toList(),
                account == null ? null : R2dbcPlatformAccounts.read(account),
                JsonRow.allIn(parts, "documents").stream()
                        .map(DocumentRows::read)
                        .toList(),
                JsonRow.allIn(parts, "tasks").stream().map(TaskRows::read).toList(),
                JsonRow.allIn(parts, "account_tasks").stream()
                        .map(TaskRows::read)
                        .toList());
    }

    private static StoredRow required(JsonNode parts, String member) {
        return Objects.requireNonNull(JsonRow.in(parts, member), member);
    }
}
