package fr.passerelle.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How long processes have kept a processor busy, as Linux counts it. */
final class ProcessorTime {
    /** Of a tick of the kernel. */
    private static final long MILLISECONDS = 10;

    private static final int USER = 11;
    private static final int SYSTEM = 12;

    private ProcessorTime() {}

    /** In milliseconds, of a process. */
    static long of(ProcessHandle process) {
        try {
            String status = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
            String[] fields = status.substring(status.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) * MILLISECONDS;
        } catch (IOException e) {
            // It has ended, or this is not Linux.
            return 0;
        }
    }

    /** The same of a process and all that it has started and that still runs. */
    static long ofFamily(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(ProcessorTime::of)
                .sum();
    }
}
