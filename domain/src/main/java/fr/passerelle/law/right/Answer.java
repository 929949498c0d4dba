package fr.passerelle.law.right;

import fr.passerelle.law.Basis;
import fr.passerelle.law.Certainty;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether an authorisation is needed and whether the person may work on the day asked about.
 *
 * @param requestType code of the request to make, where one is needed
 * @param reasons of {@code mayStart}, the first one decides
 * @param from first day on which this may be asked again with hope, or on which the person may work
 * @param until last day of a yes
 * @param conditions of a yes
 * @param asks facts that are missing and would decide
 * @param switches what would change the answer
 */
public record Answer(
        Need authorisation,
        @Nullable String requestType,
        Start mayStart,
        List<Reason> reasons,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        List<Basis> basis,
        Certainty certainty,
        List<Condition> conditions,
        List<Ask> asks,
        List<Switch> switches) {

    public enum Need {
        NOT_NEEDED,
        NEEDED,
        /** No request can succeed as things stand. */
        NOT_POSSIBLE,
        UNKNOWN
    }

    public enum Start {
        YES,
        NO,
        UNKNOWN
    }

    /** Why the person may start, may not, or why that is unknown. */
    public enum Reason {
        FRENCH_NATIONAL,
        EUROPEAN_NATIONAL,
        TREATED_AS_EUROPEAN,
        POSTED_FROM_EUROPE,
        SHORT_STAY_FIELD,
        TITLE_GIVES_RIGHT,
        TITLE_GIVES_RIGHT_TO_THE_ACTIVITY,
        WITHIN_HOURS,
        AUTHORISED,
        IN_PROGRESS,
        GRACE_AFTER_EXPIRY,
        AUTHORISATION_FIRST,
        CHANGE_OF_STATUS_FIRST,
        CHANGE_OF_STATUS_FORBIDDEN,
        PERMIT_FIRST,
        VISA_FIRST,
        MINOR,
        TITLE_GIVES_NO_RIGHT,
        OUTSIDE_THE_ACTIVITY,
        NOT_YET,
        TITLE_NOT_YET_VALID,
        TITLE_EXPIRED,
        PAPER_EXPIRED,
        PAPER_WITHOUT_MENTION,
        PAPER_GIVES_NO_RIGHT,
        AUTHORISATION_EXPIRED,
        OTHER_TERRITORY,
        OTHER_LAW,
        ASYLUM_DELAY_NOT_OVER,
        ASYLUM_DECIDED,
        NO_TITLE,
        FACTS_MISSING,
        UNVERIFIED_GROUND,
        ALGERIAN_AGREEMENT
    }

    /** What must be done or seen for a yes to hold. */
    public enum Condition {
        SHOW_IDENTITY,
        CHECK_WITH_PREFECT,
        DECLARE_STUDENT,
        KEEP_JOBSEEKER_PROOF,
        SHOW_PAPER_WITH_EXPIRED_TITLE,
        SHOW_EXPIRED_TITLE_AND_REQUEST,
        SHOW_PAPER,
        VALIDATE_VISA,
        ENTER_LAWFULLY,
        WITHIN_THE_AUTHORISATION,
        WITHIN_THE_ACTIVITY,
        ANCILLARY_TO_STUDIES,
        METROPOLITAN_FRANCE_ONLY,
        NO_SUBSIDISED_CONTRACT,
        /** Of all seasonal jobs together. */
        SIX_MONTHS_A_YEAR
    }

    /** A fact that would decide, by the member of a question that would say it. */
    public enum Ask {
        NATIONALITY("/nationality"),
        RESIDENCE("/residence"),
        TITLE("/title"),
        TITLE_VALID_FROM("/title/valid_from"),
        TITLE_VALID_TO("/title/valid_to"),
        TITLE_FIRST_ISSUED_ON("/title/first_issued_on"),
        TITLE_ARTICLE("/title/mention"),
        TITLE_WORK_MENTION("/title/work_mention"),
        TITLE_DEPARTMENT("/title/department"),
        IN_FRANCE_SINCE("/in_france_since"),
        PAPER_KIND("/paper/kind"),
        PAPER_VALID_TO("/paper/valid_to"),
        PAPER_WORK_MENTION("/paper/work_mention"),
        RENEWAL_IN_TIME("/renewal_in_time"),
        HOURS_WORKED("/hours_worked"),
        ASYLUM_INTRODUCED_ON("/asylum/introduced_on"),
        ASYLUM_DECIDED("/asylum/decided"),
        CONTRACT_TYPE("/contract/type"),
        CONTRACT_START("/contract/start"),
        CONTRACT_END("/contract/end"),
        CONTRACT_HOURS("/contract/hours"),
        CONTRACT_FIELD("/contract/field"),
        CONTRACT_MATCHES_TITLE("/contract/matches_title"),
        POSTING_KIND("/contract/posting/kind"),
        POSTING_REGULARLY_EMPLOYED("/contract/posting/regularly_employed"),
        AUTHORISATION("/authorisation"),
        AUTHORISATION_CONTRACT("/authorisation/contract"),
        AUTHORISATION_REQUEST_TYPE("/authorisation/request_type"),
        AUTHORISATION_VALID_TO("/authorisation/valid_to"),
        PREFECTURE("");

        private final String pointer;

        Ask(String pointer) {
            this.pointer = pointer;
        }

        /** JSON Pointer of the member; empty where a human must ask the prefecture. */
        public String pointer() {
            return pointer;
        }
    }

    /** What would change the answer. */
    public enum Switch {
        AUTHORISATION_GRANTED,
        NEW_TITLE,
        RECEIPT_WITH_MENTION,
        LONG_STAY_VISA,
        DECISION_OF_OFPRA,
        HOURS_OVER_THE_YEARS_LIMIT,
        FEWER_HOURS,
        LONGER_THAN_THREE_MONTHS,
        LONGER_THAN_SIX_MONTHS,
        OTHER_ACTIVITY,
        OTHER_TERRITORY,
        NEW_ADDRESS_DECLARED,
        TITLE_EXPIRES,
        LISTED_DEPARTMENT,
        PERSON_IS_MINOR,
        NEW_CONTRACT
    }

    public boolean mayStartIsYes() {
        return mayStart == Start.YES;
    }

    static Draft draft() {
        return new Draft();
    }

    /**
     * An answer in the making. What it becomes is guarded in one place: a yes that lacks a fact, or rests on a ground that was
     * not read in a text, or stands beside an authorisation that is unknown or impossible, becomes unknown.
     */
    static final class Draft {
        private Need authorisation = Need.UNKNOWN;
        private @Nullable String requestType;
        private Start mayStart = Start.UNKNOWN;
        private final List<Reason> reasons = new ArrayList<>(2);
        private @Nullable LocalDate from;
        private @Nullable LocalDate until;
        private final Set<Basis> basis = new LinkedHashSet<>();
        private Certainty certainty = Certainty.TEXT;
        private final Set<Condition> conditions = new LinkedHashSet<>();
        private final Set<Ask> asks = new LinkedHashSet<>();
        private final Set<Switch> switches = new LinkedHashSet<>();

        Draft notNeeded() {
            authorisation = Need.NOT_NEEDED;
            return this;
        }

        Draft needed(@Nullable String type) {
            authorisation = Need.NEEDED;
            requestType = type;
            return this;
        }

        Draft notPossible() {
            authorisation = Need.NOT_POSSIBLE;
            requestType = null;
            return this;
        }

        Draft mayStart(Reason reason) {
            return start(Start.YES, reason);
        }

        Draft mayNotStart(Reason reason) {
            return start(Start.NO, reason);
        }

        Draft needUnknown() {
            authorisation = Need.UNKNOWN;
            requestType = null;
            return this;
        }

        private Draft start(Start start, Reason reason) {
            mayStart = start;
            reasons.remove(reason);
            reasons.addFirst(reason);
            return this;
        }

        /** What stands behind an answer without deciding it. */
        Draft because(Reason reason) {
            if (!reasons.contains(reason)) {
                reasons.add(reason);
            }
            return this;
        }

        Draft ask(Ask... missing) {
            asks.addAll(List.of(missing));
            return this;
        }

        Draft from(@Nullable LocalDate day) {
            from = day;
            return this;
        }

        /** The sooner of two ends counts. */
        Draft until(@Nullable LocalDate day) {
            if (day != null && (until == null || day.isBefore(until))) {
                until = day;
            }
            return this;
        }

        Draft basis(Basis... texts) {
            return basis(List.of(texts));
        }

        Draft basis(List<Basis> texts) {
            basis.addAll(texts);
            return this;
        }

        /** The less sure of two counts. */
        Draft certainty(Certainty other) {
            certainty = other.compareTo(certainty) > 0 ? other : certainty;
            return this;
        }

        Draft when(Condition... all) {
            conditions.addAll(List.of(all));
            return this;
        }

        Draft changedBy(Switch... all) {
            switches.addAll(List.of(all));
            return this;
        }

        boolean isYes() {
            return mayStart == Start.YES;
        }

        boolean isNo() {
            return mayStart == Start.NO;
        }

        Answer done() {
            boolean isOpen = authorisation == Need.UNKNOWN || authorisation == Need.NOT_POSSIBLE;
            if (isYes() && !certainty.mayBlock()) {
                ask(Ask.PREFECTURE).start(Start.UNKNOWN, Reason.UNVERIFIED_GROUND);
            } else if (isYes() && (!asks.isEmpty() || isOpen)) {
                start(Start.UNKNOWN, Reason.FACTS_MISSING);
            } else if (mayStart == Start.UNKNOWN) {
                start(Start.UNKNOWN, asks.isEmpty() ? Reason.UNVERIFIED_GROUND : Reason.FACTS_MISSING);
            }
            return new Answer(
                    authorisation,
                    requestType,
                    mayStart,
                    List.copyOf(reasons),
                    from,
                    isYes() ? until : null,
                    List.copyOf(basis),
                    certainty,
                    isYes() ? List.copyOf(conditions) : List.of(),
                    List.copyOf(asks),
                    List.copyOf(switches));
        }
    }
}
