package fr.passerelle.api.permits;

import fr.passerelle.api.http.Checked;
import fr.passerelle.api.http.Errors;
import fr.passerelle.api.parties.Rules;
import fr.passerelle.permits.AlertPreferences.Preference;
import fr.passerelle.permits.AlertSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What clients say of warnings. */
final class AlertBodies {
    private AlertBodies() {}

    /** That somebody has seen to a warning. */
    record AcknowledgementBody(
            @Nullable String by, @Nullable String note) implements Checked {
        @Override
        public void check(Errors errors) {
            Rules.reference(errors, "by", errors.required("by", by));
            Rules.line(errors, "note", note);
        }
    }

    /** When an employer wishes to be warned; what is left out is as usual. */
    record SettingsBody(
            @Nullable Integer prepareDays,
            @Nullable Integer closingDays,
            @Nullable List<Integer> expiringDays,
            @Nullable List<Integer> paperExpiringDays,
            @Nullable List<Integer> gapDays,
            @Nullable Integer escalateDays,
            AlertSettings.@Nullable Digest digest)
            implements Checked {
        private static final AlertSettings USUAL = AlertSettings.DEFAULT;
        private static final int MOST_DAYS = 365;
        private static final int MOST_THRESHOLDS = 10;

        @Override
        public void check(Errors errors) {
            inRange(errors.at("prepare_days"), prepareDays, 1);
            inRange(errors.at("closing_days"), closingDays, 1);
            inRange(errors.at("escalate_days"), escalateDays, 0);
            thresholds(errors, "expiring_days", expiringDays);
            thresholds(errors, "paper_expiring_days", paperExpiringDays);
            thresholds(errors, "gap_days", gapDays);
        }

        private static void thresholds(Errors errors, String member, @Nullable List<Integer> days) {
            errors.atMost(member, MOST_THRESHOLDS, days);
            errors.each(member, days, (day, at) -> inRange(at, day, 1));
        }

        private static void inRange(Errors errors, @Nullable Integer days, int least) {
            if (days != null && (days < least || days > MOST_DAYS)) {
                errors.add("out_of_range", Map.of("min", least, "max", MOST_DAYS));
            }
        }

        AlertSettings toSettings() {
            return new AlertSettings(
                    prepareDays == null ? USUAL.prepareDays() : prepareDays,
                    closingDays == null ? USUAL.closingDays() : closingDays,
                    expiringDays == null ? USUAL.expiringDays() : new TreeSet<>(expiringDays),
                    paperExpiringDays == null ? USUAL.paperExpiringDays() : new TreeSet<>(paperExpiringDays),
                    gapDays == null ? USUAL.gapDays() : new TreeSet<>(gapDays),
                    escalateDays == null ? USUAL.escalateDays() : escalateDays,
                    digest == null ? USUAL.digest() : digest);
        }
    }

    /** When an employer is warned. */
    record SettingsView(
            int prepareDays,
            int closingDays,
            List<Integer> expiringDays,
            List<Integer> paperExpiringDays,
            List<Integer> gapDays,
            int escalateDays,
            AlertSettings.Digest digest,
            long version,
            Instant updatedAt) {
        static SettingsView of(Preference chosen) {
            AlertSettings settings = chosen.settings();
            return new SettingsView(
                    settings.prepareDays(),
                    settings.closingDays(),
                    List.copyOf(settings.expiringDays()),
                    List.copyOf(settings.paperExpiringDays()),
                    List.copyOf(settings.gapDays()),
                    settings.escalateDays(),
                    settings.digest(),
                    chosen.version(),
                    chosen.updatedAt());
        }
    }
}
