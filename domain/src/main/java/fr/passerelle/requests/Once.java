package fr.passerelle.requests;

import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Idempotencies;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.requests.Outcome.Done;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Carries a command out once per idempotency key, and turns how a save ended into how the command ended. */
final class Once {
    /** More than the documents of one request, which clients upload at once. */
    private static final int MOST_TIMES = 50;

    private final Requests requests;
    private final Idempotencies idempotencies;

    Once(Requests requests, Idempotencies idempotencies) {
        this.requests = requests;
        this.idempotencies = idempotencies;
    }

    /** Answers a repeated call from the first one; otherwise runs the command, whose save checks the key again. */
    Mono<Outcome> run(TenantId tenant, @Nullable Idempotency key, Supplier<Mono<Outcome>> command) {
        if (key == null) {
            return Mono.defer(command);
        }
        return idempotencies.find(tenant, key).flatMap(earlier -> answer(tenant, earlier, command));
    }

    /**
     * Runs a command that does nothing before its save, and that save checks the key: only when the command does not get
     * through is the key looked up, since it may have got through before.
     */
    Mono<Outcome> orEarlier(TenantId tenant, Idempotency key, Mono<Outcome> command) {
        return command.flatMap(
                outcome -> outcome instanceof Done ? Mono.just(outcome) : run(tenant, key, () -> Mono.just(outcome)));
    }

    private Mono<Outcome> answer(TenantId tenant, Idempotencies.Earlier earlier, Supplier<Mono<Outcome>> command) {
        return switch (earlier) {
            case Idempotencies.Earlier.None() -> command.get();
            case Idempotencies.Earlier.Same(var subject) -> replayed(tenant, new RequestId(subject));
            case Idempotencies.Earlier.Other() -> Mono.just(new Outcome.KeyReused());
        };
    }

    /**
     * Runs a command that names no version: overtaken by a look at the platform, or by another command, it decides again on
     * what is there now.
     */
    static Mono<Outcome> untilThrough(Mono<Outcome> command) {
        return untilThrough(command, Outcome.Stale.class::isInstance);
    }

    /**
     * Runs a command until it ends as something else than overtaken.
     *
     * @param isOvertaken tells such an end
     */
    static <T> Mono<T> untilThrough(Mono<T> command, Predicate<? super T> isOvertaken) {
        return command.repeat(MOST_TIMES).takeUntil(isOvertaken.negate()::test).last();
    }

    Mono<Outcome> save(Change change) {
        return requests.save(change).flatMap(outcome -> outcomeOf(change, outcome));
    }

    private Mono<Outcome> outcomeOf(Change change, SaveOutcome outcome) {
        TenantId tenant = change.next().tenant();
        return switch (outcome) {
            case SaveOutcome.Stored() -> Mono.just(new Done(change.next(), false));
            case SaveOutcome.Replayed(var subject) -> replayed(tenant, new RequestId(subject));
            case SaveOutcome.Stale() -> stale(tenant, change.next().id());
            case SaveOutcome.KeyReused() -> Mono.just(new Outcome.KeyReused());
            case SaveOutcome.KeyInFlight() -> Mono.just(new Outcome.KeyInFlight());
            case SaveOutcome.ReferenceTaken(var holder) -> Mono.just(new Outcome.ReferenceTaken(holder));
            case SaveOutcome.Duplicate(var original, var certain) ->
                Mono.just(new Outcome.Duplicate(new RequestId(original), certain));
            case SaveOutcome.LeaseLost() -> throw new IllegalStateException("a command has no lease to lose");
        };
    }

    private Mono<Outcome> replayed(TenantId tenant, RequestId id) {
        return requests.find(tenant, id)
                .<Outcome>map(request -> new Done(request, true))
                .defaultIfEmpty(new Outcome.NotFound("request"));
    }

    private Mono<Outcome> stale(TenantId tenant, RequestId id) {
        return requests.find(tenant, id)
                .<Outcome>map(request -> new Outcome.Stale(request.version()))
                .defaultIfEmpty(new Outcome.NotFound("request"));
    }
}
