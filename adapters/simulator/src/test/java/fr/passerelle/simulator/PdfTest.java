package fr.passerelle.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PdfTest {
    private static final Pattern ENTRY = Pattern.compile("(\\d{10}) 00000 n \n");

    private final String pdf = new String(Pdf.page(List.of("Dépôt (1) \\ 2", "深圳\n", "")), StandardCharsets.ISO_8859_1);

    @Test
    void pointsToEachOfItsObjects() {
        List<Integer> offsets = ENTRY.matcher(pdf)
                .results()
                .map((MatchResult entry) -> Integer.valueOf(entry.group(1)))
                .toList();

        assertThat(offsets).hasSize(5);
        for (int i = 0; i < offsets.size(); i++) {
            assertThat(pdf.substring(offsets.get(i))).startsWith((i + 1) + " 0 obj\n");
        }
    }

    @Test
    void pointsToItsTable() {
        int table = Integer.parseInt(pdf.replaceFirst("(?s).*startxref\n(\\d+)\n%%EOF\n$", "$1"));

        assertThat(pdf.substring(table)).startsWith("xref\n0 6\n0000000000 65535 f \n");
    }

    @Test
    void statesTheLengthOfItsText() {
        int length = Integer.parseInt(pdf.replaceFirst("(?s).*/Length (\\d+).*", "$1"));
        int start = pdf.indexOf("stream\n") + "stream\n".length();

        assertThat(pdf.substring(start + length)).startsWith("\nendstream");
    }

    @Test
    void escapesWhatMeansSomethingToPdf() {
        assertThat(pdf).contains("(Dépôt \\(1\\) \\\\ 2) Tj").contains("(?? ) Tj");
    }
}
