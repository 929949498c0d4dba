package fr.passerelle.permits;

import static fr.passerelle.testing.Examples.TODAY;
import static fr.passerelle.testing.Examples.aPermit;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.law.LawTables;
import fr.passerelle.law.right.Answer.Start;
import fr.passerelle.law.right.Facts;
import fr.passerelle.testing.PermitBuilder;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RightOverTimeTest {
    private static final RightOverTime RULES = new RightOverTime(LawTables.shipped());
    private static final LocalDate END = LocalDate.of(2026, 12, 31);

    @Test
    void coversAllOfTheTimeWithoutAHole() {
        List<Spell> all = RULES.timeline(MilestonesTest.permit(
                aPermit().valid(LocalDate.of(2016, 1, 1), END).renewedOn(END.minusDays(100))));

        assertThat(all.getFirst().from()).isEqualTo(RightOverTime.BEGINNING);
        assertThat(all.getLast().to()).isNull();
        for (int i = 1; i < all.size(); i++) {
            assertThat(all.get(i).from().minusDays(1)).isEqualTo(all.get(i - 1).to());
            assertThat(all.get(i).answer()).isNotEqualTo(all.get(i - 1).answer());
        }
        assertThat(all).extracting(Spell::start).startsWith(Start.NO, Start.YES).endsWith(Start.YES, Start.NO);
    }

    @ParameterizedTest
    @CsvSource({
        "RESIDENT_10, 2016-01-01, 2026-09-15, YES", // in the window
        "RESIDENT_10, 2016-01-01, 2026-11-30, NO", // behind it
        "RESIDENT_10, 2016-01-01, , UNKNOWN", // nobody told
        "RESIDENT_10, 2016-01-01, 2026-07-01, UNKNOWN", // before it
        "VPF_CSP, 2023-01-01, 2026-10-31, YES", // four years, in both windows
        "VPF_CSP, 2023-01-01, 2026-11-15, UNKNOWN", // we do not know the list
        "VPF_CSP, 2024-01-01, 2026-11-01, NO", // three years
        "VPF_SOINS, 2026-01-01, 2026-11-01, NO"
    })
    @Tag("L. 433-3")
    @Tag("R. 431-5")
    void keepsTheRightForThreeMonthsWhereTheLawSaysSo(
            String title, LocalDate from, @Nullable LocalDate requested, Start expected) {
        PermitBuilder permit = aPermit().titled(title).valid(from, END);
        if (requested != null) {
            permit.renewedOn(requested);
        }

        assertThat(on(permit, END)).isEqualTo(Start.YES);
        assertThat(on(permit, END.plusDays(1))).isEqualTo(expected);
        assertThat(on(permit, LocalDate.of(2027, 3, 31))).isEqualTo(expected);
        assertThat(on(permit, LocalDate.of(2027, 4, 1))).isEqualTo(Start.NO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RENEWAL_RECEIPT", "FAVOURABLE_DECISION"})
    @Tag("R. 5221-3")
    void countsAPaperWithItsMentionAlone(Facts.Paper.Kind kind) {
        LocalDate last = END.plusDays(90);

        assertThat(on(holding(kind, END, last, true), END.plusDays(1))).isEqualTo(Start.YES);
        assertThat(on(holding(kind, END, last, true), last)).isEqualTo(Start.YES);
        assertThat(on(holding(kind, END, last, true), last.plusDays(1))).isEqualTo(Start.NO);
        assertThat(on(holding(kind, END, last, null), END.plusDays(1))).isEqualTo(Start.UNKNOWN);
        assertThat(on(holding(kind, END, last, false), END.plusDays(1))).isEqualTo(Start.NO);
    }

    @Test
    void givesNoRightBeforeAPaperBegins() {
        PermitBuilder permit = holding(Facts.Paper.Kind.RENEWAL_RECEIPT, END.plusDays(10), END.plusDays(90), true);

        assertThat(on(permit, END.plusDays(9))).isEqualTo(Start.NO);
        assertThat(on(permit, END.plusDays(10))).isEqualTo(Start.YES);
    }

    @Test
    void countsAPaperWithoutAFirstDayFromWhenItWasMadeKnown() {
        PermitBuilder permit = aPermit()
                .titled("VPF_SOINS")
                .valid(TODAY.minusYears(1), TODAY.minusDays(10))
                .with(new Permit.Paper(Facts.Paper.Kind.RENEWAL_RECEIPT, null, null, TODAY.plusDays(80), true));

        assertThat(on(permit, TODAY.minusDays(1))).isEqualTo(Start.NO);
        assertThat(on(permit, TODAY)).isEqualTo(Start.YES);
    }

    @Test
    void endsWithTheAuthorisation() {
        PermitBuilder permit = aPermit().titled("SALARIE_CST").valid(TODAY, END).authorisedUntil(TODAY.plusDays(30));

        Spell spell = RULES.spell(MilestonesTest.permit(permit), TODAY.plusDays(1));

        assertThat(spell.start()).isEqualTo(Start.YES);
        assertThat(spell.to()).isEqualTo(TODAY.plusDays(30));
        assertThat(on(permit, TODAY.plusDays(31))).isEqualTo(Start.NO);
    }

    private static PermitBuilder holding(
            Facts.Paper.Kind kind, LocalDate from, LocalDate to, @Nullable Boolean mention) {
        return aPermit()
                .titled("VPF_SOINS")
                .valid(END.minusYears(1).plusDays(1), END)
                .with(new Permit.Paper(kind, null, from, to, mention));
    }

    private static Start on(PermitBuilder permit, LocalDate day) {
        Permit one = MilestonesTest.permit(permit);
        Start start = RULES.spell(one, day).start();
        assertThat(RULES.timeline(one).stream()
                        .filter(spell -> spell.holds(day))
                        .map(Spell::start))
                .containsExactly(start);
        return start;
    }
}
