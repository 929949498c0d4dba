package fr.passerelle.parties;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether filings can be made for an employer now, and if not, what stands in the way. */
public record Readiness(List<Blocker> blocking) {
    public Readiness {
        blocking = List.copyOf(blocking);
    }

    /** What stands in the way of filing for an employer. */
    public enum Blocker {
        MANDATE_MISSING,
        /** A mandate exists, but its signed document was not uploaded. */
        MANDATE_UNDOCUMENTED,
        /** No mandate covers today: ended, revoked or not yet begun. */
        MANDATE_EXPIRED,
        ACCOUNT_UNLINKED,
        ACCOUNT_LOCKED,
        ACCOUNT_PASSWORD_REFUSED,
        ACCOUNT_HUMAN_CHECK_REQUIRED;

        /**
         * Whether a request is refused for it. A locked account does not: the request is accepted and waits in the queue
         * until the account is mended.
         */
        public boolean refusesSubmission() {
            return switch (this) {
                case ACCOUNT_LOCKED, ACCOUNT_PASSWORD_REFUSED, ACCOUNT_HUMAN_CHECK_REQUIRED -> false;
                default -> true;
            };
        }
    }

    public boolean canFile() {
        return blocking.isEmpty();
    }

    public static Readiness of(List<Mandate> mandates, @Nullable PlatformAccount account, LocalDate today) {
        List<Blocker> blocking = new ArrayList<>();
        if (!Mandate.anyCovers(mandates, today)) {
            blocking.add(mandateBlocker(mandates));
        }
        if (account == null) {
            blocking.add(Blocker.ACCOUNT_UNLINKED);
        } else {
            switch (account.state()) {
                case LOCKED -> blocking.add(Blocker.ACCOUNT_LOCKED);
                case PASSWORD_REFUSED -> blocking.add(Blocker.ACCOUNT_PASSWORD_REFUSED);
                case HUMAN_CHECK_REQUIRED -> blocking.add(Blocker.ACCOUNT_HUMAN_CHECK_REQUIRED);
                case OK, UNKNOWN -> {}
            }
        }
        return new Readiness(blocking);
    }

    private static Blocker mandateBlocker(List<Mandate> mandates) {
        if (mandates.isEmpty()) {
            return Blocker.MANDATE_MISSING;
        }
        boolean allLackPaper = mandates.stream().allMatch(m -> m.document() == null && m.revokedAt() == null);
        return allLackPaper ? Blocker.MANDATE_UNDOCUMENTED : Blocker.MANDATE_EXPIRED;
    }
}
