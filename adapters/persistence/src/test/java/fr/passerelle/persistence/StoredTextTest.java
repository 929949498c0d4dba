package fr.passerelle.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "Déposée", "Nguyễn Thị Hương", "line\nline\ttab", "\ud83d\ude00"})
    void leavesOrdinaryTextAlone(String text) {
        assertThat(StoredText.of(text)).isSameAs(text);
    }

    @Test
    void replacesWhatPostgresqlCannotKeep() {
        assertThat(StoredText.of("a\0b")).isEqualTo("a\ufffdb");
        assertThat(StoredText.of("\0")).isEqualTo("\ufffd");
        assertThat(StoredText.of("\0\0x")).isEqualTo("\ufffd\ufffdx");
        assertThat(StoredText.of("\ud83d")).isEqualTo("\ufffd");
        assertThat(StoredText.of("\ude00\ud83d")).isEqualTo("\ufffd\ufffd");
        assertThat(StoredText.of("a\ud83db\ud83d\ude00\0")).isEqualTo("a\ufffdb\ud83d\ude00\ufffd");
    }

    @Test
    void holdsForTextWithinJsonToo() {
        byte[] json = StoredJson.bytes(List.of("a\0\ud83d"));

        assertThat(new String(json, UTF_8)).isEqualTo("[\"a\ufffd\ufffd\"]");
    }
}
