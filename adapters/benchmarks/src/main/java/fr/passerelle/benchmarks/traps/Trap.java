package fr.passerelle.benchmarks.traps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What ends or freezes this very process at a named point. It is set from outside at any time: its file then holds the point,
 * what to do there, and at which passage, such as {@code "S5.after kill 2"}. It springs once.
 */
final class Trap {
    private static final int KILLED = 137;

    private final Path file;
    private final Path claims;
    private String set = "";
    private int passages;

    Trap(Path file) {
        this.file = file;
        this.claims = file.resolveSibling(file.getFileName() + ".claims");
    }

    void pass(String point) {
        if (springs(point)) {
            spring();
        }
    }

    /** Springs a moment later, in the midst of what follows. */
    void passIn(Duration moment, String point) {
        if (springs(point)) {
            Thread.ofPlatform().start(() -> {
                LockSupport.parkNanos(moment.toNanos());
                spring();
            });
        }
    }

    /** Says outside which claims are of this process: the database does not know. */
    void noteClaims(List<String> ids) {
        try {
            Files.write(claims, ids, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized boolean springs(String point) {
        String now = read();
        if (!now.equals(set)) {
            set = now;
            passages = 0;
        }
        String[] words = now.split(" ");
        return words.length == 3 && words[0].equals(point) && ++passages == Integer.parseInt(words[2]);
    }

    private void spring() {
        if (set.contains(" kill ")) {
            Runtime.getRuntime().halt(KILLED);
        } else {
            freeze();
        }
    }

    /** Nothing of this process runs on until it is woken from outside; the caller goes on from here. */
    private void freeze() {
        try {
            Files.move(file, file.resolveSibling(file.getFileName() + ".sprung"), StandardCopyOption.REPLACE_EXISTING);
            new ProcessBuilder(
                            "kill",
                            "-STOP",
                            String.valueOf(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String read() {
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
