package fr.passerelle.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    @Test
    void keepsWhatItConfirms() {
        EmbeddedDatabase server = EmbeddedDatabase.shared();

        assertThat(server.show("fsync")).isEqualTo("on");
        assertThat(server.show("full_page_writes")).isEqualTo("on");
        assertThat(server.show("synchronous_commit")).isEqualTo("on");
        assertThat(server.show("server_version")).startsWith("18.");
    }

    @Test
    void findsItsDataAgainAtTheNextStart(@TempDir Path folder) throws IOException {
        int port = freePort();
        try (EmbeddedDatabase first = EmbeddedDatabase.keptIn(folder.resolve("postgres"), port)) {
            first.run(first.database("kept"), "insert into tenant values (gen_random_uuid(), 'issuer', 'demo')");
        }

        try (EmbeddedDatabase second = EmbeddedDatabase.keptIn(folder.resolve("postgres"), port)) {
            Database kept = second.database("kept");

            assertThat(kept.port()).isEqualTo(port);
            assertThat(second.query(kept, "select claim from tenant")).containsExactly("demo");
        }
    }

    @Test
    void stopsAServerThatOutlivedItsRun(@TempDir Path folder) throws IOException {
        Path data = folder.resolve("postgres");
        EmbeddedDatabase server = EmbeddedDatabase.keptIn(data, freePort());
        assertThat(server.show("fsync")).isEqualTo("on");

        EmbeddedDatabase.stopLeftOver(data);

        assertThatThrownBy(() -> server.show("fsync")).hasRootCauseInstanceOf(ConnectException.class);
        assertThatCode(() -> EmbeddedDatabase.stopLeftOver(data)).doesNotThrowAnyException();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
