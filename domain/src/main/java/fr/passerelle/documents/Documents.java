package fr.passerelle.documents;

import fr.passerelle.ids.TenantId;
import java.util.List;
import reactor.core.publisher.Mono;

/** The documents that are kept. Written by the saves of what they belong to, in the same transaction; read here. */
public interface Documents {

    /** The documents of an owner, without their content, by type. */
    Mono<List<Document>> of(TenantId tenant, Document.Owner owner);

    /** One document with its content; empty when the owner has none of that type. */
    Mono<StoredDocument> find(TenantId tenant, Document.Owner owner, DocumentType type);
}
