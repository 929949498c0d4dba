package fr.passerelle.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A command of the repository that was run to its end, and what it printed. */
record Script(int status, List<String> lines) {

    /** Runs a command and shows what it prints. */
    static Script run(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        return run(environment, command, System.out::println);
    }

    /**
     * Runs a command, which ends with the harness at the latest.
     *
     * @param environment what is added to it
     * @param lines takes what it prints, line by line
     */
    static Script run(Map<String, String> environment, List<String> command, Consumer<String> lines)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        Thread hook = new Thread(process::destroy, "end of a command");
        Runtime.getRuntime().addShutdownHook(hook);
        List<String> printed = printed(process, lines);
        int status = process.waitFor();
        Runtime.getRuntime().removeShutdownHook(hook);
        return new Script(status, printed);
    }

    private static List<String> printed(Process process, Consumer<String> lines) throws IOException {
        try (BufferedReader reader = process.inputReader()) {
            return reader.lines().peek(lines).toList();
        }
    }

    boolean succeeded() {
        return status == 0;
    }

    /** What stands after a name and a colon; empty when no line has that name. */
    String figure(String name) {
        String begin = name + ": ";
        return lines.stream()
                .filter(line -> line.startsWith(begin))
                .map(line -> line.substring(begin.length()))
                .findFirst()
                .orElse("");
    }
}
