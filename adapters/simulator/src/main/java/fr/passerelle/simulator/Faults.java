package fr.passerelle.simulator;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Decides, before an operation acts, what will go wrong with it: what its header asks for, or else what was wished upon its
 * filing, once, or else what the script of the run says.
 */
final class Faults {
    private final Portal portal;
    private final PortalClock clock;
    private final Strikes strikes;
    private final Set<Wish> fulfilled = ConcurrentHashMap.newKeySet();
    private final AtomicLong asked = new AtomicLong();
    private volatile Script script = Script.NONE;

    Faults(Portal portal, PortalClock clock, Strikes strikes) {
        this.portal = portal;
        this.clock = clock;
        this.strikes = strikes;
    }

    /** A fault that was wished upon the draft or the file of this number. */
    private record Wish(String number, FaultKind kind) {}

    /** What strikes one call: without a kind, nothing does. */
    record Strike(Optional<FaultKind> kind, Fault fault, Runnable whenSpared) {
        static final Strike NONE = new Strike(Optional.empty(), new Fault.None(), () -> {});
    }

    void follow(Script next) {
        script = next;
    }

    void clear() {
        script = Script.NONE;
        fulfilled.clear();
        strikes.clear();
    }

    Strike of(Operation operation, Call call) {
        return asked(operation, call)
                .or(() -> wished(operation, call))
                .or(() -> scripted(operation, call))
                .orElse(Strike.NONE);
    }

    private Optional<Strike> asked(Operation operation, Call call) {
        return call.fate()
                .toOptional()
                .flatMap(fate -> fate.flatMap(f -> Optional.ofNullable(f.fault())))
                .filter(kind -> kind.canStrike(operation))
                .map(kind -> strike(kind, call, asked.getAndIncrement(), () -> {}));
    }

    private Optional<Strike> wished(Operation operation, Call call) {
        if (call.header("X-Scenario").isPresent()) {
            return Optional.empty();
        }
        return operation
                .filingOf(call)
                .flatMap(number -> portal.fateOf(number)
                        .flatMap(fate -> Optional.ofNullable(fate.fault()))
                        .filter(kind -> kind.strikesFilingAt(operation))
                        .map(kind -> new Wish(number, kind)))
                .filter(fulfilled::add)
                .map(wish -> strike(wish.kind(), call, wish.number().hashCode(), () -> fulfilled.remove(wish)));
    }

    private Optional<Strike> scripted(Operation operation, Call call) {
        return script.next(operation).map(turn -> strike(turn.kind(), call, turn.draw(), turn::giveBack));
    }

    private Strike strike(FaultKind kind, Call call, long draw, Runnable whenSpared) {
        Scene scene = new Scene(portal, call, clock.instant(), draw);
        return new Strike(Optional.of(kind), kind.on(scene), whenSpared);
    }

    /** Notes what became of a strike. */
    void settle(Strike strike, Operation operation, boolean isHarmful) {
        if (isHarmful) {
            strike.kind().ifPresent(kind -> strikes.count(kind, operation.code()));
        } else {
            strike.whenSpared().run();
        }
    }
}
