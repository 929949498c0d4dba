package fr.passerelle.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class BasisTest {
    @Test
    void tellsTheVersionOfTheArticleThatWasRead() {
        assertThat(Basis.of("C. trav. R. 5221-1"))
                .isEqualTo(new Basis("C. trav. R. 5221-1", "LEGIARTI000049999770", LocalDate.of(2024, 9, 1)));
    }

    @Test
    void readsSeveralCitationsOfOneCode() {
        assertThat(Basis.all("C. trav. R. 5221-2 11°, R. 5221-26 / CESEDA L. 414-11 4°"))
                .extracting(Basis::text)
                .containsExactly("C. trav. R. 5221-2 11°", "C. trav. R. 5221-26", "CESEDA L. 414-11 4°");
    }

    @Test
    void knowsSinceWhenAnArticleWithoutAnIdIsInForce() {
        Basis basis = Basis.of("CESEDA L. 554-3");

        assertThat(basis.legiarti()).isNull();
        assertThat(basis.inForceSince()).isEqualTo(LocalDate.of(2021, 5, 1));
    }

    @Test
    void citesWhatIsNoArticleOfACodeByItsName() {
        assertThat(Basis.all("décret 2014-1292, F2728"))
                .isEqualTo(List.of(new Basis("décret 2014-1292", null, null), new Basis("F2728", null, null)));
    }
}
