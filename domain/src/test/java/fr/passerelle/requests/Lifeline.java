package fr.passerelle.requests;

import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.platform.Exchange;
import fr.passerelle.platform.PlatformUnavailable;
import fr.passerelle.platform.SessionEnded;
import fr.passerelle.platform.SubmitAnswer;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Counts the calls of the workers to what surrounds them, and breaks one of them when a test says so. */
final class Lifeline {
    /** What can befall one call. */
    enum Fault {
        /** The platform does not take the call. */
        UNREACHABLE(false),
        /** The platform took the call, and its answer is lost. */
        ANSWER_LOST(true),
        /** The platform took the call, and shows the page of another employer. */
        PAGE_OF_ANOTHER_EMPLOYER(true),
        /** The session ends before the call. */
        SESSION_ENDED(false),
        /** The process ends before the call. */
        DEATH_BEFORE(false),
        /** The process ends once the call has had its effect. */
        DEATH_AFTER(true);

        private final boolean hadEffect;

        Fault(boolean hadEffect) {
            this.hadEffect = hadEffect;
        }

        boolean isDeath() {
            return this == DEATH_BEFORE || this == DEATH_AFTER;
        }
    }

    /** The process ended there: no code of ours may catch it. */
    static final class Death extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Death() {
            super("the process ended", null, false, false);
        }
    }

    private @Nullable Fault fault;
    private int left;
    private int calls;
    private @Nullable String heldCall;
    private Mono<Void> held = Mono.empty();

    /** The call of this number from now on, from one, meets the fault. Saves count for deaths alone. */
    void strike(int number, Fault what) {
        left = number;
        fault = what;
    }

    /** Nothing befalls any call from now on. */
    void spare() {
        fault = null;
    }

    /** The next call of this name is not made before the given moment. */
    void hold(String name, Mono<Void> moment) {
        heldCall = name;
        held = moment;
    }

    private Mono<Void> held(String name) {
        if (!name.equals(heldCall)) {
            return Mono.empty();
        }
        heldCall = null;
        return held;
    }

    /** How many calls there were, saves among them. */
    int calls() {
        return calls;
    }

    <T> Mono<T> call(String name, Mono<T> call) {
        return Mono.defer(() -> {
            Fault met = next();
            return met == null ? held(name).then(call) : after(met, call).then(Mono.error(() -> error(met, name)));
        });
    }

    Mono<SubmitAnswer> sending(String name, Mono<SubmitAnswer> sending) {
        return Mono.defer(() -> {
            Fault met = next();
            return met == null ? held(name).then(sending) : after(met, sending).then(answer(met, name));
        });
    }

    Mono<SaveOutcome> save(Mono<SaveOutcome> saving) {
        return fault != null && !fault.isDeath() ? saving : call("save", saving);
    }

    private @Nullable Fault next() {
        calls++;
        left--;
        if (left != 0) {
            return null;
        }
        Fault met = fault;
        fault = null;
        return met;
    }

    private static Mono<?> after(Fault met, Mono<?> call) {
        return met.hadEffect ? call : Mono.empty();
    }

    private static Mono<SubmitAnswer> answer(Fault met, String name) {
        Exchange exchange = new Exchange(name, Instant.EPOCH, null, null, Map.of(), new byte[0]);
        return switch (met) {
            case UNREACHABLE ->
                Mono.just(new SubmitAnswer.NotSent(PlatformUnavailable.Fault.UNREACHABLE, "unreachable", exchange));
            case ANSWER_LOST, PAGE_OF_ANOTHER_EMPLOYER, SESSION_ENDED ->
                Mono.just(new SubmitAnswer.Unknown("timeout", exchange));
            case DEATH_BEFORE, DEATH_AFTER -> Mono.error(new Death());
        };
    }

    private static Throwable error(Fault met, String name) {
        return switch (met) {
            case UNREACHABLE -> new PlatformUnavailable(name, PlatformUnavailable.Fault.UNREACHABLE, null);
            case ANSWER_LOST -> new PlatformUnavailable(name, PlatformUnavailable.Fault.TIMEOUT, null);
            case PAGE_OF_ANOTHER_EMPLOYER -> PlatformUnavailable.showingSomebodyElse(name);
            case SESSION_ENDED -> new SessionEnded(name);
            case DEATH_BEFORE, DEATH_AFTER -> new Death();
        };
    }
}
