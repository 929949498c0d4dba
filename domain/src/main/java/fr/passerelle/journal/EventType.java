package fr.passerelle.journal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can happen. The public name has a dot after the subject: {@code request.filed}. */
public enum EventType {
    EMPLOYER_CREATED("employer.created"),
    EMPLOYER_CHANGED("employer.changed"),
    MANDATE_ADDED("mandate.added"),
    MANDATE_DOCUMENTED("mandate.documented"),
    MANDATE_REVOKED("mandate.revoked"),
    ACCOUNT_LINKED("platform_account.linked"),
    ACCOUNT_LOCKED("platform_account.locked"),
    ACCOUNT_PASSWORD_REFUSED("platform_account.password_refused"),
    ACCOUNT_HUMAN_CHECK_REQUIRED("platform_account.human_check_required"),
    ACCOUNT_RESUMED("platform_account.resumed"),
    ACCOUNT_UNLINKED("platform_account.unlinked"),
    WORKER_CREATED("worker.created"),
    WORKER_CHANGED("worker.changed"),
    REQUEST_CREATED("request.created"),
    REQUEST_CHANGED("request.changed"),
    REQUEST_QUEUED("request.queued"),
    REQUEST_FILING("request.filing"),
    REQUEST_OUTCOME_UNKNOWN("request.outcome_unknown"),
    REQUEST_FILED("request.filed"),
    REQUEST_ADOPTED("request.adopted"),
    REQUEST_UNDER_REVIEW("request.under_review"),
    REQUEST_INFORMATION_REQUESTED("request.information_requested"),
    REQUEST_COMPLEMENT_SENT("request.complement_sent"),
    REQUEST_GRANTED("request.granted"),
    REQUEST_REFUSED("request.refused"),
    REQUEST_DEEMED_REFUSED("request.deemed_refused"),
    REQUEST_DEEMED_GRANTED("request.deemed_granted"),
    REQUEST_CLOSED("request.closed_by_platform"),
    REQUEST_WITHDRAWN("request.withdrawn"),
    REQUEST_WITHDRAWAL_WISHED("request.withdrawal_wished"),
    REQUEST_NOT_ACCEPTED("request.not_accepted"),
    REQUEST_REGRESSED("request.regressed"),
    REQUEST_RECEIPT_OVERDUE("request.receipt_overdue"),
    REQUEST_ACKNOWLEDGEMENT_OVERDUE("request.acknowledgement_overdue"),
    REQUEST_ACKNOWLEDGEMENT_INCOMPLETE("request.acknowledgement_incomplete"),
    REQUEST_INACTIVE("request.inactive"),
    REQUEST_REASONS_UNANSWERED("request.reasons_unanswered"),
    REQUEST_APPEAL_REJECTED("request.appeal_rejected"),
    REQUEST_APPEAL_CLOSING("request.appeal_closing"),
    REQUEST_SILENCE_UNCLEAR("request.silence_unclear"),
    REQUEST_WILL_MISS_START("request.will_miss_start"),
    DEADLINE_MOVED("deadline.moved"),
    DOCUMENT_ADDED("document.added"),
    DOCUMENT_REMOVED("document.removed"),
    TASK_OPENED("task.opened"),
    TASK_RESOLVED("task.resolved"),
    AUTHORISATION_CREATED("work_authorisation.created"),
    AUTHORISATION_CHANGED("work_authorisation.changed"),
    PERMIT_CREATED("permit.created"),
    PERMIT_CHANGED("permit.changed"),
    PERMIT_DELETED("permit.deleted"),
    PERMIT_RENEWAL_TO_PREPARE("permit.renewal_to_prepare"),
    PERMIT_RENEWAL_WINDOW_OPENED("permit.renewal_window_opened"),
    PERMIT_RENEWAL_WINDOW_CLOSING("permit.renewal_window_closing"),
    PERMIT_RENEWAL_WINDOW_CLOSED("permit.renewal_window_closed"),
    PERMIT_EXPIRING("permit.expiring"),
    PERMIT_EXPIRED("permit.expired"),
    PERMIT_PAPER_EXPIRING("permit.paper_expiring"),
    PERMIT_PAPER_EXPIRED("permit.paper_expired"),
    PERMIT_GRACE_ENDING("permit.grace_ending"),
    PERMIT_GRACE_ENDED("permit.grace_ended"),
    /** About a permit, though its name says continuity. */
    CONTINUITY_GAP_FORECAST("continuity.gap_forecast", "permit"),
    PERMIT_WORK_RIGHT_ENDED("permit.work_right_ended"),
    PERMIT_AUTHORISATION_RENEWAL_OPENED("permit.authorisation_renewal_opened"),
    PERMIT_AUTHORISATION_EXPIRING("permit.authorisation_expiring"),
    PERMIT_ALERT_ACKNOWLEDGED("permit.alert_acknowledged"),
    PERMIT_DIGEST_ISSUED("permit_digest.issued"),
    ALERT_SETTINGS_CHANGED("alert_settings.changed"),
    PLATFORM_INCIDENT_OPENED("platform.incident_opened"),
    PLATFORM_INCIDENT_CLOSED("platform.incident_closed"),
    WEBHOOK_ENDPOINT_CREATED("webhook_endpoint.created"),
    WEBHOOK_ENDPOINT_CHANGED("webhook_endpoint.changed"),
    WEBHOOK_ENDPOINT_VERIFIED("webhook_endpoint.verified"),
    WEBHOOK_ENDPOINT_FAILING("webhook_endpoint.failing"),
    WEBHOOK_ENDPOINT_DISABLED("webhook_endpoint.disabled"),
    WEBHOOK_ENDPOINT_ENABLED("webhook_endpoint.enabled"),
    WEBHOOK_ENDPOINT_DELETED("webhook_endpoint.deleted"),
    /** Posted to the endpoint that it is about, and never in the journal. */
    WEBHOOK_ENDPOINT_VERIFICATION("webhook_endpoint.verification"),
    /** Posted to the endpoint that it is about, and never in the journal. */
    WEBHOOK_ENDPOINT_TEST("webhook_endpoint.test");

    private final String publicName;
    private final String subjectType;

    EventType(String publicName) {
        this(publicName, publicName.substring(0, publicName.indexOf('.')));
    }

    EventType(String publicName, String subjectType) {
        this.publicName = publicName;
        this.subjectType = subjectType;
    }

    public String publicName() {
        return publicName;
    }

    /** The type of the subject: as a rule what stands before the dot. */
    public String subjectType() {
        return subjectType;
    }

    public static Optional<EventType> named(String publicName) {
        String wanted = publicName.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(t -> t.publicName.equals(wanted)).findFirst();
    }
}
