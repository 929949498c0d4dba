package fr.passerelle.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command of the repository that was run to its end; what it printed was shown, and is kept. */
record Script(int status, List<String> lines) {

    /** Runs a command with additional variables in its environment. It ends with the harness. */
    static Script run(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        Thread hook = new Thread(process::destroy, "end of a command");
        Runtime.getRuntime().addShutdownHook(hook);
        List<String> lines = shown(process);
        int status = process.waitFor();
        Runtime.getRuntime().removeShutdownHook(hook);
        return new Script(status, lines);
    }

    private static List<String> shown(Process process) throws IOException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                System.out.println(line);
                lines.add(line);
            }
        }
        return lines;
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
