package fr.passerelle.simulator;

import static fr.passerelle.simulator.Filing.aFiling;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.simulator.Script.Turn;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ScriptTest {
    @RegisterExtension
    static final RunningSimulator simulator = new RunningSimulator();

    private final Browser visitor = simulator.visitor();

    @Test
    void strikesTheSameCallsWithTheSameSeedAlone() {
        String faults = "[{\"code\":\"cut\",\"probabilite\":0.2},{\"code\":\"giant\",\"probabilite\":0.2}]";

        assertThat(run(7, faults)).isEqualTo(run(7, faults)).isNotEqualTo(run(8, faults));
        assertThat(run(7, faults)).contains("cut", "giant", "-");
    }

    @Test
    void strikesAboutAsOftenAsIsProbable() {
        List<String> run = run(3, "[{\"code\":\"cut\",\"probabilite\":0.25}]");

        assertThat(run.stream().filter("cut"::equals).count()).isBetween(200L, 300L);
    }

    @Test
    void strikesEveryNthCallUpToALimit() {
        List<String> run = run(1, "[{\"code\":\"cut\",\"tous_les\":10,\"au_plus\":3}]");

        assertThat(IntStream.range(0, run.size())
                        .filter(i -> run.get(i).equals("cut"))
                        .boxed())
                .containsExactly(9, 19, 29);
    }

    @Test
    void givesATurnBackThatDidNoHarm() {
        Script script = script(1, "[{\"code\":\"cut\",\"au_plus\":1}]");

        script.next(Operation.SUBMIT).orElseThrow().giveBack();

        assertThat(script.next(Operation.SUBMIT)).isPresent();
        assertThat(script.next(Operation.SUBMIT)).isEmpty();
    }

    @Test
    void strikesInItsBurstsAlone() {
        String ahead = "[{\"code\":\"cut\",\"rafales\":[{\"debut\":\"PT1H\",\"duree\":\"PT1H\"}]}]";
        String now = "[{\"code\":\"cut\",\"rafales\":[{\"debut\":\"PT0S\",\"duree\":\"PT1H\"}]}]";

        assertThat(run(1, ahead)).containsOnly("-");
        assertThat(run(1, now)).containsOnly("cut");
    }

    @Test
    void strikesTheOperationsThatItNamesAndTheseOnly() {
        assertThat(visitor.put(
                                "/simulateur/script",
                                "{\"graine\":1,\"fautes\":[{\"code\":\"bad-gateway\",\"operations\":[\"read_file\"]}]}")
                        .status())
                .isEqualTo(200);
        Browser employer = simulator.employer();
        String file = employer.file(aFiling());

        assertThat(Wiretap.call(
                                simulator.uri(),
                                "GET",
                                "/portail/demandes/" + file,
                                "Cookie: " + employer.cookie() + "\r\n",
                                new byte[0])
                        .status())
                .isEqualTo(502);
        visitor.put("/simulateur/script", "{\"graine\":1}");
        assertThat(employer.get("/portail/demandes/" + file).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"graine\":\"un\"}",
                "{\"graine\":1,\"fautes\":[{\"code\":\"colere\"}]}",
                "{\"graine\":1,\"fautes\":[{\"code\":\"cut\",\"operations\":[\"dance\"]}]}",
                "{\"graine\":1,\"fautes\":[{\"code\":\"captcha\",\"operations\":[\"submit\"]}]}",
                "{\"graine\":1,\"fautes\":[{\"code\":\"cut\",\"probabilite\":2}]}",
                "{\"graine\":1,\"fautes\":[{\"code\":\"cut\",\"tous_les\":0}]}",
                "{\"graine\":1,\"fautes\":[{\"code\":\"cut\",\"rafales\":[{\"debut\":\"bientôt\",\"duree\":\"PT1S\"}]}]}"
            })
    void refusesWhatItDoesNotUnderstand(String script) {
        assertThat(visitor.put("/simulateur/script", script).code()).isEqualTo("REQUETE_INVALIDE");
    }

    @Test
    void strikesAFilingOnceAtItsSubmission() {
        Browser employer = simulator.employer();
        String draft = employer.createDraft(Filing.suffering(FaultKind.BAD_GATEWAY));
        String path = "/portail/brouillons/" + draft + "/depot";
        String headers = "Cookie: " + employer.cookie() + "\r\n";

        Wiretap first = Wiretap.call(simulator.uri(), "POST", path, headers, Filing.DECLARATION.getBytes(UTF_8));
        Browser.Reply second = employer.submit(draft);

        assertThat(first.status()).isEqualTo(502);
        assertThat(second.status()).isEqualTo(201);
    }

    @Test
    void refusesAFilingOnWhichNothingOfTheKindCanBeWished() {
        assertThat(simulator
                        .employer()
                        .post(
                                "/portail/brouillons",
                                Filing.suffering(FaultKind.CAPTCHA).json())
                        .code())
                .isEqualTo("FORMULAIRE_INVALIDE");
    }

    private static List<String> run(long seed, String faults) {
        Script script = script(seed, faults);
        return IntStream.range(0, 1000)
                .mapToObj(i -> script.next(Operation.SUBMIT))
                .map(ScriptTest::name)
                .toList();
    }

    private static String name(Optional<Turn> turn) {
        return turn.map(t -> t.kind().code()).orElse("-");
    }

    private static Script script(long seed, String faults) {
        JsonNode body = Wire.JSON.readTree("{\"graine\":%d,\"fautes\":%s}".formatted(seed, faults));
        return Script.read(body).toOptional().orElseThrow();
    }
}
