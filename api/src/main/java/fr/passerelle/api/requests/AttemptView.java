package fr.passerelle.api.requests;

import fr.passerelle.platform.Exchange;
import fr.passerelle.requests.Attempt;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** One try to file, as clients see it: what came back by its hash, never its text. */
public record AttemptView(
        String id,
        String kind,
        Attempt.State state,
        @Nullable String draftNumber,
        @Nullable Instant intentAt,
        @Nullable Instant sentAt,
        @Nullable Instant answeredAt,
        @Nullable Integer httpStatus,
        @Nullable String answerSha256,
        @Nullable String reason,
        @Nullable RejectionView platformAnswer,
        @Nullable LooksView reconciliation,
        @Nullable Instant closedAt) {

    /** How far the reconciliation is. */
    public record LooksView(
            int looks,
            @Nullable Instant draftGoneAt,
            @Nullable Instant draftSubmittedAt) {}

    static AttemptView of(Attempt attempt) {
        Exchange answer = attempt.answer();
        return new AttemptView(
                attempt.id().text(),
                attempt.kind().code(),
                attempt.state(),
                attempt.draft() == null ? null : attempt.draft().value(),
                attempt.intentAt(),
                answer == null ? null : answer.sentAt(),
                answer == null ? null : answer.answeredAt(),
                answer == null ? null : answer.status(),
                answer == null || answer.answeredAt() == null ? null : sha256(answer.body()),
                attempt.reason(),
                RejectionView.of(attempt.rejection()),
                reconciliation(attempt.looks()),
                attempt.closedAt());
    }

    private static @Nullable LooksView reconciliation(Attempt.Looks looks) {
        return looks.count() == 0 ? null : new LooksView(looks.count(), looks.draftGoneAt(), looks.draftSubmittedAt());
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
