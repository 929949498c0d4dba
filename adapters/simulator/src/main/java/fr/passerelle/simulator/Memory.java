package fr.passerelle.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps a portal in a file, so that a local run finds its files, its accounts and its clock again. Written every second when
 * something changed, and at the end; what a killed simulator did in its last second is lost.
 */
final class Memory implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final Portal portal;
    private final ScheduledExecutorService writer;
    private byte[] written = new byte[0];

    /**
     * Everything a portal knows but its open sessions: those end with the process.
     *
     * @param ahead by how much the portal's clock is ahead of real time
     */
    record Snapshot(
            List<Account> accounts,
            List<Draft> drafts,
            List<PortalFile> files,
            List<Ledger.Entry> ledger,
            int lastDraft,
            int lastFile,
            int lastCertificate,
            Duration ahead) {}

    private Memory(Path file, Portal portal) {
        this.file = file;
        this.portal = portal;
        this.writer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("simulator memory").factory());
    }

    /** Recalls what the file holds, when there is one, and keeps it up to date from now on. */
    static Memory of(Path file, Portal portal) {
        Memory memory = new Memory(file, portal);
        memory.recall();
        memory.writer.scheduleWithFixedDelay(memory::write, 1, 1, TimeUnit.SECONDS);
        return memory;
    }

    private void recall() {
        try {
            if (Files.exists(file)) {
                portal.restore(JSON.readValue(Files.readAllBytes(file), Snapshot.class));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A whole file or the former one: it is written beside and moved into place. */
    private synchronized void write() {
        byte[] now = JSON.writeValueAsBytes(portal.snapshot());
        if (Arrays.equals(now, written)) {
            return;
        }
        try {
            Path beside = file.resolveSibling(file.getFileName() + ".new");
            Files.write(beside, now);
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            written = now;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        writer.shutdown();
        write();
    }
}
