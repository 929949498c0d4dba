package fr.passerelle.journal;

import static fr.passerelle.journal.EventMember.ACT_BY;
import static fr.passerelle.journal.EventMember.ALERTS;
import static fr.passerelle.journal.EventMember.ALERT_ID;
import static fr.passerelle.journal.EventMember.AS_OF;
import static fr.passerelle.journal.EventMember.ATTESTED;
import static fr.passerelle.journal.EventMember.AUTHORISATION_EXPIRING;
import static fr.passerelle.journal.EventMember.AUTHORISATION_RENEWAL_OPENED;
import static fr.passerelle.journal.EventMember.BASIS;
import static fr.passerelle.journal.EventMember.CERTAINTY;
import static fr.passerelle.journal.EventMember.CLIENT_REFERENCE;
import static fr.passerelle.journal.EventMember.CODE;
import static fr.passerelle.journal.EventMember.DEEMED_GRANTED_ON;
import static fr.passerelle.journal.EventMember.DEEMED_REFUSED_ON;
import static fr.passerelle.journal.EventMember.DUE_ON;
import static fr.passerelle.journal.EventMember.EARLIER_BY_DAYS;
import static fr.passerelle.journal.EventMember.EFFECTIVE_ON;
import static fr.passerelle.journal.EventMember.EMPLOYER_ID;
import static fr.passerelle.journal.EventMember.EMPLOYER_REFERENCE;
import static fr.passerelle.journal.EventMember.ESCALATION;
import static fr.passerelle.journal.EventMember.EXPIRED;
import static fr.passerelle.journal.EventMember.EXPIRING;
import static fr.passerelle.journal.EventMember.FAULT;
import static fr.passerelle.journal.EventMember.FROM;
import static fr.passerelle.journal.EventMember.FROM_STATE;
import static fr.passerelle.journal.EventMember.GAP_FORECAST;
import static fr.passerelle.journal.EventMember.GRACE_ENDED;
import static fr.passerelle.journal.EventMember.GRACE_ENDING;
import static fr.passerelle.journal.EventMember.KIND;
import static fr.passerelle.journal.EventMember.LANE;
import static fr.passerelle.journal.EventMember.MISSING;
import static fr.passerelle.journal.EventMember.OBTAINED;
import static fr.passerelle.journal.EventMember.OPEN_ALERTS;
import static fr.passerelle.journal.EventMember.OUTCOME;
import static fr.passerelle.journal.EventMember.PAPER_EXPIRED;
import static fr.passerelle.journal.EventMember.PAPER_EXPIRING;
import static fr.passerelle.journal.EventMember.PLATFORM_CODE;
import static fr.passerelle.journal.EventMember.RAW_LABEL;
import static fr.passerelle.journal.EventMember.REASON;
import static fr.passerelle.journal.EventMember.RENEWAL_TO_PREPARE;
import static fr.passerelle.journal.EventMember.RENEWAL_WINDOW_CLOSED;
import static fr.passerelle.journal.EventMember.RENEWAL_WINDOW_CLOSING;
import static fr.passerelle.journal.EventMember.RENEWAL_WINDOW_OPENED;
import static fr.passerelle.journal.EventMember.REQUEST_ID;
import static fr.passerelle.journal.EventMember.THRESHOLD;
import static fr.passerelle.journal.EventMember.TO;
import static fr.passerelle.journal.EventMember.TO_STATE;
import static fr.passerelle.journal.EventMember.TYPE;
import static fr.passerelle.journal.EventMember.UNKNOWN;
import static fr.passerelle.journal.EventMember.VERSION;
import static fr.passerelle.journal.EventMember.WORKER_ID;
import static fr.passerelle.journal.EventMember.WORKER_REFERENCE;
import static fr.passerelle.journal.EventMember.WORK_RIGHT_ENDED;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is told of each type of event: the one source of {@code GET /v1/event-types}, and of the schemas under which the
 * contract shows events. To add a type: name it in {@link EventType} and {@code enter} it here; a test then says what the
 * contract lacks.
 */
public final class EventCatalogue {
    private static final Map<EventType, Entry> ENTRIES = new EnumMap<>(EventType.class);

    private static final Members OF_EMPLOYER = always(CLIENT_REFERENCE, EMPLOYER_ID, EMPLOYER_REFERENCE, VERSION);
    private static final Members OF_MANDATE = always(EMPLOYER_ID, EMPLOYER_REFERENCE, EFFECTIVE_ON, VERSION);
    private static final Members OF_ACCOUNT = always(EMPLOYER_ID, EMPLOYER_REFERENCE, FROM_STATE, TO_STATE, VERSION);
    private static final Members OF_WORKER = always(CLIENT_REFERENCE, EMPLOYER_ID, EMPLOYER_REFERENCE, VERSION);
    private static final Members OF_REQUEST = always(
                    CLIENT_REFERENCE, EMPLOYER_ID, EMPLOYER_REFERENCE, TO_STATE, VERSION)
            .sometimes(WORKER_ID);
    private static final Members OF_CHANGE = OF_REQUEST.with(FROM_STATE);
    private static final Members OF_TIMER =
            OF_CHANGE.with(EFFECTIVE_ON, DUE_ON, BASIS, CERTAINTY).sometimes(ACT_BY);
    private static final Members OF_PART = always(REQUEST_ID, CLIENT_REFERENCE, EMPLOYER_ID, EMPLOYER_REFERENCE);
    private static final Members OF_TASK =
            always(KIND, EMPLOYER_ID, EMPLOYER_REFERENCE, TO_STATE, VERSION).sometimes(REQUEST_ID, CLIENT_REFERENCE);
    private static final Members OF_AUTHORISATION =
            OF_PART.with(EFFECTIVE_ON, VERSION).sometimes(WORKER_ID);
    private static final Members OF_PERMIT =
            always(CLIENT_REFERENCE, WORKER_REFERENCE, EMPLOYER_ID, EMPLOYER_REFERENCE, VERSION);
    private static final Members OF_WARNING =
            OF_PERMIT.with(ALERT_ID, EFFECTIVE_ON).sometimes(THRESHOLD, ESCALATION);
    private static final Members OF_DIGEST = always(EMPLOYER_ID, EMPLOYER_REFERENCE, ALERTS, OPEN_ALERTS)
            .sometimes(
                    RENEWAL_TO_PREPARE,
                    RENEWAL_WINDOW_OPENED,
                    RENEWAL_WINDOW_CLOSING,
                    RENEWAL_WINDOW_CLOSED,
                    EXPIRING,
                    EXPIRED,
                    PAPER_EXPIRING,
                    PAPER_EXPIRED,
                    GRACE_ENDING,
                    GRACE_ENDED,
                    GAP_FORECAST,
                    WORK_RIGHT_ENDED,
                    AUTHORISATION_RENEWAL_OPENED,
                    AUTHORISATION_EXPIRING);
    private static final Members OF_INCIDENT = always(LANE, FAULT);
    private static final Members OF_ENDPOINT = always(TO_STATE, VERSION).sometimes(FROM_STATE, REASON);

    static {
        enter(EventType.EMPLOYER_CREATED, "An employer was created.", OF_EMPLOYER);
        enter(EventType.EMPLOYER_CHANGED, "An employer was changed.", OF_EMPLOYER);
        enter(EventType.MANDATE_ADDED, "A mandate was given.", OF_MANDATE);
        enter(EventType.MANDATE_DOCUMENTED, "The signed document of a mandate was added.", OF_MANDATE);
        enter(EventType.MANDATE_REVOKED, "A mandate was revoked.", OF_MANDATE);
        enter(EventType.ACCOUNT_LINKED, "An account on the platform was linked to an employer.", OF_ACCOUNT);
        enter(EventType.ACCOUNT_LOCKED, "The platform says that the account is locked.", OF_ACCOUNT);
        enter(EventType.ACCOUNT_PASSWORD_REFUSED, "The platform refused the password of the account.", OF_ACCOUNT);
        enter(
                EventType.ACCOUNT_HUMAN_CHECK_REQUIRED,
                "The platform wants a human to log in to the account.",
                OF_ACCOUNT);
        enter(EventType.ACCOUNT_RESUMED, "The account can be used again.", OF_ACCOUNT);
        enter(EventType.ACCOUNT_UNLINKED, "The account was forgotten.", OF_ACCOUNT);
        enter(EventType.WORKER_CREATED, "A worker was created.", OF_WORKER);
        enter(EventType.WORKER_CHANGED, "A worker was changed.", OF_WORKER);

        enter(EventType.REQUEST_CREATED, "A request was created.", OF_REQUEST);
        enter(EventType.REQUEST_CHANGED, "A request was changed.", OF_CHANGE);
        enter(EventType.REQUEST_QUEUED, "A request is to be filed.", OF_CHANGE.sometimes(REASON));
        enter(EventType.REQUEST_FILING, "A request is being filed.", OF_CHANGE);
        enter(
                EventType.REQUEST_OUTCOME_UNKNOWN,
                "It is not known yet whether a request was filed; it is looked up.",
                OF_CHANGE);
        enter(
                EventType.REQUEST_FILED,
                "A request is filed.",
                OF_CHANGE.with(EFFECTIVE_ON).sometimes(OBTAINED));
        enter(
                EventType.REQUEST_ADOPTED,
                "A file that we did not file is followed from now on.",
                OF_CHANGE.with(EFFECTIVE_ON));
        enter(EventType.REQUEST_UNDER_REVIEW, "A request is under review.", OF_CHANGE);
        enter(EventType.REQUEST_INFORMATION_REQUESTED, "The platform asks for complements.", OF_CHANGE);
        enter(EventType.REQUEST_COMPLEMENT_SENT, "Complements were sent.", OF_CHANGE);
        enter(EventType.REQUEST_GRANTED, "A request was granted.", OF_CHANGE.with(EFFECTIVE_ON));
        enter(EventType.REQUEST_REFUSED, "A request was refused.", OF_CHANGE.with(EFFECTIVE_ON));
        enter(EventType.REQUEST_DEEMED_REFUSED, "Silence refused a request.", OF_TIMER);
        enter(EventType.REQUEST_DEEMED_GRANTED, "Silence granted a request.", OF_TIMER);
        enter(EventType.REQUEST_CLOSED, "The platform closed a file without a decision.", OF_CHANGE);
        enter(EventType.REQUEST_WITHDRAWN, "A request was withdrawn.", OF_CHANGE.sometimes(ATTESTED));
        enter(EventType.REQUEST_WITHDRAWAL_WISHED, "A request on the platform is to be withdrawn there.", OF_CHANGE);
        enter(
                EventType.REQUEST_NOT_ACCEPTED,
                "The platform did not take the request; nothing is filed.",
                OF_CHANGE.sometimes(PLATFORM_CODE));
        enter(
                EventType.REQUEST_REGRESSED,
                "The platform shows an earlier state than before.",
                OF_CHANGE.with(RAW_LABEL));
        enter(EventType.REQUEST_RECEIPT_OVERDUE, "The receipt of a filing is overdue.", OF_TIMER);
        enter(
                EventType.REQUEST_ACKNOWLEDGEMENT_OVERDUE,
                "The acknowledgement of a filing is overdue.",
                OF_TIMER.sometimes(UNKNOWN));
        enter(
                EventType.REQUEST_ACKNOWLEDGEMENT_INCOMPLETE,
                "The acknowledgement of a filing lacks mentions.",
                OF_TIMER.with(MISSING, UNKNOWN));
        enter(EventType.REQUEST_INACTIVE, "A file has not moved for long.", OF_TIMER.sometimes(AS_OF));
        enter(
                EventType.REQUEST_REASONS_UNANSWERED,
                "The reasons of a refusal were asked for and did not come.",
                OF_TIMER);
        enter(EventType.REQUEST_APPEAL_REJECTED, "Silence rejected an appeal.", OF_TIMER);
        enter(EventType.REQUEST_APPEAL_CLOSING, "The time to contest a refusal ends soon.", OF_TIMER);
        enter(
                EventType.REQUEST_SILENCE_UNCLEAR,
                "Silence has decided, and whether it grants or refuses is not known.",
                OF_TIMER.with(DEEMED_REFUSED_ON).sometimes(DEEMED_GRANTED_ON));
        enter(EventType.REQUEST_WILL_MISS_START, "A request will probably be decided after the work begins.", OF_TIMER);
        enter(
                EventType.DEADLINE_MOVED,
                "A day of a request has moved.",
                OF_PART.with(CODE).sometimes(FROM, TO, EFFECTIVE_ON));
        enter(EventType.DOCUMENT_ADDED, "A document was added to a request.", OF_PART.with(TYPE));
        enter(EventType.DOCUMENT_REMOVED, "A document of a request was removed.", OF_PART.with(TYPE));
        enter(EventType.TASK_OPENED, "A human has something to settle.", OF_TASK);
        enter(EventType.TASK_RESOLVED, "A task was settled.", OF_TASK.with(FROM_STATE, OUTCOME));
        enter(EventType.AUTHORISATION_CREATED, "There is a work authorisation.", OF_AUTHORISATION);
        enter(EventType.AUTHORISATION_CHANGED, "A work authorisation was changed.", OF_AUTHORISATION);
        enter(EventType.PERMIT_CREATED, "A permit was given.", OF_PERMIT);
        enter(EventType.PERMIT_CHANGED, "A permit was changed.", OF_PERMIT);
        enter(EventType.PERMIT_DELETED, "A permit was ended.", OF_PERMIT);
        enter(
                EventType.PERMIT_RENEWAL_TO_PREPARE,
                "The papers for a renewal are to be gathered.",
                OF_WARNING.sometimes(EARLIER_BY_DAYS));
        enter(EventType.PERMIT_RENEWAL_WINDOW_OPENED, "The renewal of a permit can be requested.", OF_WARNING);
        enter(EventType.PERMIT_RENEWAL_WINDOW_CLOSING, "The time to request a renewal ends soon.", OF_WARNING);
        enter(EventType.PERMIT_RENEWAL_WINDOW_CLOSED, "A request for renewal would be late.", OF_WARNING);
        enter(EventType.PERMIT_EXPIRING, "A permit expires soon.", OF_WARNING);
        enter(EventType.PERMIT_EXPIRED, "A permit has expired.", OF_WARNING);
        enter(EventType.PERMIT_PAPER_EXPIRING, "A paper that extends a permit expires soon.", OF_WARNING);
        enter(EventType.PERMIT_PAPER_EXPIRED, "A paper that extends a permit has expired.", OF_WARNING);
        enter(EventType.PERMIT_GRACE_ENDING, "The three months after an expiry end soon.", OF_WARNING);
        enter(EventType.PERMIT_GRACE_ENDED, "The three months after an expiry have ended.", OF_WARNING);
        enter(
                EventType.CONTINUITY_GAP_FORECAST,
                "A time without a right to work is coming, or without a known one.",
                OF_WARNING);
        enter(EventType.PERMIT_WORK_RIGHT_ENDED, "The right to work has ended.", OF_WARNING);
        enter(
                EventType.PERMIT_AUTHORISATION_RENEWAL_OPENED,
                "The renewal of a work authorisation is to be requested.",
                OF_WARNING);
        enter(EventType.PERMIT_AUTHORISATION_EXPIRING, "A work authorisation expires soon.", OF_WARNING);
        enter(EventType.PERMIT_ALERT_ACKNOWLEDGED, "Somebody has seen to a warning.", OF_PERMIT.with(ALERT_ID));
        enter(EventType.PERMIT_DIGEST_ISSUED, "The warnings about an employer's permits are summed up.", OF_DIGEST);
        enter(
                EventType.ALERT_SETTINGS_CHANGED,
                "What is warned of, and when, was changed.",
                always(EMPLOYER_ID, EMPLOYER_REFERENCE, VERSION));
        enter(EventType.PLATFORM_INCIDENT_OPENED, "The platform is down.", OF_INCIDENT);
        enter(EventType.PLATFORM_INCIDENT_CLOSED, "The platform is back.", OF_INCIDENT);

        enter(EventType.WEBHOOK_ENDPOINT_CREATED, "A webhook endpoint was created.", OF_ENDPOINT);
        enter(EventType.WEBHOOK_ENDPOINT_CHANGED, "A webhook endpoint was changed.", OF_ENDPOINT);
        enter(
                EventType.WEBHOOK_ENDPOINT_VERIFIED,
                "A webhook endpoint has answered that it wants messages.",
                OF_ENDPOINT);
        enter(EventType.WEBHOOK_ENDPOINT_FAILING, "A webhook endpoint has failed ten times in a row.", OF_ENDPOINT);
        enter(EventType.WEBHOOK_ENDPOINT_DISABLED, "A webhook endpoint is sent nothing any more.", OF_ENDPOINT);
        enter(EventType.WEBHOOK_ENDPOINT_ENABLED, "A webhook endpoint is sent messages again.", OF_ENDPOINT);
        enter(EventType.WEBHOOK_ENDPOINT_DELETED, "A webhook endpoint was deleted.", OF_ENDPOINT);
        enter(
                EventType.WEBHOOK_ENDPOINT_VERIFICATION,
                "Asks an endpoint whether it wants messages; in no journal.",
                always());
        enter(EventType.WEBHOOK_ENDPOINT_TEST, "A test that you asked for; in no journal.", always());
    }

    private EventCatalogue() {}

    /**
     * What is told of a type of event.
     *
     * @param summary one sentence
     * @param members what its data holds
     */
    public record Entry(EventType type, String summary, Members members) {}

    /**
     * Members of the data of an event.
     *
     * @param always those that every event of the type has
     * @param sometimes those that it has where they are known
     */
    public record Members(Set<EventMember> always, Set<EventMember> sometimes) {
        /** These, and others that are always there. */
        Members with(EventMember... more) {
            return new Members(joined(always, more), sometimes);
        }

        /** These, and others that may be there. */
        Members sometimes(EventMember... more) {
            return new Members(always, joined(sometimes, more));
        }

        private static Set<EventMember> joined(Set<EventMember> some, EventMember... more) {
            Set<EventMember> joined = new LinkedHashSet<>(some);
            joined.addAll(List.of(more));
            return joined;
        }
    }

    private static Members always(EventMember... members) {
        return new Members(Set.of(), Set.of()).with(members);
    }

    private static void enter(EventType type, String summary, Members members) {
        ENTRIES.put(type, new Entry(type, summary, members));
    }

    /** What is told of a type; empty for one that nobody entered, which a test does not let pass. */
    public static Optional<Entry> of(EventType type) {
        return Optional.ofNullable(ENTRIES.get(type));
    }

    /** All entries, in the order of their types. */
    public static List<Entry> all() {
        return List.copyOf(ENTRIES.values());
    }
}
