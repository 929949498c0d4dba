package fr.passerelle.law;

/**
 * Whether a person may start to work once the authorisation is granted: that follows from the permit and the authorisation
 * together, never from the grant alone.
 *
 * <p>Source: service-public F2728 (18 June 2026), table "after a favourable decision"; Code du travail, art. R. 5221-3.
 * The table has a row on seasonal contracts for seasonal permits alone: beside another permit such a contract is unknown.
 */
public final class WorkStart {
    private WorkStart() {}

    /** The document that the person holds. */
    public enum Held {
        EMPLOYEE_PERMIT,
        FIXED_TERM_PERMIT,
        SEASONAL_PERMIT,
        ASYLUM_CLAIM_CERTIFICATE,
        OTHER_DOCUMENT,
        ABROAD,
        UNKNOWN
    }

    /** The contract for which the authorisation was granted. */
    public enum ContractKind {
        PERMANENT,
        FIXED_TERM,
        SEASONAL
    }

    /** The answer, with the code of its reason. */
    public enum Answer {
        YES,
        NO_CHANGE_OF_STATUS_FIRST,
        NO_CHANGE_OF_STATUS_FORBIDDEN,
        NO_PERMIT_FIRST,
        NO_VISA_FIRST,
        UNKNOWN;

        /** Unknown is never a yes. */
        public boolean isYes() {
            return this == YES;
        }
    }

    public static Answer after(Held held, ContractKind contract) {
        return switch (held) {
            case EMPLOYEE_PERMIT ->
                switch (contract) {
                    case PERMANENT -> Answer.YES;
                    case FIXED_TERM -> Answer.NO_CHANGE_OF_STATUS_FIRST;
                    case SEASONAL -> Answer.UNKNOWN;
                };
            case FIXED_TERM_PERMIT ->
                switch (contract) {
                    case FIXED_TERM -> Answer.YES;
                    case PERMANENT -> Answer.NO_CHANGE_OF_STATUS_FIRST;
                    case SEASONAL -> Answer.UNKNOWN;
                };
            case SEASONAL_PERMIT ->
                contract == ContractKind.SEASONAL ? Answer.YES : Answer.NO_CHANGE_OF_STATUS_FORBIDDEN;
            case ASYLUM_CLAIM_CERTIFICATE -> Answer.YES;
            case OTHER_DOCUMENT -> Answer.NO_PERMIT_FIRST;
            case ABROAD -> Answer.NO_VISA_FIRST;
            case UNKNOWN -> Answer.UNKNOWN;
        };
    }
}
