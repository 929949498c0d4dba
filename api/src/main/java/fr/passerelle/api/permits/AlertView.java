package fr.passerelle.api.permits;

import fr.passerelle.permits.Alert;
import fr.passerelle.permits.Milestone;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A warning as clients see it. */
record AlertView(
        String id,
        String permitId,
        String employerId,
        Milestone.Kind kind,
        @Nullable String threshold,
        LocalDate on,
        LocalDate effectiveOn,
        Alert.Told told,
        Instant raisedAt,
        int escalations,
        @Nullable Instant escalatesAt,
        @Nullable AcknowledgementView acknowledgement,
        Alert.@Nullable Ended ended) {

    /** Who has seen to it. */
    record AcknowledgementView(
            String by, Instant at, @Nullable String note) {
        static @Nullable AcknowledgementView of(Alert.@Nullable Acknowledgement seen) {
            return seen == null ? null : new AcknowledgementView(seen.by(), seen.at(), seen.note());
        }
    }

    static AlertView of(Alert alert) {
        return new AlertView(
                alert.id().text(),
                alert.permit().text(),
                alert.employer().text(),
                alert.kind(),
                alert.threshold().isEmpty() ? null : alert.threshold(),
                alert.on(),
                alert.effectiveOn(),
                alert.told(),
                alert.raisedAt(),
                alert.escalations(),
                alert.escalateAt(),
                AcknowledgementView.of(alert.acknowledgement()),
                alert.ended());
    }
}
