package fr.passerelle.api.requests;

import fr.passerelle.requests.RequestContent.Circumstances;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Facts that decide what the law asks for, and that the portal's form does not show, in and out. */
public record CircumstancesBody(
        @Nullable Boolean jobRelatedToStudies,
        @Nullable LocalDate diplomaObtainedOn,
        @Nullable Boolean diplomaOfMasterLevel,
        @Nullable Boolean childWelfareCare,
        @Nullable Boolean employerForIter,
        @Nullable Boolean sameJobAndArea) {
    static CircumstancesBody of(Circumstances facts) {
        return new CircumstancesBody(
                facts.jobRelatedToStudies(),
                facts.diplomaObtainedOn(),
                facts.diplomaOfMasterLevel(),
                facts.childWelfareCare(),
                facts.employerForIter(),
                facts.sameJobAndArea());
    }

    Circumstances toCircumstances() {
        return new Circumstances(
                jobRelatedToStudies,
                diplomaObtainedOn,
                diplomaOfMasterLevel,
                childWelfareCare,
                employerForIter,
                sameJobAndArea);
    }
}
