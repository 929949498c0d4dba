package fr.passerelle.anef;

import fr.passerelle.parties.Siren;
import fr.passerelle.parties.Siret;
import fr.passerelle.platform.Attachment;
import fr.passerelle.platform.ComplementSubmission;
import fr.passerelle.platform.Credentials;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.Draft;
import fr.passerelle.platform.DraftCreation;
import fr.passerelle.platform.DraftDeletion;
import fr.passerelle.platform.DraftNumber;
import fr.passerelle.platform.DraftReading;
import fr.passerelle.platform.Exchange;
import fr.passerelle.platform.FilePage;
import fr.passerelle.platform.FileReading;
import fr.passerelle.platform.FileSearch;
import fr.passerelle.platform.FilingForm;
import fr.passerelle.platform.LogIn;
import fr.passerelle.platform.Platform;
import fr.passerelle.platform.PlatformUnavailable;
import fr.passerelle.platform.PlatformUnavailable.Fault;
import fr.passerelle.platform.PortalState;
import fr.passerelle.platform.Session;
import fr.passerelle.platform.Submission;
import fr.passerelle.platform.SubmitAnswer;
import fr.passerelle.platform.Upload;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Protects the platform from us and us from it, and times every call. It repeats nothing. What it holds back itself
 * was not sent; what it gives up on while under way may have been.
 */
final class GuardedPlatform implements Platform {
    private final Platform platform;
    private final Guards guards;
    private final CallTimer timer;
    private final SecurityWatch watch;
    private final InstantSource clock;

    GuardedPlatform(Platform platform, Guards guards, CallTimer timer, SecurityWatch watch, InstantSource clock) {
        this.platform = platform;
        this.guards = guards;
        this.timer = timer;
        this.watch = watch;
        this.clock = clock;
    }

    @Override
    public Mono<LogIn> logIn(Credentials credentials) {
        return call(Operation.LOG_IN, () -> platform.logIn(credentials));
    }

    @Override
    public Mono<Void> logOut(Session session) {
        return call(Operation.LOG_OUT, () -> platform.logOut(session));
    }

    @Override
    public Mono<DraftCreation> createDraft(Session session, FilingForm form) {
        return call(Operation.CREATE_DRAFT, () -> platform.createDraft(session, form));
    }

    @Override
    public Mono<List<Draft>> drafts(Session session, Siret establishment, String reference) {
        return call(Operation.DRAFTS, () -> platform.drafts(session, establishment, reference));
    }

    @Override
    public Mono<DraftReading> readDraft(Session session, DraftNumber draft, Siren employer) {
        return call(Operation.READ_DRAFT, () -> platform.readDraft(session, draft, employer));
    }

    @Override
    public Mono<Attachment> attach(Session session, DraftNumber draft, Upload document) {
        return call(Operation.ATTACH, () -> platform.attach(session, draft, document));
    }

    @Override
    public Mono<DraftDeletion> deleteDraft(Session session, DraftNumber draft) {
        return call(Operation.DELETE_DRAFT, () -> platform.deleteDraft(session, draft));
    }

    @Override
    public Mono<SubmitAnswer> submit(Session session, Submission submission) {
        return send(Operation.SUBMIT, () -> platform.submit(session, submission));
    }

    @Override
    public Mono<FilePage> filePage(Session session, FileSearch search, int number) {
        return call(Operation.FILES, () -> platform.filePage(session, search, number));
    }

    @Override
    public Mono<FileReading> readFile(Session session, DepositNumber deposit, @Nullable Siren employer) {
        return call(Operation.READ_FILE, () -> platform.readFile(session, deposit, employer));
    }

    @Override
    public Mono<Attachment> attachToComplement(Session session, DepositNumber deposit, int number, Upload document) {
        return call(
                Operation.ATTACH_TO_COMPLEMENT, () -> platform.attachToComplement(session, deposit, number, document));
    }

    @Override
    public Mono<SubmitAnswer> sendComplement(Session session, ComplementSubmission complement) {
        return send(Operation.SEND_COMPLEMENT, () -> platform.sendComplement(session, complement));
    }

    @Override
    public Mono<byte[]> attestation(Session session, DepositNumber deposit) {
        return call(Operation.ATTESTATION, () -> platform.attestation(session, deposit));
    }

    @Override
    public Mono<byte[]> decision(Session session, DepositNumber deposit) {
        return call(Operation.DECISION, () -> platform.decision(session, deposit));
    }

    @Override
    public Mono<PortalState> state() {
        return call(Operation.STATE, platform::state);
    }

    private <T> Mono<T> call(Operation operation, Supplier<Mono<T>> call) {
        Mono<T> guarded =
                guards.guard(operation.lane(), Mono.defer(call)).onErrorMap(error -> ofThePort(operation, error));
        return timer.time(operation, guarded).doOnError(error -> watch.see(operation, error));
    }

    private Mono<SubmitAnswer> send(Operation operation, Supplier<Mono<SubmitAnswer>> call) {
        Mono<SubmitAnswer> guarded = guards.guard(operation.lane(), Mono.defer(call))
                .map(guards::patient)
                .onErrorResume(error -> Mono.just(ended(operation, error)));
        return timer.time(operation, guarded).doOnNext(answer -> watch.see(operation, answer));
    }

    private Throwable ofThePort(Operation operation, Throwable error) {
        return switch (error) {
            case CallNotPermittedException _ -> heldBack(operation);
            case BulkheadFullException _ -> heldBack(operation);
            case TimeoutException _ -> new PlatformUnavailable(operation.code(), Fault.TIMEOUT, null);
            case PlatformUnavailable unavailable -> guards.patient(unavailable);
            default -> error;
        };
    }

    private static PlatformUnavailable heldBack(Operation operation) {
        return new PlatformUnavailable(operation.code(), Fault.HELD_BACK, null);
    }

    private SubmitAnswer ended(Operation operation, Throwable error) {
        Instant now = clock.instant();
        Exchange nothing = new Exchange(operation.code(), now, null, null, Map.of(), new byte[0]);
        return switch (error) {
            case CallNotPermittedException _ -> new SubmitAnswer.NotSent(Fault.HELD_BACK, "breaker_open", nothing);
            case BulkheadFullException _ -> new SubmitAnswer.NotSent(Fault.HELD_BACK, "too_many_calls", nothing);
            default -> new SubmitAnswer.Unknown(error.getClass().getSimpleName(), nothing);
        };
    }
}
