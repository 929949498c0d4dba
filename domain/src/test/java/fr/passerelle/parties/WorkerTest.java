package fr.passerelle.parties;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aWorker;
import static fr.passerelle.testing.WorkerBuilder.identifier;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import fr.passerelle.parties.Worker.Identifier;
import fr.passerelle.parties.Worker.Identifier.Kind;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerTest {
    private static final LocalDate MAY_4 = LocalDate.of(2026, 5, 4);

    @ParameterizedTest
    @CsvSource({"2026-05-03, false", "2026-05-04, true", "2028-02-29, true", "2028-03-01, false"})
    void holdsAPaperFromItsFirstDayToItsLast(LocalDate day, boolean held) {
        Identifier passport = passport("A", MAY_4, LocalDate.of(2028, 2, 29));

        assertThat(passportOn(day, passport).isPresent()).isEqualTo(held);
    }

    @Test
    void holdsAPaperWithoutDatesOnEveryDay() {
        Identifier passport = passport("A", null, null);

        assertThat(passportOn(LocalDate.MIN, passport)).contains(passport);
        assertThat(passportOn(LocalDate.MAX, passport)).contains(passport);
    }

    @Test
    void showsThePaperThatEndsLast() {
        Identifier shorter = passport("A", null, MAY_4.plusYears(1));
        Identifier longer = passport("B", null, MAY_4.plusYears(2));
        Identifier endless = passport("C", null, null);
        Identifier ended = passport("D", null, MAY_4.minusDays(1));

        assertThat(passportOn(MAY_4, shorter, longer, ended)).contains(longer);
        assertThat(passportOn(MAY_4, longer, shorter, ended)).contains(longer);
        assertThat(passportOn(MAY_4, shorter, endless, longer)).contains(endless);
        assertThat(passportOn(MAY_4, endless, longer)).contains(endless);
    }

    @Test
    void showsPapersOfTheKindAskedForAlone() {
        Worker.Profile profile = aWorker().without(Kind.FOREIGNER_NUMBER).profile();

        assertThat(profile.identifier(Kind.PASSPORT, MAY_4)).isPresent();
        assertThat(profile.identifier(Kind.FOREIGNER_NUMBER, MAY_4)).isEmpty();
    }

    @Test
    void hasNoPaperThatEndsBeforeItBegins() {
        assertThatIllegalArgumentException().isThrownBy(() -> passport("A", MAY_4, MAY_4.minusDays(1)));
    }

    @Test
    void isFiledUnderTheSpellingOfThePassport() {
        Worker.Profile spelled =
                aWorker().named("N'Guessan").spelledInPassport("NGUESSAN").profile();

        assertThat(spelled.filedName().familyName()).isEqualTo("NGUESSAN");
        assertThat(aWorker().named("N'Guessan").profile().filedName().familyName())
                .isEqualTo("N'Guessan");
    }

    @Test
    void makesNoVersionWhenNothingChanges() {
        Worker worker = aWorker().build();

        assertThat(worker.with(aWorker().profile(), NOW.plusSeconds(1))).isSameAs(worker);
        assertThat(worker.with(aWorker().born("1991").profile(), NOW.plusSeconds(1))
                        .version())
                .isEqualTo(2);
    }

    @Test
    void keepsNumbersAndNamesOutOfLogs() {
        Worker worker = aWorker().build();

        assertThat(worker.toString()).doesNotContain("Kouam");
        assertThat(worker.profile().toString()).doesNotContain("Kouam", "19AB12345", "1990");
    }

    private static Identifier passport(String number, @Nullable LocalDate from, @Nullable LocalDate to) {
        return identifier(Kind.PASSPORT, number, from, to);
    }

    private static Optional<Identifier> passportOn(LocalDate day, Identifier... papers) {
        return aWorker().withOnly(papers).profile().identifier(Kind.PASSPORT, day);
    }
}
