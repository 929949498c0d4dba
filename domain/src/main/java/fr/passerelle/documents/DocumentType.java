package fr.passerelle.documents;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Pièce justificative: what a supporting document is, as a code in lower case such as {@code id_passport_pages}. The codes
 * of requests are known; those of complements are whatever the platform asks for.
 */
public record DocumentType(String code) {
    private static final int LONGEST = 60;
    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9_]{0,59}");
    private static final Set<String> OF_REQUESTS = Set.of(
            "id_passport_pages",
            "permit_copy",
            "offer_copy",
            "offer_publication_proof",
            "candidates_statement",
            "regulated_profession_proof",
            "tax_notice_private_employer",
            "social_contrib_cert",
            "housing_declaration",
            "employer_id_copy",
            "signed_contract",
            "contract_amendment",
            "mandate",
            "diploma",
            "school_certificate",
            "client_contract",
            "posting_letter",
            "posting_documents",
            "lending_agreement",
            "social_security_posting_cert",
            "payslips",
            "renewal_documents",
            "student_documents",
            "apprentice_contract_validated",
            "other");

    public DocumentType {
        if (!SHAPE.matcher(code).matches()) {
            throw new IllegalArgumentException("not a document type");
        }
    }

    /** Reads the code of the law's table, which is in upper case. */
    public static DocumentType ofTable(String code) {
        return new DocumentType(code.toLowerCase(Locale.ROOT));
    }

    /** The type under which we keep a document that the portal asks for by a code of its own, whatever its shape. */
    public static DocumentType ofPortal(String code) {
        String lower = code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        String named = lower.matches("[a-z].*") ? lower : "piece_" + lower;
        return new DocumentType(named.substring(0, Math.min(named.length(), LONGEST)));
    }

    public static boolean isValid(String code) {
        return SHAPE.matcher(code).matches();
    }

    public boolean belongsToRequests() {
        return OF_REQUESTS.contains(code);
    }

    /** The code as the portal writes it. */
    public String portalCode() {
        return code.toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return code;
    }
}
