package fr.passerelle.law.right;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.law.LawTables;
import fr.passerelle.law.right.Facts.Contract;
import fr.passerelle.law.right.PostChange.Outcome;
import fr.passerelle.law.right.PostChange.Post;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("R. 5221-1")
class PostChangeTest {
    private static final WorkRight RULES = new WorkRight(LawTables.shipped());
    private static final Post NOW = new Post("A", "baker", "75", "35", Contract.Kind.PERMANENT);

    @ParameterizedTest
    @CsvSource({
        "PT, , EMPLOYER, NOTHING",
        "MA, SALARIE_CST, EMPLOYER, NEW_REQUEST",
        "MA, SALARIE_CST, CONTRACT, NEW_REQUEST",
        "MA, SALARIE_CST, JOB, NEW_REQUEST",
        "MA, SALARIE_CST, HOURS, UNKNOWN",
        "MA, SALARIE_CST, DEPARTMENT, UNKNOWN",
        "MA, SALARIE_CST, TERRITORY, NEW_REQUEST",
        "MA, SALARIE_CST, NONE, NOTHING",
        "MA, RESIDENT_10, EMPLOYER, NOTHING",
        "MA, RESIDENT_10, TERRITORY, DECLARATION",
        "MA, TALENT_FAMILLE, TERRITORY, UNKNOWN",
        "MA, ETUDIANT_CST, EMPLOYER, DECLARATION",
        "MA, ETUDIANT_CST, HOURS, UNKNOWN",
        "MA, TALENT_SALARIE_QUALIFIE, EMPLOYER, UNKNOWN",
        "MA, VISITEUR, EMPLOYER, UNKNOWN",
        "MA, , EMPLOYER, UNKNOWN",
        "DZ, CRA_10, EMPLOYER, UNKNOWN",
        "DZ, RESIDENT_10, NONE, UNKNOWN"
    })
    void asksForWhatTheTitleAndTheChangeAskFor(String nationality, String title, String part, Outcome outcome) {
        Person person = Person.from(nationality);
        Facts facts = (title == null ? person : person.with(title, null)).facts();

        assertThat(new PostChange(NOW, changed(part)).check(RULES, facts).outcome())
                .isEqualTo(outcome);
    }

    private static Post changed(String part) {
        return switch (part) {
            case "EMPLOYER" -> new Post("B", NOW.job(), NOW.department(), NOW.weeklyHours(), NOW.contract());
            case "JOB" -> new Post("A", "cook", NOW.department(), NOW.weeklyHours(), NOW.contract());
            case "DEPARTMENT" -> new Post("A", NOW.job(), "62", NOW.weeklyHours(), NOW.contract());
            case "TERRITORY" -> new Post("A", NOW.job(), "974", NOW.weeklyHours(), NOW.contract());
            case "HOURS" -> new Post("A", NOW.job(), NOW.department(), "20", NOW.contract());
            case "CONTRACT" -> new Post("A", NOW.job(), NOW.department(), NOW.weeklyHours(), Contract.Kind.FIXED_TERM);
            default -> NOW;
        };
    }
}
