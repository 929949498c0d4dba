package fr.passerelle.requests;

import fr.passerelle.platform.FileSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What to conclude about a submission whose outcome is unknown. It was filed when its file is found. It was not filed when
 * the platform can no longer take it: the draft is gone, for submitting a deleted draft fails (an assumption of our model
 * of the platform), and two reads, the second later than the platform's visibility delay, show no file. A draft that was
 * once seen submitted is never taken for not filed, whatever is seen of it later. What cannot be concluded after a bounded
 * number of looks goes to a human, with the evidence.
 */
final class Reconciliation {
    private final Duration visibilityDelay;
    private final int mostLooks;

    /**
     * A reconciliation.
     *
     * @param visibilityDelay how long the platform may hide a new file from its lists
     * @param mostLooks after so many looks without a conclusion a human decides
     */
    Reconciliation(Duration visibilityDelay, int mostLooks) {
        this.visibilityDelay = visibilityDelay;
        this.mostLooks = mostLooks;
    }

    /** What one look at the platform showed of the draft. */
    enum DraftSeen {
        /** Still there and not submitted. It is deleted next, so that a stopped sender can no longer submit it. */
        OPEN,
        /** Submitted: the file must appear. */
        SUBMITTED,
        GONE,
        /** Made under another login than the present one, to which the platform does not show it. */
        HIDDEN
    }

    /** What to do next. */
    sealed interface Conclusion {
        /**
         * It was filed.
         *
         * @param twins further files for the same filing, which the platform made
         */
        record Filed(FileSummary file, List<FileSummary> twins) implements Conclusion {}

        /**
         * Delete the draft, then look again at once.
         *
         * @param isOverdue whether a human must know when it cannot be deleted now either
         */
        record RaiseFence(Attempt.Looks looks, boolean isOverdue) implements Conclusion {}

        /** Look again later. */
        record LookAgain(Attempt.Looks looks, Instant at) implements Conclusion {}

        /** It was not filed, and can no longer be: a new attempt is safe. */
        record NotFiled() implements Conclusion {}

        /** A human must look. */
        record HandOver(Attempt.Looks looks) implements Conclusion {}
    }

    /**
     * Concludes from a look.
     *
     * @param files the files that are proven to be ours
     */
    Conclusion conclude(Attempt attempt, List<FileSummary> files, DraftSeen draft, Instant now) {
        if (!files.isEmpty()) {
            return new Conclusion.Filed(files.getFirst(), files.subList(1, files.size()));
        }
        Attempt.Looks looks = attempt.looks().again();
        return switch (draft) {
            case HIDDEN -> awaited(looks, now);
            case OPEN -> new Conclusion.RaiseFence(looks, looks.count() > mostLooks);
            case SUBMITTED -> awaited(looks.draftSubmitted(now), now);
            case GONE ->
                looks.draftSubmittedAt() == null
                        ? behindTheFence(looks.draftGone(now), now)
                        : awaited(looks.draftGone(now), now);
        };
    }

    private Conclusion awaited(Attempt.Looks looks, Instant now) {
        return looks.count() > mostLooks
                ? new Conclusion.HandOver(looks)
                : new Conclusion.LookAgain(looks, now.plus(visibilityDelay).plusMillis(1));
    }

    private Conclusion behindTheFence(Attempt.Looks looks, Instant now) {
        Instant clean = looks.cleanAt();
        if (clean != null && now.isAfter(clean.plus(visibilityDelay))) {
            return new Conclusion.NotFiled();
        }
        Instant firstClean = clean == null ? now : clean;
        return new Conclusion.LookAgain(
                looks.clean(now), firstClean.plus(visibilityDelay).plusMillis(1));
    }
}
