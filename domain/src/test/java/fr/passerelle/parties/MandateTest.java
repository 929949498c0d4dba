package fr.passerelle.parties;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aMandate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("code-du-travail-R5221-1")
class MandateTest {
    private static final LocalDate MAY_4 = LocalDate.of(2026, 5, 4);

    @ParameterizedTest
    @CsvSource({
        "2026-05-03, false",
        "2026-05-04, true",
        "2026-05-05, true",
        "2028-02-28, true",
        "2028-02-29, true",
        "2028-03-01, false"
    })
    void coversTheDaysFromItsFirstToItsLast(LocalDate day, boolean covered) {
        Mandate mandate =
                aMandate().validFrom(MAY_4).validTo(LocalDate.of(2028, 2, 29)).build();

        assertThat(mandate.covers(day)).isEqualTo(covered);
    }

    @Test
    void coversASingleDay() {
        Mandate mandate = aMandate().validFrom(MAY_4).validTo(MAY_4).build();

        assertThat(mandate.covers(MAY_4)).isTrue();
        assertThat(mandate.covers(MAY_4.plusDays(1))).isFalse();
    }

    @Test
    void coversAllDaysWithoutAnEnd() {
        assertThat(aMandate().validTo(null).build().covers(MAY_4.plusYears(50))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"2026-05-03, true", "2026-05-04, true", "2026-05-05, false"})
    void coversNoDayBeforeItWasSigned(LocalDate signedOn, boolean covered) {
        assertThat(aMandate().signedOn(signedOn).build().covers(MAY_4)).isEqualTo(covered);
    }

    @Test
    void coversNothingWithoutItsPaper() {
        Mandate mandate = aMandate().undocumented().build();

        assertThat(mandate.covers(MAY_4)).isFalse();
        assertThat(mandate.documentedBy("cd".repeat(32)).covers(MAY_4)).isTrue();
    }

    @Test
    void coversNothingOnceRevoked() {
        Mandate revoked = aMandate().build().revoked(NOW);

        assertThat(revoked.covers(MAY_4)).isFalse();
        assertThat(revoked.version()).isEqualTo(2);
        assertThat(revoked.revoked(NOW.plusSeconds(1))).isEqualTo(revoked);
    }

    @Test
    void doesNotEndBeforeItBegins() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        aMandate().validFrom(MAY_4).validTo(MAY_4.minusDays(1)).build());
    }

    @Test
    void coversWhatOneOfManyCovers() {
        Mandate ended = aMandate().validTo(MAY_4.minusDays(1)).build();
        Mandate inForce = aMandate().build();

        assertThat(Mandate.anyCovers(List.of(ended, inForce), MAY_4)).isTrue();
        assertThat(Mandate.anyCovers(List.of(ended), MAY_4)).isFalse();
        assertThat(Mandate.anyCovers(List.of(), MAY_4)).isFalse();
    }
}
