package fr.passerelle.tasks;

/** How a human may settle a task. */
public enum TaskOutcome {
    /** The file is on the platform: with its deposit number and registration date. */
    FOUND_ON_PLATFORM,
    /** The person looked, and no file is there: a new filing is safe. */
    NOT_FOUND,
    ACCOUNT_UNLOCKED,
    ANSWERED_ON_PORTAL,
    /** The matter was settled outside Passerelle. */
    DONE_OUTSIDE,
    /** Take over the file that is already on the platform. */
    ADOPT,
    /** File although a file of other hands exists. */
    FILE_ANYWAY,
    /** The thing that stood in the way was mended: try again. */
    TRY_AGAIN,
    /** The reasons of a refusal by silence were asked for. */
    REASONS_ASKED,
    /** An appeal to the prefect or the minister was made: with its day. */
    APPEALED_TO_ADMINISTRATION,
    /** That appeal was expressly rejected: with the day. */
    APPEAL_REJECTED,
    APPEALED_TO_COURT,
    GIVE_UP
}
