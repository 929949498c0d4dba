package fr.passerelle.api.operator;

import fr.passerelle.api.RequiredSettings;
import fr.passerelle.api.UnsafeSettings;
import fr.passerelle.pace.PaceRules;
import fr.passerelle.parties.SecretSeal;
import fr.passerelle.persistence.Database;
import fr.passerelle.persistence.Persistence;
import io.r2dbc.pool.ConnectionPool;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.springframework.aot.AotDetector;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.Environment;

/**
 * Runs one command of an operator and ends: {@code java -jar passerelle-api-….jar operator COMMAND}. It serves nothing, calls
 * nobody but the database, and leaves the schema as it is.
 */
public final class Operator {
    private static final int DONE = 0;
    private static final int NOT_DONE = 1;
    private static final int NOT_UNDERSTOOD = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final PrintStream out;
    private final PrintStream errors;

    /**
     * Where it answers.
     *
     * @param out takes what was asked for, and nothing else
     * @param errors takes what was not understood or could not be done
     */
    public Operator(PrintStream out, PrintStream errors) {
        this.out = out;
        this.errors = errors;
    }

    /**
     * Carries out a command.
     *
     * @param arguments those behind {@code operator}
     * @return the exit code
     */
    public int carryOut(List<String> arguments) {
        try {
            CommandLine line = CommandLine.read(arguments);
            if (line.asksForHelp()) {
                out.print(CommandLine.USAGE);
                return DONE;
            }
            return carryOut(line.command(), line);
        } catch (NotUnderstood misuse) {
            errors.println(misuse.getMessage());
            errors.println();
            errors.print(CommandLine.USAGE);
            return NOT_UNDERSTOOD;
        } catch (UnsafeSettings lacking) {
            errors.println(lacking.getMessage());
            lacking.remedies().forEach(errors::println);
            return NOT_UNDERSTOOD;
        }
    }

    private int carryOut(Command command, CommandLine line) {
        try (ConfigurableApplicationContext context = settings(line.settings())) {
            RequiredSettings.requireDatabase(context.getEnvironment());
            Report report = carriedOut(command, context.getEnvironment());
            report.lines().forEach(thing -> out.println(line.asksForJson() ? thing.json() : thing.text()));
            return report.isWell() ? DONE : NOT_DONE;
        } catch (UnsafeSettings lacking) {
            throw lacking;
        } catch (RuntimeException failure) {
            errors.println("Not done, or not known to be: " + failure);
            return NOT_DONE;
        }
    }

    /** The environment that the service would have, and no bean of its: not those either that were chosen for it beforehand. */
    private static ConfigurableApplicationContext settings(List<String> given) {
        SpringProperties.setProperty(AotDetector.AOT_ENABLED, "false");
        return new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .profiles("operator")
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run(given.toArray(String[]::new));
    }

    private static final class Nothing {}

    private static Report carriedOut(Command command, Environment environment) {
        Binder settings = Binder.get(environment);
        Database database = settings.bind("passerelle.database", Database.class).get();
        PaceRules rules = settings.bind("passerelle.pace", PaceRules.class).get();
        ConnectionPool connections = database.openForWorkers();
        try {
            InstantSource clock = InstantSource.system();
            OperatorDesk desk = new OperatorDesk(Persistence.over(connections, clock, noSeal()), rules, clock);
            return Objects.requireNonNull(desk.carryOut(command).block(PATIENCE));
        } finally {
            connections.dispose();
        }
    }

    /** No command reads a secret: a seal that opens none of them makes sure. */
    private static SecretSeal noSeal() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new SecretSeal(key);
    }
}
