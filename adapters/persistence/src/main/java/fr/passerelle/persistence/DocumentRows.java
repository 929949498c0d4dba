package fr.passerelle.persistence;

import fr.passerelle.documents.Document;
import fr.passerelle.documents.DocumentType;
import fr.passerelle.documents.StoredDocument;
import fr.passerelle.ids.DocumentId;
import fr.passerelle.ids.TenantId;
import java.util.List;
import reactor.core.publisher.Mono;

/** Documents as the saves write them. */
final class DocumentRows {
    private static final String REMOVE_TYPE =
            "delete from document where tenant_id = $1 and owner_id = $2 and owner_part = $3 and type = $4";

    private DocumentRows() {}

    static Mono<Void> store(Transaction tx, TenantId tenant, List<StoredDocument> documents) {
        return Steps.forEach(documents, document -> replace(tx, tenant, document));
    }

    static Mono<Void> remove(Transaction tx, TenantId tenant, List<Document> documents) {
        return Steps.forEach(documents, document -> remove(tx, tenant, document));
    }

    /** Of each type an owner has at most one; the content of the former goes with its row. */
    private static Mono<Void> replace(Transaction tx, TenantId tenant, StoredDocument stored) {
        return Steps.inOrder(
                remove(tx, tenant, stored.document()),
                tx.change(columns(tenant, stored.document()).insert()).then(),
                tx.change(content(tenant, stored).insert()).then());
    }

    private static Mono<Void> remove(Transaction tx, TenantId tenant, Document document) {
        return tx.change(Sql.of(
                        REMOVE_TYPE,
                        tenant.value(),
                        document.owner().id(),
                        document.owner().part(),
                        document.type().code()))
                .then();
    }

    private static Columns columns(TenantId tenant, Document document) {
        return Columns.of("document")
                .key("tenant_id", tenant.value())
                .key("id", document.id().value())
                .set("owner_id", document.owner().id())
                .set("owner_part", document.owner().part())
                .set("type", document.type().code())
                .set("file_name", document.fileName())
                .set("bytes", document.bytes())
                .set("sha256", document.sha256())
                .set("uploaded_at", document.uploadedAt());
    }

    private static Columns content(TenantId tenant, StoredDocument stored) {
        return Columns.of("document_content")
                .key("tenant_id", tenant.value())
                .key("document_id", stored.document().id().value())
                .set("content", stored.content());
    }

    static Document read(StoredRow row) {
        return new Document(
                new DocumentId(row.uuid("id")),
                new Document.Owner(row.text("owner_id"), row.text("owner_part")),
                new DocumentType(row.text("type")),
                row.text("file_name"),
                row.number("bytes"),
                row.text("sha256"),
                row.instant("uploaded_at"));
    }

    static StoredDocument readStored(StoredRow row) {
        return new StoredDocument(read(row), row.bytes("content"));
    }
}
