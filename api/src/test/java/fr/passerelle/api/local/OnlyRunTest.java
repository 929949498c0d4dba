package fr.passerelle.api.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnlyRunTest {
    @TempDir
    private Path folder;

    @Test
    void givesAFolderToOneRunAtATime() throws IOException {
        Path ours = folder.resolve("ours");

        assertThat(OnlyRun.in(ours)).isTrue();
        assertThat(OnlyRun.in(ours)).isFalse();
        assertThat(OnlyRun.in(folder.resolve("another"))).isTrue();
    }
}
