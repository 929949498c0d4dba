package fr.passerelle.persistence;

import fr.passerelle.documents.Document;
import fr.passerelle.documents.DocumentType;
import fr.passerelle.documents.Documents;
import fr.passerelle.documents.StoredDocument;
import fr.passerelle.ids.TenantId;
import java.util.List;
import reactor.core.publisher.Mono;

final class R2dbcDocuments implements Documents {
    private static final String COLUMNS =
            "id, owner_id, owner_part, document.type, file_name, bytes, sha256, uploaded_at";
    private static final String OF_OWNER = "select " + COLUMNS
            + " from document where tenant_id = $1 and owner_id = $2 and owner_part = $3 order by type";
    private static final String CONTENT = "select " + COLUMNS
            + ", content from document join document_content on document_content.tenant_id = document.tenant_id"
            + " and document_id = id"
            + " where document.tenant_id = $1 and owner_id = $2 and owner_part = $3 and type = $4";

    private final Transactions transactions;

    R2dbcDocuments(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Mono<List<Document>> of(TenantId tenant, Document.Owner owner) {
        Sql sql = Sql.of(OF_OWNER, tenant.value(), owner.id(), owner.part());
        return transactions.read(tenant, tx -> tx.all(sql, DocumentRows::read));
    }

    @Override
    public Mono<StoredDocument> find(TenantId tenant, Document.Owner owner, DocumentType type) {
        Sql sql = Sql.of(CONTENT, tenant.value(), owner.id(), owner.part(), type.code());
        return transactions.read(tenant, tx -> tx.one(sql, DocumentRows::readStored));
    }
}
