package fr.passerelle.api.operator;

import fr.passerelle.api.operator.Command.Because;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads what an operator typed. Each word must be understood: nothing is changed by a command that was half read. */
final class CommandLine {
    static final String USAGE = """
        Usage: java -jar passerelle-api-VERSION-exec.jar operator COMMAND [--json] [--setting.name=VALUE ...]

        To look:
          status               the lanes to the platform, the queue, the pauses, the quarantine
          quarantine list      requests that crashed three replicas, which nobody works on
          work list --stuck    work that nobody gets done: tried often, crashed upon, or due for an hour
          work check           work that nobody will do; exit code 1 when there is any

        To change; each is logged with who and why:
          pause [--tenant ID] --reason TEXT         ask nothing of the platform for a tenant, or for anybody
          resume [--tenant ID]                      end that pause
          quarantine release REQUEST --by NAME      have a request worked on again
          work wake REQUEST                         have a request worked on now
          work repair                               schedule what `work check` finds

        --by NAME      who asks; the login on this machine where it may be left out
        --reason TEXT  why; kept with a pause and with a release
        --json         a line of JSON for each thing

        The settings of the database are those of the service, from its environment or files.
        Exit code: 0 done; 1 not done, or something is to be seen to; 2 not understood.
        """;

    private static final Set<String> WITH_VALUE = Set.of("tenant", "reason", "by");
    private static final Set<String> FLAGS = Set.of("json", "stuck", "help");

    private final List<String> words = new ArrayList<>();
    private final Map<String, String> options = new HashMap<>();
    private final Set<String> flags = new HashSet<>();
    private final List<String> settings = new ArrayList<>();

    private CommandLine(List<String> arguments) {
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            take(rest.next(), rest);
        }
    }

    /**
     * Reads the arguments behind {@code operator}.
     *
     * @throws NotUnderstood when a word is not known, lacking or too much
     */
    static CommandLine read(List<String> arguments) {
        return new CommandLine(arguments);
    }

    private void take(String argument, Iterator<String> rest) {
        if (!argument.startsWith("--")) {
            words.add(argument);
            return;
        }
        String[] parts = argument.substring(2).split("=", 2);
        if (parts[0].contains(".")) {
            settings.add(argument);
        } else if (FLAGS.contains(parts[0]) && parts.length == 1) {
            flags.add(parts[0]);
        } else if (WITH_VALUE.contains(parts[0])) {
            options.put(parts[0], parts.length == 2 ? parts[1] : value(parts[0], rest));
        } else {
            throw new NotUnderstood("There is no option " + argument + ".");
        }
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new NotUnderstood("--" + option + " needs a value.");
        }
        return rest.next();
    }

    boolean asksForHelp() {
        return flags.contains("help") || words.equals(List.of("help"));
    }

    boolean asksForJson() {
        return flags.contains("json");
    }

    /** Settings of the service that are given here rather than in its environment. */
    List<String> settings() {
        return List.copyOf(settings);
    }

    Command command() {
        if (words.isEmpty()) {
            throw new NotUnderstood("Which command?");
        }
        String second = words.size() > 1 ? words.get(1) : "";
        return switch (words.getFirst()) {
            case "status" -> alone(1, new Command.Status());
            case "pause" -> alone(1, new Command.Pause(tenant(), new Because(by(), required("reason"))), "tenant");
            case "resume" -> alone(1, new Command.Resume(tenant(), because()), "tenant");
            case "quarantine" -> quarantine(second);
            case "work" -> work(second);
            default -> throw unknown();
        };
    }

    private Command quarantine(String second) {
        return switch (second) {
            case "list" -> alone(2, new Command.ListQuarantine());
            case "release" ->
                alone(3, new Command.Release(request(), new Because(required("by"), options.get("reason"))));
            default -> throw unknown();
        };
    }

    private Command work(String second) {
        return switch (second) {
            case "list" -> stuck();
            case "wake" -> alone(3, new Command.Wake(request(), because()));
            case "check" -> alone(2, new Command.CheckWork());
            case "repair" -> alone(2, new Command.RepairDeadWork(because()));
            default -> throw unknown();
        };
    }

    /** There may be tens of thousands of jobs that are in good order. */
    private Command stuck() {
        if (!flags.contains("stuck")) {
            throw new NotUnderstood("Only what is stuck can be listed: work list --stuck.");
        }
        return alone(2, new Command.ListStuck());
    }

    /** A command, when nothing is left over that it has no use for. */
    private Command alone(int length, Command command, String... more) {
        if (words.size() > length) {
            throw new NotUnderstood("What is \"" + words.get(length) + "\"?");
        }
        if (options.containsKey("tenant") && !List.of(more).contains("tenant")) {
            throw new NotUnderstood("--tenant says nothing here.");
        }
        if (flags.contains("stuck") && !(command instanceof Command.ListStuck)) {
            throw new NotUnderstood("--stuck says nothing here.");
        }
        return command;
    }

    private NotUnderstood unknown() {
        return new NotUnderstood("There is no command \"" + String.join(" ", words) + "\".");
    }

    private Because because() {
        return new Because(by(), options.get("reason"));
    }

    private String by() {
        return options.containsKey("by") ? required("by") : System.getProperty("user.name", "unknown");
    }

    private String required(String option) {
        String value = options.get(option);
        if (value == null || value.isBlank()) {
            throw new NotUnderstood("--" + option + " is needed, and not blank.");
        }
        return value;
    }

    private Optional<TenantId> tenant() {
        String text = options.get("tenant");
        return text == null ? Optional.empty() : Optional.of(tenant(text));
    }

    /** As we print it, or as the database does. */
    private static TenantId tenant(String text) {
        return TenantId.parse(text)
                .or(() -> uuid(text).map(TenantId::new))
                .orElseThrow(() -> new NotUnderstood("\"" + text + "\" is no id of a tenant."));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private RequestId request() {
        if (words.size() < 3) {
            throw new NotUnderstood("Which request?");
        }
        String text = words.get(2);
        return RequestId.parse(text).orElseThrow(() -> new NotUnderstood("\"" + text + "\" is no id of a request."));
    }
}
