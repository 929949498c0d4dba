package fr.passerelle.platform;

import static fr.passerelle.platform.FilingForms.ESTABLISHMENT;
import static fr.passerelle.platform.FilingForms.OTHER_ESTABLISHMENT;
import static fr.passerelle.platform.FilingForms.aForm;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.parties.BirthDate;
import fr.passerelle.parties.ForeignerNumber;
import fr.passerelle.parties.PersonName;
import fr.passerelle.parties.Siret;
import fr.passerelle.platform.ReceiptMatch.Shown;
import fr.passerelle.platform.Submission.Expected;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReceiptMatchTest {
    private static final DraftNumber DRAFT = new DraftNumber("B-2026-0000001");
    private static final DraftNumber OTHER_DRAFT = new DraftNumber("B-2026-0000002");
    private static final String REFERENCE = "PSR-0001";
    private static final Person OURS = person("El Amrani", List.of("Youssef", "Ali"), "1990-04-12", "9912345678");
    private static final Person NAMED_ALONE = person("El Amrani", List.of("Youssef", "Ali"), null, null);
    private static final Expected EXPECTED = aForm().reference(REFERENCE).expected(DRAFT);

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void provesOurs(String what, Shown shown) {
        assertThat(ReceiptMatch.proves(EXPECTED, shown)).isTrue();
    }

    static Stream<Arguments> provesOurs() {
        return Stream.of(
                Arguments.of("everything", shown(DRAFT, REFERENCE, ESTABLISHMENT, OURS)),
                Arguments.of("draft and reference", shown(DRAFT, REFERENCE, null, NAMED_ALONE)),
                Arguments.of("draft and establishment", shown(DRAFT, null, ESTABLISHMENT, NAMED_ALONE)),
                Arguments.of("reference and establishment", shown(null, REFERENCE, ESTABLISHMENT, NAMED_ALONE)),
                Arguments.of(
                        "reference and person",
                        shown(
                                null,
                                REFERENCE,
                                null,
                                person("El Amrani", List.of("Youssef", "Ali"), "1990-04-12", null))),
                Arguments.of(
                        "reference and foreigner number",
                        shown(null, REFERENCE, null, person("El Amrani", List.of(), null, "9912345678"))),
                Arguments.of("a reference between blanks", shown(null, " PSR-0001 ", ESTABLISHMENT, OURS)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void provesNothing(String what, Shown shown) {
        assertThat(ReceiptMatch.proves(EXPECTED, shown)).isFalse();
    }

    static Stream<Arguments> provesNothing() {
        return Stream.of(
                Arguments.of("draft alone", shown(DRAFT, null, null, NAMED_ALONE)),
                Arguments.of("reference alone", shown(null, REFERENCE, null, NAMED_ALONE)),
                Arguments.of(
                        "establishment and person, as a file made by hand", shown(null, null, ESTABLISHMENT, OURS)),
                Arguments.of("a blank reference", shown(null, "  ", ESTABLISHMENT, OURS)),
                Arguments.of("another draft", shown(OTHER_DRAFT, REFERENCE, ESTABLISHMENT, OURS)),
                Arguments.of("another reference", shown(DRAFT, "PSR-0002", ESTABLISHMENT, OURS)),
                Arguments.of("another establishment", shown(DRAFT, REFERENCE, OTHER_ESTABLISHMENT, OURS)),
                Arguments.of(
                        "another family name",
                        shown(
                                DRAFT,
                                REFERENCE,
                                ESTABLISHMENT,
                                person("Durand", List.of("Youssef"), "1990-04-12", null))),
                Arguments.of(
                        "a twin",
                        shown(
                                DRAFT,
                                REFERENCE,
                                ESTABLISHMENT,
                                person("El Amrani", List.of("Karim"), "1990-04-12", null))),
                Arguments.of(
                        "another birth date",
                        shown(
                                DRAFT,
                                REFERENCE,
                                ESTABLISHMENT,
                                person("El Amrani", List.of("Youssef"), "1991-04-12", null))),
                Arguments.of(
                        "another foreigner number",
                        shown(
                                DRAFT,
                                REFERENCE,
                                ESTABLISHMENT,
                                person("El Amrani", List.of("Youssef"), "1990-04-12", "9987654321"))));
    }

    @ParameterizedTest
    @CsvSource({
        "EL AMRANI, YOUSSEF ALI, true",
        "El-Amrani, Youssef, true",
        "ÉL AMRANI, 'Ali, Youssef', true",
        "El Amrani, Karim, false",
        "Amrani, Youssef, false"
    })
    void readsNamesWithoutAccentsCaseOrHyphens(String family, String given, boolean ours) {
        Person person = person(family, List.of(given), "1990-04-12", null);

        assertThat(ReceiptMatch.proves(EXPECTED, shown(DRAFT, REFERENCE, null, person)))
                .isEqualTo(ours);
    }

    @ParameterizedTest
    @CsvSource({
        "1990, 1990-01-01, true",
        "1990-04, 1990-04-01, true",
        "1990-04-12, 1990, true",
        "1990, 1991-01-01, false",
        "1990-04, 1990-05-01, false",
        "1990-04-12, 1990-04-13, false"
    })
    void comparesWhatBothKnowOfABirthDate(String ours, String theirs, boolean agree) {
        Expected expected = aForm().reference(REFERENCE)
                .person(new PersonName("El Amrani", null, List.of("Youssef")), BirthDate.parse(ours))
                .expected(DRAFT);
        Person person = person("El Amrani", List.of("Youssef"), theirs, null);

        assertThat(ReceiptMatch.proves(expected, shown(DRAFT, REFERENCE, null, person)))
                .isEqualTo(agree);
    }

    private static Shown shown(
            @Nullable DraftNumber draft, @Nullable String reference, @Nullable Siret establishment, Person person) {
        return new Shown(draft, reference, establishment, person);
    }

    private static Person person(
            String family, List<String> given, @Nullable String birthDate, @Nullable String foreignerNumber) {
        return new Person(
                new PersonName(family, null, given),
                birthDate == null ? null : BirthDate.parse(birthDate),
                foreignerNumber == null ? null : new ForeignerNumber(foreignerNumber));
    }
}
