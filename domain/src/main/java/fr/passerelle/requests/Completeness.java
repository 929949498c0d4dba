package fr.passerelle.requests;

import fr.passerelle.documents.DocumentType;
import fr.passerelle.law.Basis;
import fr.passerelle.law.Certainty;
import fr.passerelle.law.RequiredDocuments;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request still lacks before it can be filed, and what a human had better look at.
 *
 * @param missing stands in the way of filing
 * @param warnings do not; the client may take them upon itself
 */
public record Completeness(List<Gap> missing, List<Gap> warnings) {
    public Completeness {
        missing = List.copyOf(missing);
        warnings = List.copyOf(warnings);
    }

    /**
     * One thing that is lacking.
     *
     * @param code stable; a client acknowledges a warning by it
     * @param pointer JSON pointer into the request, for a field
     * @param document the type of document that is lacking
     * @param basis texts that ask for it
     * @param condition in French, when a condition decides whether it is needed
     * @param values for the sentence: amounts and days
     */
    public record Gap(
            String code,
            @Nullable String pointer,
            @Nullable DocumentType document,
            List<Basis> basis,
            @Nullable String condition,
            Certainty certainty,
            Map<String, String> values) {
        public Gap {
            basis = List.copyOf(basis);
            values = Map.copyOf(values);
        }

        static Gap field(String pointer) {
            return new Gap("field_missing", pointer, null, List.of(), null, Certainty.COMPUTED, Map.of());
        }

        static Gap doubt(String code, String pointer) {
            return new Gap(code, pointer, null, List.of(), null, Certainty.UNVERIFIED, Map.of());
        }

        /** What a rule of law finds in a field. */
        static Gap rule(
                String code, String pointer, List<Basis> basis, Certainty certainty, Map<String, String> values) {
            return new Gap(code, pointer, null, basis, null, certainty, values);
        }

        /** A document that the platform asks for in a complement. */
        static Gap complement(DocumentType asked) {
            return new Gap("document_missing", null, asked, List.of(), null, Certainty.COMPUTED, Map.of());
        }

        static Gap missing(RequiredDocuments.Row row) {
            return document("document_missing", row);
        }

        /** A warning about a document: its code names the type, so that each is acknowledged by itself. */
        static Gap warning(String code, RequiredDocuments.Row row) {
            return document(code + ":" + row.type().code(), row);
        }

        static Gap document(String code, RequiredDocuments.Row row) {
            return new Gap(code, null, row.type(), row.basis(), row.condition(), row.certainty(), Map.of());
        }
    }

    public boolean isComplete() {
        return missing.isEmpty();
    }
}
