package fr.passerelle.law.right;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.law.Certainty;
import fr.passerelle.law.LawTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitlesTest {
    private static final Titles TITLES = new Titles(LawTables.shipped());

    @Test
    void areThoseOfTheTable() {
        assertThat(TITLES.all()).hasSize(86);
        assertThat(TITLES.find("CRA_10")).get().extracting(Title::certainty).isEqualTo(Certainty.UNVERIFIED);
        assertThat(TITLES.find("visiteur")).get().extracting(Title::right).isEqualTo(Right.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "Carte de séjour temporaire, salarié, SALARIE_CST",
        "CARTE DE SEJOUR TEMPORAIRE, « Salarie », SALARIE_CST",
        "Carte de résident, , RESIDENT_10",
        "CSP, travailleur saisonnier, TRAVAILLEUR_SAISONNIER_CSP"
    })
    void areFoundByTheWordsOnThem(String type, String mention, String code) {
        assertThat(TITLES.find(type, mention)).get().extracting(Title::code).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"CST, vie privée et familiale", "CST, salarié", ", salarié", "Carte bleue, "})
    void areNotGuessed(String type, String mention) {
        assertThat(TITLES.find(type, mention)).isEmpty();
    }

    @Test
    void knowTheArticlesOfALongList() {
        assertThat(Articles.in("CESEDA L. 423-6, L. 423-10 to -12, L. 425-8, L. 426-6, -7, L. 421-13-1"))
                .containsExactlyInAnyOrder(
                        "423-6", "423-10", "423-11", "423-12", "425-8", "426-6", "426-7", "421-13-1");
    }
}
