package fr.passerelle.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @Test
    void namesCellsByTheHeader() {
        List<Map<String, String>> rows = Csv.rows("code,label\nA,first\nB,second\n");

        assertThat(rows).containsExactly(Map.of("code", "A", "label", "first"), Map.of("code", "B", "label", "second"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n1,2\n", "a,b\n1,2", "a,b\r\n1,2\r\n", "\"a\",\"b\"\n\"1\",\"2\"\n"})
    void readsLinesHoweverTheyEnd(String text) {
        assertThat(Csv.rows(text)).containsExactly(Map.of("a", "1", "b", "2"));
    }

    @Test
    void keepsCommasQuotesAndLineBreaksWithinQuotes() {
        List<Map<String, String>> rows = Csv.rows("a,b\n\"one, two\",\"he said \"\"no\"\"\"\n\"\"\"\",\"x\r\ny\"\n");

        assertThat(rows)
                .containsExactly(Map.of("a", "one, two", "b", "he said \"no\""), Map.of("a", "\"", "b", "x\r\ny"));
    }

    @Test
    void keepsEmptyCells() {
        assertThat(Csv.rows("a,b,c\n,\"\",\n")).containsExactly(Map.of("a", "", "b", "", "c", ""));
        assertThat(Csv.rows("a,b\n1,")).containsExactly(Map.of("a", "1", "b", ""));
    }

    @Test
    void hasNoRowsUnderABareHeader() {
        assertThat(Csv.rows("a,b\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n1\n", "a,b\n1,2,3\n", "a,b\n\n"})
    void refusesARowThatDoesNotFitTheHeader(String text) {
        assertThatIllegalStateException().isThrownBy(() -> Csv.rows(text));
    }

    @Test
    void namesATableThatIsNotThere() {
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> Csv.table("nowhere.csv"))
                .withMessage("nowhere.csv");
    }
}
