package fr.passerelle.platform;

import fr.passerelle.parties.Siren;
import fr.passerelle.parties.Siret;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The employers' portal of the State, one call for each thing it lets a person do. Nothing here is idempotent but the
 * reads, and nothing is retried inside: every retry is a piece of durable work, paced by us.
 *
 * <p>Except for {@link #submit} and {@link #sendComplement}, which always answer with a value, each call may fail with
 *
 * <ul>
 *   <li>{@link PlatformUnavailable}: no usable answer (down, timeout, page instead of data, breaker open); a later try may do;
 *   <li>{@link SessionEnded}: the session is over; open another one, never in the midst of a submission;
 *   <li>{@link PlatformRefusal}: the platform understood and said no (such as an establishment that the account does not
 *       hold); trying again changes nothing.
 * </ul>
 */
public interface Platform {

    /** Opens a session for 20 minutes. It ends any other session of the same account. Tried once: a second wrong password may lock the account. */
    Mono<LogIn> logIn(Credentials credentials);

    /** Ends a session. Best effort: an error is not worth a retry. */
    Mono<Void> logOut(Session session);

    /** Creates a draft. A lost answer leaves an orphan, which {@link #drafts} finds by our reference. */
    Mono<DraftCreation> createDraft(Session session, FilingForm form);

    /** The drafts that bear our reference; neither deposited nor deleted ones. */
    Mono<List<Draft>> drafts(Session session, Siret establishment, String reference);

    /**
     * The summary of a draft, as the platform holds it: what was typed and which documents arrived. A summary that names another
     * employer spoils the session ({@link PlatformUnavailable#spoilsSession}).
     */
    Mono<DraftReading> readDraft(Session session, DraftNumber draft, Siren employer);

    /** Attaches a PDF of at most 2 MB; a document of the same code is replaced. */
    Mono<Attachment> attach(Session session, DraftNumber draft, Upload document);

    Mono<DraftDeletion> deleteDraft(Session session, DraftNumber draft);

    /**
     * Submits a draft: the one call that has legal effect. Sent at most once, on a connection of its own. Never fails:
     * whatever is not a proven receipt, and was not proven unsent, is {@link SubmitAnswer.Unknown}.
     */
    Mono<SubmitAnswer> submit(Session session, Submission submission);

    /**
     * One page of the files of the account that match the search. A new file becomes visible only after the platform's
     * visibility delay.
     *
     * @param number from 1 on
     */
    Mono<FilePage> filePage(Session session, FileSearch search, int number);

    /** All files that match the search, a call for each page. What cannot be read to its end fails as a whole. */
    default Mono<List<FileSummary>> files(Session session, FileSearch search) {
        return FilePage.all(number -> filePage(session, search, number));
    }

    /**
     * One file by its deposit number, with its history. A page that names another employer spoils the session
     * ({@link PlatformUnavailable#spoilsSession}).
     *
     * @param employer null for a number that a human named, which may be anybody's
     */
    Mono<FileReading> readFile(Session session, DepositNumber deposit, @Nullable Siren employer);

    /** Attaches a PDF to the answer to a request for complements. */
    Mono<Attachment> attachToComplement(Session session, DepositNumber deposit, int number, Upload document);

    /** Sends the answer to a request for complements. As careful as {@link #submit}: sent at most once, never fails. */
    Mono<SubmitAnswer> sendComplement(Session session, ComplementSubmission complement);

    /** Attestation de dépôt, as PDF. */
    Mono<byte[]> attestation(Session session, DepositNumber deposit);

    /** The decision, as PDF. */
    Mono<byte[]> decision(Session session, DepositNumber deposit);

    /** What the portal says of itself, without a session. */
    Mono<PortalState> state();
}
