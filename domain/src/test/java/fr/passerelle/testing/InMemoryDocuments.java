package fr.passerelle.testing;

import fr.passerelle.documents.Document;
import fr.passerelle.documents.DocumentType;
import fr.passerelle.documents.Documents;
import fr.passerelle.documents.StoredDocument;
import fr.passerelle.ids.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** The documents in memory. */
public final class InMemoryDocuments implements Documents {
    private final InMemoryStore store;
    private final Rows<StoredDocument> documents = new Rows<>();

    private record Place(Document.Owner owner, DocumentType type) {
        static Place of(Document document) {
            return new Place(document.owner(), document.type());
        }
    }

    InMemoryDocuments(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Mono<List<Document>> of(TenantId tenant, Document.Owner owner) {
        return store.alone(
                () -> all(tenant, owner).map(StoredDocument::document).toList());
    }

    @Override
    public Mono<StoredDocument> find(TenantId tenant, Document.Owner owner, DocumentType type) {
        return store.alone(() -> documents.get(tenant, new Place(owner, type)));
    }

    void put(TenantId tenant, StoredDocument document) {
        documents.put(tenant, Place.of(document.document()), document);
    }

    /** Removes this very document; one that has replaced it stays. */
    void remove(TenantId tenant, Document document) {
        documents
                .find(tenant, Place.of(document))
                .filter(kept -> kept.document().id().equals(document.id()))
                .ifPresent(kept -> documents.remove(tenant, Place.of(kept.document())));
    }

    private Stream<StoredDocument> all(TenantId tenant, Document.Owner owner) {
        return documents
                .of(tenant)
                .filter(kept -> kept.document().owner().equals(owner))
                .sorted(Comparator.comparing(kept -> kept.document().type().code()));
    }
}
