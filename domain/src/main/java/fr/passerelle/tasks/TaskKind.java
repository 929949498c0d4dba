package fr.passerelle.tasks;

import static fr.passerelle.tasks.TaskOutcome.ACCOUNT_UNLOCKED;
import static fr.passerelle.tasks.TaskOutcome.ADOPT;
import static fr.passerelle.tasks.TaskOutcome.ANSWERED_ON_PORTAL;
import static fr.passerelle.tasks.TaskOutcome.APPEALED_TO_ADMINISTRATION;
import static fr.passerelle.tasks.TaskOutcome.APPEALED_TO_COURT;
import static fr.passerelle.tasks.TaskOutcome.DONE_OUTSIDE;
import static fr.passerelle.tasks.TaskOutcome.FILE_ANYWAY;
import static fr.passerelle.tasks.TaskOutcome.FOUND_ON_PLATFORM;
import static fr.passerelle.tasks.TaskOutcome.GIVE_UP;
import static fr.passerelle.tasks.TaskOutcome.NOT_FOUND;
import static fr.passerelle.tasks.TaskOutcome.REASONS_ASKED;
import static fr.passerelle.tasks.TaskOutcome.TRY_AGAIN;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can need a human, whom it needs, where on the portal, and how they may settle it. */
public enum TaskKind {
    ACCOUNT_LOCKED(Audience.EMPLOYER, "Mon compte", ACCOUNT_UNLOCKED, GIVE_UP),
    PASSWORD_REFUSED(Audience.EMPLOYER, "Mon compte > Mot de passe", ACCOUNT_UNLOCKED, GIVE_UP),
    HUMAN_CHECK_REQUIRED(Audience.EMPLOYER, "Connexion", ACCOUNT_UNLOCKED, GIVE_UP),
    MANDATE_LAPSED(Audience.EMPLOYER, null, TRY_AGAIN, GIVE_UP),
    OUTCOME_UNKNOWN(Audience.OPERATOR, "Mes demandes", FOUND_ON_PLATFORM, NOT_FOUND),
    ALREADY_ON_PLATFORM(Audience.EMPLOYER, "Mes demandes", ADOPT, FILE_ANYWAY, GIVE_UP),
    DUPLICATE_ON_PLATFORM(Audience.EMPLOYER, "Mes demandes", DONE_OUTSIDE),
    DOCUMENT_REFUSED(Audience.EMPLOYER, "Nouvelle demande > Pièces", DONE_OUTSIDE, GIVE_UP),
    REFUSED_BY_PLATFORM(Audience.OPERATOR, "Nouvelle demande", TRY_AGAIN, GIVE_UP),
    COMPLEMENT_ASKED(Audience.EMPLOYER, "Mes demandes > Compléments", ANSWERED_ON_PORTAL, DONE_OUTSIDE),
    COMPLEMENT_UNKNOWN(Audience.OPERATOR, "Mes demandes > Compléments", ANSWERED_ON_PORTAL, NOT_FOUND),
    CLOSED_BY_PLATFORM(Audience.EMPLOYER, "Mes demandes", DONE_OUTSIDE),
    UNKNOWN_LABEL(Audience.OPERATOR, "Mes demandes", DONE_OUTSIDE),
    STATUS_REGRESSED(Audience.OPERATOR, "Mes demandes", DONE_OUTSIDE),
    FILE_GONE(Audience.OPERATOR, "Mes demandes", DONE_OUTSIDE),
    WITHDRAWAL_WISHED(Audience.EMPLOYER, "Mes demandes", DONE_OUTSIDE, GIVE_UP),
    ADOPTION_FAILED(Audience.EMPLOYER, "Mes demandes", TRY_AGAIN, GIVE_UP),
    /** It is not filed, and its deadline is near: they may file it elsewhere. */
    DEADLINE_NEAR(Audience.EMPLOYER, "Nouvelle demande", DONE_OUTSIDE, GIVE_UP),
    /** Nothing moved for twenty days: in practice a file is closed after a month. */
    FILE_INACTIVE(Audience.EMPLOYER, "Mes demandes", DONE_OUTSIDE),
    /** Called an asylum seeker's, which no paper bears out: silence may have refused it, or granted it. */
    SILENCE_UNCLEAR(Audience.EMPLOYER, null, DONE_OUTSIDE),
    /** Silence refused it: ask for the reasons, or contest it. */
    SILENCE_REFUSED(Audience.EMPLOYER, null, REASONS_ASKED, APPEALED_TO_ADMINISTRATION, APPEALED_TO_COURT, GIVE_UP),
    /** The reasons were asked for, and did not come within the month. */
    REASONS_UNANSWERED(Audience.EMPLOYER, null, DONE_OUTSIDE, APPEALED_TO_ADMINISTRATION, APPEALED_TO_COURT, GIVE_UP),
    /** An appeal to the administration awaits its answer: the day of an express one begins the time to go to court. */
    APPEAL_MADE(Audience.EMPLOYER, null, TaskOutcome.APPEAL_REJECTED, APPEALED_TO_COURT, GIVE_UP),
    /** Silence rejected the appeal to the administration: the court is left. */
    APPEAL_REJECTED(Audience.EMPLOYER, null, TaskOutcome.APPEAL_REJECTED, APPEALED_TO_COURT, GIVE_UP),
    /** A week is left to contest a refusal. */
    APPEAL_CLOSING(
            Audience.EMPLOYER,
            null,
            REASONS_ASKED,
            APPEALED_TO_ADMINISTRATION,
            TaskOutcome.APPEAL_REJECTED,
            APPEALED_TO_COURT,
            GIVE_UP),
    /** Whoever works on the request crashes: nobody does any more until a human says so. */
    QUARANTINED(Audience.OPERATOR, null, TRY_AGAIN);

    /** Who can settle it. */
    public enum Audience {
        EMPLOYER,
        WORKER,
        /** Who watches over the filings on the employer's side, such as the integrator's support. */
        OPERATOR
    }

    private final Audience audience;
    private final @Nullable String portalPath;
    private final Set<TaskOutcome> allowedOutcomes;

    TaskKind(Audience audience, @Nullable String portalPath, TaskOutcome... allowedOutcomes) {
        this.audience = audience;
        this.portalPath = portalPath;
        this.allowedOutcomes = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(allowedOutcomes)));
    }

    public Audience audience() {
        return audience;
    }

    /** Where on the portal it is settled, in the portal's words; absent when it is settled here. */
    public @Nullable String portalPath() {
        return portalPath;
    }

    public Set<TaskOutcome> allowedOutcomes() {
        return allowedOutcomes;
    }

    /** Whether there is nothing left to do about it once the request is filed. */
    public boolean isMootOnceFiled() {
        return hindersFiling() || this == DEADLINE_NEAR;
    }

    /** Whether it is about contesting a refusal. */
    public boolean isAboutRefusal() {
        return this == SILENCE_REFUSED
                || this == REASONS_UNANSWERED
                || this == APPEAL_MADE
                || this == APPEAL_REJECTED
                || this == APPEAL_CLOSING;
    }

    /** Whether it stands in the way of filing: it is settled once the request is on its way again. */
    public boolean hindersFiling() {
        return switch (this) {
            case MANDATE_LAPSED,
                    OUTCOME_UNKNOWN,
                    ALREADY_ON_PLATFORM,
                    DOCUMENT_REFUSED,
                    REFUSED_BY_PLATFORM,
                    ADOPTION_FAILED -> true;
            case ACCOUNT_LOCKED,
                    PASSWORD_REFUSED,
                    HUMAN_CHECK_REQUIRED,
                    DUPLICATE_ON_PLATFORM,
                    COMPLEMENT_ASKED,
                    COMPLEMENT_UNKNOWN,
                    CLOSED_BY_PLATFORM,
                    UNKNOWN_LABEL,
                    STATUS_REGRESSED,
                    FILE_GONE,
                    WITHDRAWAL_WISHED,
                    DEADLINE_NEAR,
                    FILE_INACTIVE,
                    SILENCE_UNCLEAR,
                    SILENCE_REFUSED,
                    REASONS_UNANSWERED,
                    APPEAL_MADE,
                    APPEAL_REJECTED,
                    APPEAL_CLOSING,
                    QUARANTINED -> false;
        };
    }
}
