package fr.passerelle.law;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.law.WorkStart.Answer;
import fr.passerelle.law.WorkStart.ContractKind;
import fr.passerelle.law.WorkStart.Held;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("code-du-travail-R5221-3")
class WorkStartTest {

    @ParameterizedTest
    @CsvSource({
        "EMPLOYEE_PERMIT, PERMANENT, YES",
        "EMPLOYEE_PERMIT, FIXED_TERM, NO_CHANGE_OF_STATUS_FIRST",
        "EMPLOYEE_PERMIT, SEASONAL, UNKNOWN",
        "FIXED_TERM_PERMIT, PERMANENT, NO_CHANGE_OF_STATUS_FIRST",
        "FIXED_TERM_PERMIT, FIXED_TERM, YES",
        "FIXED_TERM_PERMIT, SEASONAL, UNKNOWN",
        "SEASONAL_PERMIT, PERMANENT, NO_CHANGE_OF_STATUS_FORBIDDEN",
        "SEASONAL_PERMIT, FIXED_TERM, NO_CHANGE_OF_STATUS_FORBIDDEN",
        "SEASONAL_PERMIT, SEASONAL, YES",
        "ASYLUM_CLAIM_CERTIFICATE, PERMANENT, YES",
        "ASYLUM_CLAIM_CERTIFICATE, FIXED_TERM, YES",
        "ASYLUM_CLAIM_CERTIFICATE, SEASONAL, YES",
        "OTHER_DOCUMENT, PERMANENT, NO_PERMIT_FIRST",
        "OTHER_DOCUMENT, FIXED_TERM, NO_PERMIT_FIRST",
        "OTHER_DOCUMENT, SEASONAL, NO_PERMIT_FIRST",
        "ABROAD, PERMANENT, NO_VISA_FIRST",
        "ABROAD, FIXED_TERM, NO_VISA_FIRST",
        "ABROAD, SEASONAL, NO_VISA_FIRST",
        "UNKNOWN, PERMANENT, UNKNOWN",
        "UNKNOWN, FIXED_TERM, UNKNOWN",
        "UNKNOWN, SEASONAL, UNKNOWN"
    })
    void followsFromWhatIsHeldAndTheContract(Held held, ContractKind contract, Answer answer) {
        assertThat(WorkStart.after(held, contract)).isEqualTo(answer);
    }

    @ParameterizedTest
    @EnumSource
    void isAYesInOneCaseAlone(Answer answer) {
        assertThat(answer.isYes()).isEqualTo(answer == Answer.YES);
    }
}
