package fr.passerelle.platform;

import fr.passerelle.parties.Siren;
import fr.passerelle.parties.Siret;
import fr.passerelle.platform.PlatformHealth.Blame;
import fr.passerelle.platform.PlatformHealth.Operation;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A platform behind another one, with one thing done around every call, which is told whose trouble the call met. */
public abstract class WrappedPlatform implements Platform {
    private final Platform platform;

    protected WrappedPlatform(Platform platform) {
        this.platform = platform;
    }

    /**
     * Does a call, and what is to be done around it.
     *
     * @param judge says of an answer whose trouble it tells of
     */
    protected abstract <T> Mono<T> around(Operation operation, Mono<T> call, Function<? super T, Blame> judge);

    @Override
    public Mono<LogIn> logIn(Credentials credentials) {
        return around(Operation.LOGIN, platform.logIn(credentials), WrappedPlatform::blame);
    }

    @Override
    public Mono<Void> logOut(Session session) {
        return platform.logOut(session);
    }

    @Override
    public Mono<DraftCreation> createDraft(Session session, FilingForm form) {
        return around(
                Operation.CREATE_DRAFT,
                platform.createDraft(session, form),
                creation -> creation instanceof DraftCreation.FormRefused ? Blame.CLIENT : Blame.NONE);
    }

    @Override
    public Mono<List<Draft>> drafts(Session session, Siret establishment, String reference) {
        return around(Operation.READ_DRAFT, platform.drafts(session, establishment, reference), well());
    }

    @Override
    public Mono<DraftReading> readDraft(Session session, DraftNumber draft, Siren employer) {
        return around(Operation.READ_DRAFT, platform.readDraft(session, draft, employer), well());
    }

    @Override
    public Mono<Attachment> attach(Session session, DraftNumber draft, Upload document) {
        return around(Operation.ATTACH, platform.attach(session, draft, document), WrappedPlatform::blame);
    }

    @Override
    public Mono<DraftDeletion> deleteDraft(Session session, DraftNumber draft) {
        return around(Operation.DELETE_DRAFT, platform.deleteDraft(session, draft), well());
    }

    @Override
    public Mono<SubmitAnswer> submit(Session session, Submission submission) {
        return around(Operation.SUBMIT, platform.submit(session, submission), WrappedPlatform::blame);
    }

    @Override
    public Mono<FilePage> filePage(Session session, FileSearch search, int number) {
        return around(Operation.LIST_FILES, platform.filePage(session, search, number), well());
    }

    @Override
    public Mono<FileReading> readFile(Session session, DepositNumber deposit, @Nullable Siren employer) {
        return around(Operation.READ_FILE, platform.readFile(session, deposit, employer), well());
    }

    @Override
    public Mono<Attachment> attachToComplement(Session session, DepositNumber deposit, int number, Upload document) {
        return around(
                Operation.ATTACH,
                platform.attachToComplement(session, deposit, number, document),
                WrappedPlatform::blame);
    }

    @Override
    public Mono<SubmitAnswer> sendComplement(Session session, ComplementSubmission complement) {
        return around(Operation.SEND_COMPLEMENT, platform.sendComplement(session, complement), WrappedPlatform::blame);
    }

    @Override
    public Mono<byte[]> attestation(Session session, DepositNumber deposit) {
        return around(Operation.DOWNLOAD, platform.attestation(session, deposit), well());
    }

    @Override
    public Mono<byte[]> decision(Session session, DepositNumber deposit) {
        return around(Operation.DOWNLOAD, platform.decision(session, deposit), well());
    }

    @Override
    public Mono<PortalState> state() {
        return platform.state();
    }

    private static <T> Function<T, Blame> well() {
        return answer -> Blame.NONE;
    }

    private static Blame blame(LogIn answer) {
        return answer instanceof LogIn.Opened ? Blame.NONE : Blame.LOGIN;
    }

    private static Blame blame(Attachment answer) {
        return answer instanceof Attachment.Kept ? Blame.NONE : Blame.CLIENT;
    }

    private static Blame blame(SubmitAnswer answer) {
        return switch (answer) {
            case SubmitAnswer.Accepted _ -> Blame.NONE;
            case SubmitAnswer.Refused _ -> Blame.CLIENT;
            case SubmitAnswer.NotSent(var fault, var _, var _) -> blame(fault);
            case SubmitAnswer.Unknown _ -> Blame.PLATFORM;
        };
    }

    /** Whose trouble a failed call met. */
    protected static Blame blame(Throwable failure) {
        return switch (failure) {
            case PlatformUnavailable unavailable -> blame(unavailable.fault());
            case SessionEnded _ -> Blame.LOGIN;
            case PlatformRefusal _ -> Blame.CLIENT;
            default -> Blame.OURS;
        };
    }

    private static Blame blame(PlatformUnavailable.Fault fault) {
        return fault == PlatformUnavailable.Fault.HELD_BACK ? Blame.OURS : Blame.PLATFORM;
    }
}
