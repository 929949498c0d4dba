package fr.passerelle.api.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sees to it that one run at a time works in a folder: a second one would stop the first one's database. */
final class OnlyRun {
    static final String LOCK = "lock";

    /** Reachable as long as the process lives: a channel that is collected is closed, and its lock with it. */
    private static final List<FileChannel> HELD = new CopyOnWriteArrayList<>();

    private OnlyRun() {}

    /** Takes the folder until this process ends, however it ends; false when another run has it. */
    static boolean in(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel held = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        HELD.add(held);
        try {
            return held.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
