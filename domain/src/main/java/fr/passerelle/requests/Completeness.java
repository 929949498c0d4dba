package fr.passerelle.requests;

import fr.passerelle.documents.Document;
import fr.passerelle.documents.DocumentType;
import fr.passerelle.law.Certainty;
import fr.passerelle.law.RequiredDocuments;
import fr.passerelle.parties.Worker;
import fr.passerelle.platform.FilingForm.ContractType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
     * @param basis article and text that ask for it
     * @param condition in French, when a condition decides whether it is needed
     */
    public record Gap(
            String code,
            @Nullable String pointer,
            @Nullable DocumentType document,
            @Nullable String basis,
            @Nullable String condition,
            Certainty certainty) {

        static Gap field(String pointer) {
            return new Gap("field_missing", pointer, null, null, null, Certainty.COMPUTED);
        }

        static Gap doubt(String code, String pointer) {
            return new Gap(code, pointer, null, null, null, Certainty.UNVERIFIED);
        }

        /** A document that the platform asks for in a complement. */
        static Gap complement(DocumentType asked) {
            return new Gap("document_missing", null, asked, null, null, Certainty.COMPUTED);
        }

        static Gap document(RequiredDocuments.Row row) {
            String code = row.blocks()
                    ? "document_missing"
                    : "document_expected:" + row.type().code();
            return new Gap(code, null, row.type(), row.basis(), row.condition(), row.certainty());
        }
    }

    public boolean isComplete() {
        return missing.isEmpty();
    }

    /** Looks at a request as it would be filed on the given day. */
    public static Completeness of(
            RequestContent content, Worker.Profile worker, Collection<Document> documents, LocalDate day) {
        List<Gap> missing = new ArrayList<>(missingFields(content));
        List<Gap> warnings = new ArrayList<>(doubts(content, worker, day));
        Set<DocumentType> held = documents.stream().map(Document::type).collect(Collectors.toSet());
        if (content.residesInFrance() != null) {
            for (RequiredDocuments.Row row :
                    RequiredDocuments.of(content.type().documentCase(content.residesInFrance()), day)) {
                if (!held.contains(row.type())) {
                    (row.blocks() ? missing : warnings).add(Gap.document(row));
                }
            }
        }
        return new Completeness(missing, warnings);
    }

    private static List<Gap> missingFields(RequestContent content) {
        RequestContent.Terms terms = content.contract();
        return Stream.of(
                        unless(content.residesInFrance() != null, "/residence_at_filing"),
                        unless(content.establishment() != null, "/siret"),
                        unless(content.signatory() != null, "/signatory"),
                        unless(content.job() != null, "/job"),
                        unless(terms != null && terms.type() != null, "/contract/type"),
                        unless(terms != null && terms.start() != null, "/contract/start"),
                        unless(!endIsNeeded(terms) || content.end() != null, "/contract/end"),
                        unless(terms != null && terms.weeklyHours() != null, "/contract/weekly_hours"),
                        unless(terms != null && terms.grossMonthlyPay() != null, "/contract/gross_monthly_pay"),
                        unless(!content.workplaces().isEmpty() || content.itinerant(), "/workplaces"),
                        unless(content.type() != RequestType.SAISONNIER || content.housing() != null, "/housing"),
                        unless(
                                !content.renewal() || content.previousAuthorisation() != null,
                                "/previous_authorisation"))
                .flatMap(List::stream)
                .toList();
    }

    private static boolean endIsNeeded(RequestContent.@Nullable Terms terms) {
        return terms != null && (terms.type() == ContractType.FIXED_TERM || terms.type() == ContractType.SEASONAL);
    }

    private static List<Gap> doubts(RequestContent content, Worker.Profile worker, LocalDate day) {
        boolean abroad = Boolean.FALSE.equals(content.residesInFrance());
        boolean inFrance = Boolean.TRUE.equals(content.residesInFrance());
        LocalDate start = content.start();
        return Stream.of(
                        unlessSure(
                                !abroad
                                        || worker.identifier(Worker.Identifier.Kind.PASSPORT, day)
                                                .isPresent(),
                                "passport_missing"),
                        unlessSure(
                                !inFrance
                                        || worker.identifier(Worker.Identifier.Kind.FOREIGNER_NUMBER, day)
                                                .isPresent(),
                                "foreigner_number_missing"),
                        unlessSure(worker.birthDate().day() != null, "birth_date_partial"),
                        start == null || !start.isBefore(day)
                                ? List.<Gap>of()
                                : List.of(Gap.doubt("start_in_the_past", "/contract/start")))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Gap> unless(boolean present, String pointer) {
        return present ? List.of() : List.of(Gap.field(pointer));
    }

    private static List<Gap> unlessSure(boolean sure, String code) {
        return sure ? List.of() : List.of(Gap.doubt(code, "/worker"));
    }
}
