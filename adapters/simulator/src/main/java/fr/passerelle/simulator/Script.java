package fr.passerelle.simulator;

import fr.passerelle.simulator.Outcome.FieldError;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/**
 * What goes wrong in a whole run. Whether the n-th call of an operation is struck by a fault follows from the seed, the
 * fault, the operation and n alone: with the same seed the same calls are struck, as far as calls come in the same order.
 * Bursts count in real time from when the script was given, since a portal whose clock is moved is not the sooner mended.
 */
final class Script {
    static final Script NONE = new Script(0, List.of());

    private final long seed;
    private final List<Rule> rules;
    private final long begun = System.nanoTime();
    private final ConcurrentMap<Turns, AtomicLong> turns = new ConcurrentHashMap<>();
    private final ConcurrentMap<Rule, AtomicLong> struck = new ConcurrentHashMap<>();

    Script(long seed, List<Rule> rules) {
        this.seed = seed;
        this.rules = List.copyOf(rules);
    }

    /** A stretch of time, counted from the beginning of the script. */
    record Burst(Duration begin, Duration length) {
        boolean covers(Duration elapsed) {
            return elapsed.compareTo(begin) >= 0 && elapsed.compareTo(begin.plus(length)) < 0;
        }
    }

    /**
     * When one fault strikes.
     *
     * @param probability of a call in its turn
     * @param every of so many calls one has its turn
     * @param bursts outside of which it does not strike; none means always
     * @param most how often it strikes at most
     */
    record Rule(
            FaultKind kind, Set<Operation> operations, double probability, long every, List<Burst> bursts, long most) {
        Rule {
            operations = Set.copyOf(operations);
            bursts = List.copyOf(bursts);
        }

        private boolean isOn(Duration elapsed) {
            return bursts.isEmpty() || bursts.stream().anyMatch(burst -> burst.covers(elapsed));
        }
    }

    private record Turns(Rule rule, Operation operation) {}

    /** A fault's turn to strike; who does not use it gives it back. */
    record Turn(FaultKind kind, long draw, AtomicLong struck, long most) {
        /** False when the fault has struck as often as it may. */
        boolean take() {
            return struck.getAndUpdate(times -> Math.min(times + 1, most)) < most;
        }

        void giveBack() {
            struck.decrementAndGet();
        }
    }

    /** What strikes the next call of an operation: the first of the rules that does. Every rule counts the call. */
    Optional<Turn> next(Operation operation) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
        List<Turn> due = rules.stream()
                .filter(rule -> rule.operations().contains(operation))
                .flatMap(rule -> turn(rule, operation, elapsed).stream())
                .toList();
        return due.stream().filter(Turn::take).findFirst();
    }

    private Optional<Turn> turn(Rule rule, Operation operation, Duration elapsed) {
        long n = turns.computeIfAbsent(new Turns(rule, operation), any -> new AtomicLong())
                .incrementAndGet();
        AtomicLong count = struck.computeIfAbsent(rule, any -> new AtomicLong());
        SplittableRandom random = random(rule, operation, n);
        boolean isDue = n % rule.every() == 0 && random.nextDouble() < rule.probability();
        return isDue && rule.isOn(elapsed)
                ? Optional.of(new Turn(rule.kind(), random.nextLong(), count, rule.most()))
                : Optional.empty();
    }

    private SplittableRandom random(Rule rule, Operation operation, long n) {
        long mixed = seed;
        for (long part : new long[] {rules.indexOf(rule), rule.kind().ordinal(), operation.ordinal(), n}) {
            mixed = new SplittableRandom(mixed * 31 + part).nextLong();
        }
        return new SplittableRandom(mixed);
    }

    /** When the portal does not listen. */
    List<Burst> closures() {
        return rules.stream()
                .filter(rule -> rule.kind() == FaultKind.PORTAL_CLOSED)
                .flatMap(rule -> rule.bursts().stream())
                .toList();
    }

    /** Reads a script, and gathers every error before it refuses. */
    static Outcome<Script> read(JsonNode body) {
        List<FieldError> errors = new ArrayList<>();
        if (!body.path("graine").isIntegralNumber()) {
            errors.add(new FieldError("graine", "Un nombre entier est attendu."));
        }
        List<Rule> rules = new ArrayList<>();
        List<JsonNode> given = body.path("fautes").valueStream().toList();
        for (int i = 0; i < given.size(); i++) {
            Reading reading = new Reading("fautes/" + i, given.get(i), errors);
            reading.read().ifPresent(rules::add);
        }
        return errors.isEmpty()
                ? Outcome.done(new Script(body.path("graine").longValue(), rules))
                : new Outcome.Refused<>(Refusal.REQUETE_INVALIDE, errors);
    }

    /** One reading of a rule. */
    private record Reading(String place, JsonNode rule, List<FieldError> errors) {

        Optional<Rule> read() {
            Optional<FaultKind> kind = FaultKind.of(rule.path("code").asString(""));
            if (kind.isEmpty()) {
                error("code", "Faute inconnue du simulateur.");
            }
            return kind.map(this::ruleOf);
        }

        private Rule ruleOf(FaultKind kind) {
            return new Rule(
                    kind,
                    operations(kind),
                    probability(),
                    atLeastOne("tous_les", 1),
                    bursts(),
                    atLeastOne("au_plus", Long.MAX_VALUE));
        }

        private Set<Operation> operations(FaultKind kind) {
            if (!rule.has("operations")) {
                return kind.operations();
            }
            Set<Operation> operations = EnumSet.noneOf(Operation.class);
            rule.path("operations").valueStream().forEach(name -> operations.add(operation(kind, name.asString(""))));
            return operations;
        }

        private Operation operation(FaultKind kind, String name) {
            Optional<Operation> operation = Operation.of(name).filter(kind::canStrike);
            if (operation.isEmpty()) {
                error("operations", name + " n'est pas une opération que cette faute peut frapper.");
            }
            return operation.orElse(Operation.UNKNOWN);
        }

        private double probability() {
            double probability = rule.path("probabilite").asDouble(1);
            if (!(probability >= 0 && probability <= 1)) {
                error("probabilite", "Entre 0 et 1.");
            }
            return probability;
        }

        private long atLeastOne(String field, long otherwise) {
            long number = rule.path(field).asLong(otherwise);
            if (number < 1) {
                error(field, "Au moins 1.");
            }
            return Math.max(1, number);
        }

        private List<Burst> bursts() {
            return rule.path("rafales").valueStream().map(this::burst).toList();
        }

        private Burst burst(JsonNode burst) {
            return new Burst(duration(burst, "debut"), duration(burst, "duree"));
        }

        private Duration duration(JsonNode burst, String field) {
            try {
                return Duration.parse(burst.path(field).asString("").toUpperCase(Locale.ROOT));
            } catch (DateTimeException e) {
                error("rafales", "Durée ISO 8601 attendue : " + field);
                return Duration.ZERO;
            }
        }

        private void error(String field, String message) {
            errors.add(new FieldError(place + "/" + field, message));
        }
    }
}
