package fr.passerelle.requests;

import fr.passerelle.platform.Draft;
import fr.passerelle.platform.DraftDeletion;
import fr.passerelle.platform.DraftNumber;
import fr.passerelle.platform.DraftReading;
import fr.passerelle.platform.Platform;
import fr.passerelle.platform.PlatformRefusal;
import fr.passerelle.platform.PlatformUnavailable;
import java.time.InstantSource;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What earlier tries to file a request left on the platform: drafts that bear its reference, and that nobody submitted. */
final class Leftovers {
    private final Platform platform;
    private final Requests requests;
    private final InstantSource clock;

    Leftovers(Platform platform, Requests requests, InstantSource clock) {
        this.platform = platform;
        this.requests = requests;
        this.clock = clock;
    }

    /** How the ground looks once it was cleared. Of several drafts the worst counts. */
    enum Ground {
        CLEAR,
        /** A draft could not be deleted. It does no harm: no sender of ours holds it any more. */
        LITTERED,
        /** Someone submitted a draft of ours: its file will appear. */
        SUBMITTED
    }

    Mono<List<Draft>> find(FileRequest.Filing filing) {
        return platform.drafts(
                filing.session(), filing.establishment(), filing.request().platformReference());
    }

    /** Deletes the drafts, and gives up the attempt that was being prepared unless its draft was submitted. */
    Mono<Ground> clear(FileRequest.Filing filing, List<Draft> drafts) {
        return Flux.fromIterable(drafts)
                .concatMap(draft -> delete(filing, draft.number()))
                .concatWith(Mono.defer(() -> preparedDraft(filing, drafts)))
                .reduce(Ground.CLEAR, Leftovers::worse)
                .flatMap(ground -> ground == Ground.SUBMITTED
                        ? Mono.just(ground)
                        : giveUp(filing).thenReturn(ground));
    }

    private Mono<Ground> delete(FileRequest.Filing filing, DraftNumber draft) {
        return platform.deleteDraft(filing.session(), draft)
                .map(deletion -> deletion == DraftDeletion.ALREADY_SUBMITTED ? Ground.SUBMITTED : Ground.CLEAR)
                .onErrorReturn(PlatformRefusal.class, Ground.LITTERED)
                .onErrorReturn(
                        failure -> failure instanceof PlatformUnavailable down && !down.isHeldBack(), Ground.LITTERED);
    }

    /** A draft that is no longer listed may have been submitted on the portal, before its file is to be seen. */
    private Mono<Ground> preparedDraft(FileRequest.Filing filing, List<Draft> drafts) {
        return filing.prepared()
                .map(attempt -> Forms.given(attempt.draft(), "draft"))
                .filter(number ->
                        drafts.stream().noneMatch(draft -> draft.number().equals(number)))
                .map(number -> platform.readDraft(
                                filing.session(), number, filing.establishment().siren())
                        .map(Leftovers::seen))
                .orElseGet(() -> Mono.just(Ground.CLEAR));
    }

    private static Ground seen(DraftReading reading) {
        return reading instanceof DraftReading.Present(var draft) && draft.submitted()
                ? Ground.SUBMITTED
                : Ground.CLEAR;
    }

    private static Ground worse(Ground one, Ground other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private Mono<Void> giveUp(FileRequest.Filing filing) {
        return filing.prepared()
                .map(attempt -> attempt.closed(Attempt.State.ABANDONED, null, "given_up", null, clock.instant()))
                .map(closed -> Change.from(filing.request())
                        .attempt(closed)
                        .under(filing.claim())
                        .build())
                .map(change -> requests.save(change).flatMap(WorkOvertaken::unlessStored))
                .orElseGet(Mono::empty);
    }
}
