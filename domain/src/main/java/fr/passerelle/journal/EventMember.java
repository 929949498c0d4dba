package fr.passerelle.journal;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A member of events' data: one name has one form and one meaning in all events. */
public enum EventMember {
    CLIENT_REFERENCE(
            "client_reference", Form.REFERENCE, "Your own name for the subject, or for the request it is part of."),
    EMPLOYER_ID("employer_id", Form.id("emp"), "The employer concerned."),
    EMPLOYER_REFERENCE("employer_reference", Form.REFERENCE, "Your own name for the employer."),
    WORKER_ID("worker_id", Form.id("wrk"), "The worker concerned."),
    WORKER_REFERENCE("worker_reference", Form.REFERENCE, "Your own name for the worker."),
    REQUEST_ID("request_id", Form.id("req"), "The request concerned."),
    FROM_STATE("from_state", Form.CODE, "The state of the subject before."),
    TO_STATE("to_state", Form.CODE, "The state of the subject after."),
    EFFECTIVE_ON(
            "effective_on",
            Form.DAY,
            "The day that counts in law: of the registration, of the decision, or on which a time runs out."),
    VERSION("version", Form.VERSION, "The version of the subject after the event, which is its `ETag`."),
    REASON("reason", Form.CODE, "Why it is so."),
    OUTCOME("outcome", Form.CODE, "How the task was settled."),
    KIND("kind", Form.CODE, "The kind of the subject."),
    TYPE("type", Form.CODE, "The type of the document."),
    OBTAINED("obtained", Form.CODE, "Where the proof of filing comes from, when it is not the platform's own answer."),
    ATTESTED("attested", Form.FLAG, "That it rests on somebody's word."),
    PLATFORM_CODE("platform_code", Form.TEXT, "The code that the platform gave."),
    RAW_LABEL("raw_label", Form.TEXT, "The words of the platform."),
    DUE_ON("due_on", Form.DAY, "The last day of the time that runs out."),
    ACT_BY("act_by", Form.DAY, "The last day on which it is safe to act."),
    BASIS("basis", Form.TEXT, "The articles that it rests on."),
    CERTAINTY("certainty", Form.CODE, "How sure the day is."),
    MISSING("missing", Form.TEXT, "Mentions that the acknowledgement lacks, with commas between."),
    UNKNOWN("unknown", Form.TEXT, "What no answer of the platform holds, with commas between."),
    AS_OF("as_of", Form.INSTANT, "When the platform was last read."),
    DEEMED_REFUSED_ON("deemed_refused_on", Form.DAY, "The day of the decision if silence refuses."),
    DEEMED_GRANTED_ON("deemed_granted_on", Form.DAY, "The day of the decision if silence grants."),
    CODE("code", Form.CODE, "Which deadline."),
    FROM("from", Form.DAY, "The day before; absent when it was not known."),
    TO("to", Form.DAY, "The day now; absent when it can no longer be known."),
    ALERT_ID("alert_id", Form.id("alr"), "The warning concerned."),
    THRESHOLD("threshold", Form.TEXT, "Tells warnings of one kind apart, such as the number of days before."),
    ESCALATION(
            "escalation",
            Form.NUMBER,
            "How often it was told before without being acknowledged; absent the first time."),
    EARLIER_BY_DAYS("earlier_by_days", Form.NUMBER, "How much earlier it is told because the platform is slow."),
    ALERTS("alerts", Form.NUMBER, "How many warnings the digest sums up."),
    OPEN_ALERTS(
            "open_alerts", Form.NUMBER, "How many warnings of the employer are open, those of the digest included."),
    RENEWAL_TO_PREPARE(
            "renewal_to_prepare", Form.NUMBER, "How many warnings of the digest are of renewals to prepare."),
    RENEWAL_WINDOW_OPENED(
            "renewal_window_opened",
            Form.NUMBER,
            "How many warnings of the digest are of renewal windows that opened."),
    RENEWAL_WINDOW_CLOSING(
            "renewal_window_closing",
            Form.NUMBER,
            "How many warnings of the digest are of renewal windows that close soon."),
    RENEWAL_WINDOW_CLOSED(
            "renewal_window_closed",
            Form.NUMBER,
            "How many warnings of the digest are of renewal windows that closed."),
    EXPIRING("expiring", Form.NUMBER, "How many warnings of the digest are of permits that expire soon."),
    EXPIRED("expired", Form.NUMBER, "How many warnings of the digest are of permits that expired."),
    PAPER_EXPIRING("paper_expiring", Form.NUMBER, "How many warnings of the digest are of papers that expire soon."),
    PAPER_EXPIRED("paper_expired", Form.NUMBER, "How many warnings of the digest are of papers that expired."),
    GRACE_ENDING("grace_ending", Form.NUMBER, "How many warnings of the digest are of times of grace that end soon."),
    GRACE_ENDED("grace_ended", Form.NUMBER, "How many warnings of the digest are of times of grace that ended."),
    GAP_FORECAST(
            "gap_forecast",
            Form.NUMBER,
            "How many warnings of the digest are of times to come without a right to work, or a known one."),
    WORK_RIGHT_ENDED(
            "work_right_ended", Form.NUMBER, "How many warnings of the digest are of rights to work that ended."),
    AUTHORISATION_RENEWAL_OPENED(
            "authorisation_renewal_opened",
            Form.NUMBER,
            "How many warnings of the digest are of work authorisations whose renewal is to be requested."),
    AUTHORISATION_EXPIRING(
            "authorisation_expiring",
            Form.NUMBER,
            "How many warnings of the digest are of work authorisations that expire soon."),
    LANE("lane", Form.CODE, "The operations of the platform that are concerned."),
    FAULT("fault", Form.TEXT, "Whose fault it is.");

    private static final Map<String, EventMember> NAMED =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventMember::publicName, Function.identity()));

    private final String publicName;
    private final Form form;
    private final String meaning;

    EventMember(String publicName, Form form, String meaning) {
        this.publicName = publicName;
        this.form = form;
        this.meaning = meaning;
    }

    public String publicName() {
        return publicName;
    }

    public Form form() {
        return form;
    }

    public String meaning() {
        return meaning;
    }

    public static Optional<EventMember> named(String publicName) {
        return Optional.ofNullable(NAMED.get(publicName));
    }

    /** What a member's values look like. */
    public sealed interface Form {
        Form REFERENCE = new Reference();
        Form CODE = new Code();
        Form TEXT = new Text();
        Form DAY = new Day();
        Form INSTANT = new Moment();
        Form NUMBER = new Number();
        Form VERSION = new Version();
        Form FLAG = new Flag();

        /** The public id of a resource. */
        static Form id(String prefix) {
            return new Id(prefix);
        }

        /** An id with its first letters. */
        record Id(String prefix) implements Form {}

        /** A name that the client gave. */
        record Reference() implements Form {}

        /** One of our words, in snake case. */
        record Code() implements Form {}

        /** At most 200 letters. */
        record Text() implements Form {}

        /** A day, as in ISO 8601. */
        record Day() implements Form {}

        /** An instant in UTC. */
        record Moment() implements Form {}

        /** A whole number from 0, kept as text and shown as a number. */
        record Number() implements Form {}

        /** The version of a resource, from 1; kept as text where it is not the event's sequence, and shown as a number. */
        record Version() implements Form {}

        /** Kept as {@code true} or {@code false}, and shown as that. */
        record Flag() implements Form {}
    }
}
