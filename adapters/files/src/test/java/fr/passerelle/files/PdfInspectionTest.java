package fr.passerelle.files;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.documents.DocumentInspection.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.junit.jupiter.api.Test;

class PdfInspectionTest {
    private final PdfInspection inspection = new PdfInspection();

    @Test
    void acceptsAPdfThatOpens() throws IOException {
        assertThat(inspection.inspect(saved(new PDDocument()))).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void refusesAnEmptyFile() {
        assertThat(inspection.inspect(new byte[0])).isEqualTo(Verdict.EMPTY);
    }

    @Test
    void refusesWhatIsNotAPdfWhateverItClaims() {
        assertThat(inspection.inspect("<html>".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Verdict.NOT_A_PDF);
        assertThat(inspection.inspect(new byte[] {'%', 'P'})).isEqualTo(Verdict.NOT_A_PDF);
    }

    @Test
    void refusesAFileOfTwoKinds() throws IOException {
        byte[] pdf = saved(new PDDocument());
        byte[] hidden = new byte[pdf.length + 4];
        System.arraycopy(new byte[] {'P', 'K', 3, 4}, 0, hidden, 0, 4);
        System.arraycopy(pdf, 0, hidden, 4, pdf.length);

        assertThat(inspection.inspect(hidden)).isEqualTo(Verdict.NOT_A_PDF);
    }

    @Test
    void refusesAPdfThatDoesNotOpen() throws IOException {
        byte[] pdf = saved(new PDDocument());

        assertThat(inspection.inspect(Arrays.copyOf(pdf, 20))).isEqualTo(Verdict.DAMAGED);
    }

    @Test
    void refusesAPdfThatWasCutOff() throws IOException {
        byte[] pdf = saved(new PDDocument());

        assertThat(inspection.inspect(Arrays.copyOf(pdf, pdf.length - 10))).isEqualTo(Verdict.DAMAGED);
    }

    @Test
    void refusesAPdfBehindAPassword() throws IOException {
        PDDocument document = new PDDocument();
        document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));

        assertThat(inspection.inspect(saved(document))).isEqualTo(Verdict.ENCRYPTED);
    }

    @Test
    void refusesAPdfThatRunsSomething() throws IOException {
        PDDocument document = new PDDocument();
        document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert('hello');"));

        assertThat(inspection.inspect(saved(document))).isEqualTo(Verdict.ACTIVE_CONTENT);
    }

    private static byte[] saved(PDDocument document) throws IOException {
        try (document;
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            document.addPage(new PDPage());
            document.save(bytes);
            return bytes.toByteArray();
        }
    }
}
