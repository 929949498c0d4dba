package fr.passerelle.documents;

import fr.passerelle.ids.DocumentId;
import java.time.Instant;

/**
 * A PDF that is kept.
 *
 * @param sha256 of the content, in lower-case hexadecimal
 */
public record Document(
        DocumentId id, Owner owner, DocumentType type, String fileName, long bytes, String sha256, Instant uploadedAt) {

    /**
     * What a document belongs to. Of each type an owner has at most one document; another one replaces it.
     *
     * @param id of the owner, in its public form
     * @param part within the owner, such as {@code complement-1}; empty for the owner itself
     */
    public record Owner(String id, String part) {
        public static Owner of(Object id) {
            return new Owner(id.toString(), "");
        }

        public static Owner complement(Object request, int number) {
            return new Owner(request.toString(), "complement-" + number);
        }

        /** What the platform gave for a request: attestations and decisions. */
        public static Owner platform(Object request) {
            return new Owner(request.toString(), "platform");
        }
    }
}
