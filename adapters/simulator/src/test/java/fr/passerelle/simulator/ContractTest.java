package fr.passerelle.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ContractTest {

    @Test
    void describesEveryOperationOfThePortalAndNoOther() {
        assertThat(Contract.operations("/portail/"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Operation.values())
                        .filter(o -> o != Operation.UNKNOWN)
                        .map(o -> o.code() + " " + o.method() + " " + o.path())
                        .toList());
    }

    @Test
    void describesTheControlInterface() {
        assertThat(Contract.operations("/simulateur/")).hasSize(11);
    }

    @Test
    void namesEveryRefusalScenarioAndFault() {
        assertThat(Contract.values("/components/schemas/Erreur/properties/code/enum"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Refusal.values()).map(Enum::name).toList());
        assertThat(Contract.values("/components/schemas/CodeScenario/enum"))
                .containsExactlyElementsOf(
                        Arrays.stream(Scenario.values()).map(Scenario::code).toList());
        assertThat(Contract.values("/components/schemas/CodeFaute/enum"))
                .containsExactlyElementsOf(
                        Arrays.stream(FaultKind.values()).map(FaultKind::code).toList());
    }

    @Test
    void findsAnAnswerThatIsNotAsDescribed() {
        byte[] wrong = "{\"etat\":\"ferme\"}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Contract.check("GET", "/portail/etat", 200, wrong))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Contract.check("GET", "/portail/etat", 302, wrong))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("is described");
    }
}
