package fr.passerelle.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.benchmarks.ReceiptTruth.Verdict;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ReceiptTruthTest {
    private static final GoodReceipt GOOD =
            new GoodReceipt(201, Map.of("content-type", "application/json; charset=utf-8"), """
                {"numero_depot":"D-2026-0000001","numero_brouillon":"B-2026-0000001","reference_libre":"PSR-1",\
                "date_enregistrement":"2026-11-23T10:15:30+01:00","siret":"73282932000074",\
                "salarie":{"nom":"Nguyễn","prenoms":["Ánh"],"date_naissance":"1994-07-03"}}\
                """);

    private final ReceiptTruth truth = new ReceiptTruth(GOOD);

    @Test
    void knowsTheTruthHoweverItIsWritten() {
        Random random = new Random(1);

        assertThat(truth.judge(GOOD.bytes())).isEqualTo(Verdict.TRUE);
        assertThat(IntStream.range(0, 60).mapToObj(i -> truth.judge(Mutation.WRITTEN_OTHERWISE.of(GOOD, random))))
                .containsOnly(Verdict.TRUE);
    }

    @ParameterizedTest
    @CsvSource({
        "Nguyễn, NGUYEN, TRUE",
        "1994-07-03, 1994-07-04, FALSE",
        "1994-07-03, 1994-0}-03, FALSE",
        "Nguyễn, Nguyen Van, FALSE",
        "Ánh, Marie, FALSE",
        "PSR-1, PSR-2, FALSE",
        "73282932000074, 73282932000082, FALSE",
        "B-2026-0000001, B-2026-0000002, FALSE",
        "D-2026-0000001, D-2026-0000002, TRUE_BUT_FOR_THE_PLATFORMS_OWN",
        "2026-11-23, 2026-11-24, TRUE_BUT_FOR_THE_PLATFORMS_OWN"
    })
    void tellsWhatMattersFromWhatDoesNot(String from, String to, Verdict verdict) {
        assertThat(truth.judge(GOOD.saying(GOOD.body().replace(from, to)).bytes()))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {
                "TRUNCATED",
                "OTHER_STATUS",
                "OTHER_CONTENT_TYPE",
                "REQUIRED_MISSING",
                "WRAPPED",
                "OF_ANOTHER_PERSON"
            })
    void believesNoSpoiltAnswer(Mutation kind) {
        Random random = new Random(2);

        assertThat(IntStream.range(0, 60).mapToObj(i -> truth.judge(kind.of(GOOD, random))))
                .containsOnly(Verdict.FALSE);
    }
}
