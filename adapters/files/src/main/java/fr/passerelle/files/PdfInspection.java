package fr.passerelle.files;

import fr.passerelle.documents.DocumentInspection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.interactive.action.PDAction;

/** Inspects PDFs with PDFBox: by their content, never by their name. */
public final class PdfInspection implements DocumentInspection {
    private static final byte[] HEADER = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    private static final int TRAILER = 1024;

    @Override
    public Verdict inspect(byte[] content) {
        if (content.length == 0) {
            return Verdict.EMPTY;
        }
        if (!beginsLikeAPdf(content)) {
            return Verdict.NOT_A_PDF;
        }
        if (!endsLikeAPdf(content)) {
            return Verdict.DAMAGED;
        }
        try (PDDocument document = Loader.loadPDF(content)) {
            return verdict(document);
        } catch (InvalidPasswordException e) {
            return Verdict.ENCRYPTED;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Hostile files make the parser fail in many ways; each of them is a file that does not open.
            return Verdict.DAMAGED;
        }
    }

    private static Verdict verdict(PDDocument document) throws IOException {
        if (document.isEncrypted()) {
            return Verdict.ENCRYPTED;
        }
        if (document.getNumberOfPages() == 0) {
            return Verdict.DAMAGED;
        }
        return isActive(document) ? Verdict.ACTIVE_CONTENT : Verdict.ACCEPTED;
    }

    private static boolean isActive(PDDocument document) throws IOException {
        PDDocumentCatalog catalog = document.getDocumentCatalog();
        PDDocumentNameDictionary names = catalog.getNames();
        boolean embeds = names != null && (names.getEmbeddedFiles() != null || names.getJavaScript() != null);
        return embeds || catalog.getOpenAction() instanceof PDAction;
    }

    /** Within its last KB, as readers of PDF expect. PDFBox would mend what was cut off, and the platform get half a document. */
    private static boolean endsLikeAPdf(byte[] content) {
        int from = Math.max(0, content.length - TRAILER);
        return new String(content, from, content.length - from, StandardCharsets.ISO_8859_1).contains("%%EOF");
    }

    /** The header stands at the very start: a file of two kinds that hides it further down is refused. */
    private static boolean beginsLikeAPdf(byte[] content) {
        if (content.length < HEADER.length) {
            return false;
        }
        for (int i = 0; i < HEADER.length; i++) {
            if (content[i] != HEADER[i]) {
                return false;
            }
        }
        return true;
    }
}
