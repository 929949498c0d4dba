package fr.passerelle.requests;

import fr.passerelle.journal.SaveOutcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells what the administration's silence makes due, on the day on which it is: legal time passes while the platform is down,
 * the tenant paused or the request in quarantine. It needs neither the platform nor a lease: whoever changes the request
 * meanwhile goes first, and it comes again in the next round. Two replicas at once do no harm.
 */
public final class WatchTimers {
    private static final int PAGE = 200;
    private static final int AT_ONCE = 4;
    private static final int PAGES_AHEAD = 1;

    private final Agenda agenda;
    private final Dossiers dossiers;
    private final Requests requests;
    private final InstantSource clock;

    public WatchTimers(Agenda agenda, Dossiers dossiers, Requests requests, InstantSource clock) {
        this.agenda = agenda;
        this.dossiers = dossiers;
        this.requests = requests;
        this.clock = clock;
    }

    /** Goes once through all that is due. One that fails keeps no other waiting, and fails the round at its end. */
    public Mono<Void> look() {
        return Flux.defer(() -> due(clock.instant()))
                .flatMapDelayError(this::tell, AT_ONCE, AT_ONCE)
                .then();
    }

    private Flux<Agenda.Entry> due(Instant now) {
        return agenda.due(now, Optional.empty(), PAGE)
                .expand(page -> page.size() < PAGE ? Mono.empty() : agenda.due(now, Optional.of(page.getLast()), PAGE))
                .concatMapIterable(page -> page, PAGES_AHEAD);
    }

    /** All of a request, one step after the other. */
    private Mono<Void> tell(Agenda.Entry entry) {
        return dossiers.find(entry.tenant(), entry.request())
                .flatMap(this::step)
                .filter(this::isDueAgain)
                .flatMap(_ -> tell(entry));
    }

    /** The request after the step; empty when it was overtaken. */
    private Mono<AuthorisationRequest> step(Dossier dossier) {
        Change change = Telling.step(dossier.request(), dossier.openTasks(), clock.instant());
        return requests.save(change)
                .filter(SaveOutcome.Stored.class::isInstance)
                .map(_ -> change.next());
    }

    private boolean isDueAgain(AuthorisationRequest request) {
        return request.nextTimer().filter(at -> !at.isAfter(clock.instant())).isPresent();
    }
}
