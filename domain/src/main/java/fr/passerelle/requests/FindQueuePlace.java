package fr.passerelle.requests;

import fr.passerelle.pace.Outlook;
import fr.passerelle.pace.Pace;
import fr.passerelle.work.Pauses;
import fr.passerelle.work.WorkQueue;
import java.time.InstantSource;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Explains to whoever waits for a filing where it stands in the queue, and when it will be filed as far as can be said. */
public final class FindQueuePlace {
    private final WorkQueue queue;
    private final Pauses pauses;
    private final Pace pace;
    private final InstantSource clock;

    public FindQueuePlace(WorkQueue queue, Pauses pauses, Pace pace, InstantSource clock) {
        this.queue = queue;
        this.pauses = pauses;
        this.pace = pace;
        this.clock = clock;
    }

    /** Empty when the request does not wait to be filed. */
    public Mono<QueuePlace> of(AuthorisationRequest request) {
        return request.state() instanceof RequestState.Queued
                ? queue.place(request.tenant(), request.id(), clock.instant())
                        .flatMap(place -> explained(request, place))
                : Mono.empty();
    }

    private Mono<QueuePlace> explained(AuthorisationRequest request, WorkQueue.Place place) {
        return pauses.of(request.tenant())
                .map(_ -> new QueuePlace(
                        place.rank(), place.deadline(), Optional.empty(), Optional.of(QueuePlace.Hold.PAUSED)))
                .switchIfEmpty(Mono.defer(() -> expected(place)));
    }

    private Mono<QueuePlace> expected(WorkQueue.Place place) {
        return pace.outlook(place.rank())
                .map(outlook -> new QueuePlace(
                        place.rank(),
                        place.deadline(),
                        Optional.of(clock.instant().plus(outlook.in())),
                        outlook.hold().map(FindQueuePlace::hold)));
    }

    private static QueuePlace.Hold hold(Outlook.Hold hold) {
        return switch (hold) {
            case PLATFORM_DOWN -> QueuePlace.Hold.PLATFORM_DOWN;
            case PLATFORM_BUSY -> QueuePlace.Hold.PLATFORM_BUSY;
        };
    }
}
