package fr.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Each status that the contract has for an operation was met, and looked like the contract, in some test before this one. */
@Order(Integer.MAX_VALUE)
@DisabledIfSystemProperty(named = "test", matches = ".+", disabledReason = "says something after all other tests alone")
class EveryStatusTest {
    /** Two calls must meet within one of them: between its reading and its writing, or while the first of a key is under way. */
    private static final Set<String> RACES = Set.of(
            "addMandate 409",
            "answerComplement 412",
            "deleteDocument 412",
            "deleteWebhookEndpoint 412",
            "disableWebhookEndpoint 412",
            "enableWebhookEndpoint 412",
            "verifyWebhookEndpoint 412",
            "linkPlatformAccount 412",
            "putMandateDocument 412",
            "unlinkPlatformAccount 412",
            "withdrawAuthorisationRequest 412");

    /** Nothing stands behind these operations that could fail. OWASP's rules for contracts ask for the status all the same. */
    private static final Set<String> CANNOT_FAIL = Set.of("explainProblem 500", "getContract 500");

    @Test
    void wasMetByATest() {
        Set<String> unseen = ApiUnderTest.CONTRACT.unseen();

        unseen.removeAll(RACES);
        unseen.removeAll(CANNOT_FAIL);
        assertThat(unseen).isEmpty();
    }
}
