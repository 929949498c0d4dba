package fr.passerelle.workers;

import fr.passerelle.webhooks.Deliver;
import fr.passerelle.webhooks.Deliver.Attempted;
import fr.passerelle.webhooks.Deliver.Verdict;
import fr.passerelle.webhooks.Delivery;
import fr.passerelle.webhooks.DeliveryTurns;
import fr.passerelle.webhooks.DeliveryTurns.Due;
import fr.passerelle.webhooks.DeliveryTurns.Opened;
import fr.passerelle.webhooks.DeliveryTurns.Page;
import fr.passerelle.webhooks.DeliveryTurns.Pick;
import fr.passerelle.webhooks.DeliveryTurns.Step;
import fr.passerelle.webhooks.Endpoint;
import fr.passerelle.webhooks.EndpointState;
import fr.passerelle.webhooks.Health;
import fr.passerelle.webhooks.SigningKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One turn of one endpoint: reads what is due, posts it side by side, and stores what became of it as it comes, while the next
 * events are read. What is posted and not stored when the process dies is posted again by the next turn.
 */
final class DeliveryRun {
    private static final Logger log = LoggerFactory.getLogger(DeliveryRun.class);
    /** An outcome waits for others no longer than this before it is stored. */
    private static final Duration GATHERING = Duration.ofMillis(50);
    /** An endpoint that has failed just now is sent no more than this. */
    private static final int FEW = 8;

    private final DeliveryTurns turns;
    private final Deliver deliver;
    private final DeliverySettings settings;
    private final InstantSource clock;
    private final DeliveryMeters meters;
    private final Opened opened;
    private final SigningKeys keys;
    private final Plan plan;
    private final Progress progress;
    private final long endsAt;
    private volatile boolean ending;
    private volatile boolean lost;
    private Endpoint endpoint;
    private Health health;
    private Optional<Instant> probeAt = Optional.empty();

    /**
     * What a turn does.
     *
     * @param pending how many messages at most are tried again
     * @param page how many events are read at a time; none where zero
     * @param isLong whether it goes on to the next page
     */
    private record Plan(Pick pick, int pending, int page, boolean isLong, int atOnce) {
        static Plan of(Opened opened, DeliverySettings settings) {
            if (opened.endpoint().state() instanceof EndpointState.Unverified) {
                return new Plan(Pick.QUESTION, 1, 0, false, 1);
            }
            if (opened.health().isFailing()) {
                return new Plan(Pick.LONGEST_UNTRIED, 1, 1, false, 1);
            }
            if (opened.health().isInTrouble()) {
                return new Plan(Pick.DUE, FEW, FEW, false, FEW);
            }
            return new Plan(Pick.DUE, settings.page() / 2, settings.page(), true, settings.messagesAtOnce());
        }
    }

    DeliveryRun(
            DeliveryTurns turns,
            Deliver deliver,
            DeliverySettings settings,
            InstantSource clock,
            DeliveryMeters meters,
            Opened opened) {
        this.turns = turns;
        this.deliver = deliver;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        this.opened = opened;
        this.endpoint = opened.endpoint();
        this.health = opened.health();
        this.keys = deliver.keys(endpoint);
        this.plan = Plan.of(opened, settings);
        this.progress = new Progress(opened.position());
        this.endsAt = System.nanoTime() + settings.turn().toNanos();
    }

    /** Posts until nothing is left, the turn is over or the endpoint fails; then gives the turn back. */
    Mono<Void> run() {
        return due().takeWhile(_ -> !isEnding())
                .flatMap(this::attempt, plan.atOnce(), 1)
                .bufferTimeout(settings.page(), GATHERING, true)
                .concatMap(this::store, 1)
                .takeUntil(_ -> lost)
                .then(Mono.defer(this::giveBack));
    }

    /** Begins nothing more; what is under way is still stored. */
    void end() {
        ending = true;
    }

    private boolean isEnding() {
        return ending || System.nanoTime() - endsAt > 0;
    }

    private Flux<Due> due() {
        return turns.pending(opened, plan.pick(), clock.instant(), plan.pending())
                .flatMapMany(this::withEvents);
    }

    /** New events wait while there is more to be tried again than fits in a turn. */
    private Flux<Due> withEvents(List<Due> pending) {
        boolean isFull = pending.size() == plan.pending() || plan.page() == 0;
        return isFull ? Flux.fromIterable(pending) : Flux.fromIterable(pending).concatWith(events());
    }

    private Flux<Due> events() {
        return page(opened.position())
                .expand(this::nextPage)
                .concatMapIterable(Page::events, 1)
                .map(Due::first);
    }

    private Mono<Page> nextPage(Page page) {
        return plan.isLong() && page.hasMore() && !isEnding() ? page(page.upTo()) : Mono.empty();
    }

    private Mono<Page> page(long after) {
        return turns.events(opened, after, plan.page()).doOnNext(progress::read);
    }

    private Mono<Attempted> attempt(Due due) {
        return deliver.attempt(opened.endpoint(), keys, due)
                .doOnNext(attempted -> meters.count(attempted, due, clock.instant()));
    }

    private Mono<Boolean> store(List<Attempted> attempts) {
        List<Delivery> outcomes = attempts.stream().map(Attempted::delivery).toList();
        Verdict verdict = deliver.judge(endpoint, health, attempts);
        outcomes.forEach(outcome -> progress.done(outcome.position()));
        health = verdict.health();
        probeAt = verdict.probeAt();
        ending = ending || !verdict.isGoingOn();
        return store(new Step(outcomes, progress.position(), health, probeAt, verdict.change(), false))
                .doOnNext(ours -> note(ours, verdict));
    }

    private void note(boolean ours, Verdict verdict) {
        if (ours) {
            verdict.change().ifPresent(change -> tell(change.next()));
        }
    }

    private void tell(Endpoint next) {
        endpoint = next;
        switch (next.state()) {
            case EndpointState.Disabled(var _, var reason, var _) ->
                log.warn(
                        "webhook endpoint {} of tenant {} is disabled: {}, last answer {}",
                        next.id(),
                        next.tenant(),
                        reason,
                        health.lastFailure());
            case EndpointState.Enabled(var _) ->
                log.info(
                        "webhook endpoint {} of tenant {} is {}",
                        next.id(),
                        next.tenant(),
                        health.isFailing() ? "failing" : "verified");
            case EndpointState.Unverified(var _) -> {}
        }
    }

    private Mono<Void> giveBack() {
        return lost
                ? Mono.empty()
                : store(new Step(List.of(), progress.position(), health, probeAt, Optional.empty(), true))
                        .then();
    }

    private Mono<Boolean> store(Step step) {
        return turns.store(opened.turn(), step, settings.lease()).doOnNext(ours -> lost = !ours);
    }
}
