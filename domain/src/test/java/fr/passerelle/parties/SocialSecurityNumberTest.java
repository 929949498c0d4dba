package fr.passerelle.parties;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocialSecurityNumberTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "185057800608491",
                "1 85 05 78 006 084 91",
                "1.85.05.78.006.084.91",
                "1-85-05-78-006-084-91",
                "1\u00a085\u202f05 78 006 084 91",
                "NIR:185057800608491.",
                "190022A12345631",
                "190022a12345631",
                "1 90 02 2B 123 456 58",
                "255086712345611"
            })
    void isRecognisedInAText(String text) {
        assertThat(SocialSecurityNumber.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "18505780060849",
                "185057800608492",
                "190022A12345632",
                "985057800608491",
                "185137800608491",
                "1850578006084915",
                "9185057800608491",
                "73282932000074",
                "+33 6 00 00 00 00",
                "contract 2026-000123"
            })
    void isNotSeenWhereThereIsNone(String text) {
        assertThat(SocialSecurityNumber.isIn(text)).isFalse();
    }
}
