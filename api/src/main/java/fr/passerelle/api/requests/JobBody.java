package fr.passerelle.api.requests;

import fr.passerelle.api.http.Errors;
import fr.passerelle.api.parties.Rules;
import fr.passerelle.platform.FilingForm.Job;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The post, in and out. */
public record JobBody(
        @Nullable String title,
        @Nullable String rome,
        @Nullable String fap,
        @Nullable String pcsEse,
        @Nullable Boolean regulatedProfession) {
    private static final Pattern ROME = Pattern.compile("[A-N][0-9]{4}");
    private static final Pattern FAP = Pattern.compile("[A-Z][0-9][A-Z][0-9]{2}");
    private static final Pattern PCS_ESE = Pattern.compile("[0-9]{3}[a-z]");

    static JobBody of(Job job) {
        return new JobBody(job.title(), job.rome(), job.fap(), job.pcsEse(), job.regulatedProfession());
    }

    void check(Errors errors) {
        Rules.line(errors, "title", errors.required("title", title));
        Rules.matches(errors, "rome", rome, ROME);
        Rules.matches(errors, "fap", fap, FAP);
        Rules.matches(errors, "pcs_ese", pcsEse, PCS_ESE);
    }

    Job toJob() {
        return new Job(Rules.given(title), rome, fap, pcsEse, Boolean.TRUE.equals(regulatedProfession));
    }
}
