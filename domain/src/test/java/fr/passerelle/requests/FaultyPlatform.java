package fr.passerelle.requests;

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
import fr.passerelle.platform.FilePage;
import fr.passerelle.platform.FileReading;
import fr.passerelle.platform.FileSearch;
import fr.passerelle.platform.FilingForm;
import fr.passerelle.platform.LogIn;
import fr.passerelle.platform.Platform;
import fr.passerelle.platform.PortalState;
import fr.passerelle.platform.Session;
import fr.passerelle.platform.Submission;
import fr.passerelle.platform.SubmitAnswer;
import fr.passerelle.platform.Upload;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A platform each call of which hangs by a lifeline. */
final class FaultyPlatform implements Platform {
    private final Platform platform;
    private final Lifeline lifeline;

    FaultyPlatform(Platform platform, Lifeline lifeline) {
        this.platform = platform;
        this.lifeline = lifeline;
    }

    @Override
    public Mono<LogIn> logIn(Credentials credentials) {
        return lifeline.call("log_in", platform.logIn(credentials));
    }

    @Override
    public Mono<Void> logOut(Session session) {
        return lifeline.call("log_out", platform.logOut(session));
    }

    @Override
    public Mono<DraftCreation> createDraft(Session session, FilingForm form) {
        return lifeline.call("create_draft", platform.createDraft(session, form));
    }

    @Override
    public Mono<List<Draft>> drafts(Session session, Siret establishment, String reference) {
        return lifeline.call("drafts", platform.drafts(session, establishment, reference));
    }

    @Override
    public Mono<DraftReading> readDraft(Session session, DraftNumber draft, Siren employer) {
        return lifeline.call("read_draft", platform.readDraft(session, draft, employer));
    }

    @Override
    public Mono<Attachment> attach(Session session, DraftNumber draft, Upload document) {
        return lifeline.call("attach", platform.attach(session, draft, document));
    }

    @Override
    public Mono<DraftDeletion> deleteDraft(Session session, DraftNumber draft) {
        return lifeline.call("delete_draft", platform.deleteDraft(session, draft));
    }

    @Override
    public Mono<SubmitAnswer> submit(Session session, Submission submission) {
        return lifeline.sending("submit", platform.submit(session, submission));
    }

    @Override
    public Mono<FilePage> filePage(Session session, FileSearch search, int number) {
        return lifeline.call("files", platform.filePage(session, search, number));
    }

    @Override
    public Mono<FileReading> readFile(Session session, DepositNumber deposit, @Nullable Siren employer) {
        return lifeline.call("read_file", platform.readFile(session, deposit, employer));
    }

    @Override
    public Mono<Attachment> attachToComplement(Session session, DepositNumber deposit, int number, Upload document) {
        return lifeline.call("attach_to_complement", platform.attachToComplement(session, deposit, number, document));
    }

    @Override
    public Mono<SubmitAnswer> sendComplement(Session session, ComplementSubmission complement) {
        return lifeline.sending("send_complement", platform.sendComplement(session, complement));
    }

    @Override
    public Mono<byte[]> attestation(Session session, DepositNumber deposit) {
        return lifeline.call("attestation", platform.attestation(session, deposit));
    }

    @Override
    public Mono<byte[]> decision(Session session, DepositNumber deposit) {
        return lifeline.call("decision", platform.decision(session, deposit));
    }

    @Override
    public Mono<PortalState> state() {
        return lifeline.call("state", platform.state());
    }
}
