package fr.passerelle.requests;

import fr.passerelle.law.Certainty;
import fr.passerelle.requests.Completeness.Gap;
import java.util.ArrayList;
import java.util.List;

/** Gathers what is found in a request: what is certain may stand in its way, all else only warns. */
final class Findings {
    private final List<Gap> missing = new ArrayList<>();
    private final List<Gap> warnings = new ArrayList<>();

    void missing(Gap gap) {
        missing.add(gap);
    }

    void warning(Gap gap) {
        warnings.add(gap);
    }

    void missingUnless(boolean present, String pointer) {
        if (!present) {
            missing.add(Gap.field(pointer));
        }
    }

    void doubtUnless(boolean sure, String code, String pointer) {
        if (!sure) {
            warnings.add(Gap.doubt(code, pointer));
        }
    }

    /** Stands in the way where its certainty allows that. */
    void byCertainty(Gap gap) {
        Certainty certainty = gap.certainty();
        (certainty.mayBlock() ? missing : warnings).add(gap);
    }

    Completeness completeness() {
        return new Completeness(missing, warnings);
    }
}
