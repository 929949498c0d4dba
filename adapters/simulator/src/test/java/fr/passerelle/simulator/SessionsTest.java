package fr.passerelle.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.simulator.Browser.Reply;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsTest {
    @RegisterExtension
    static final RunningSimulator simulator = new RunningSimulator();

    @Test
    void tellsItsStateToAnyone() {
        Reply reply = simulator.visitor().get("/portail/etat");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(reply.text("/etat")).isEqualTo("ouvert");
        assertThat(reply.text("/heure")).isEqualTo("2026-11-23T10:15:30+01:00");
    }

    @Test
    void opensASessionOfTwentyMinutes() {
        Reply reply = logIn("rh@exemple.fr", "secret");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("Set-Cookie"))
                .matches("PORTAIL_SESSION=[0-9a-f]{32}; Path=/; HttpOnly; SameSite=Strict");
        assertThat(reply.text("/identifiant")).isEqualTo("rh@exemple.fr");
        assertThat(reply.text("/expire_a")).isEqualTo("2026-11-23T10:35:30+01:00");
    }

    @Test
    void remembersTheFirstPassword() {
        simulator.employer("rh@exemple.fr");

        Reply reply = logIn("rh@exemple.fr", "other");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("IDENTIFIANTS_REFUSES");
        assertThat(logIn("rh@exemple.fr", "secret").status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"rh@exemple.fr, ''", "'', secret", "rh+refused@exemple.fr, secret"})
    void refusesCredentials(String login, String password) {
        assertThat(logIn(login, password).status()).isEqualTo(401);
        assertThat(logIn(login, password).code()).isEqualTo("IDENTIFIANTS_REFUSES");
    }

    @Test
    void refusesALockedAccountUntilItIsUnlocked() {
        assertThat(logIn("rh+locked@exemple.fr", "secret").status()).isEqualTo(423);
        assertThat(logIn("rh+locked@exemple.fr", "secret").code()).isEqualTo("COMPTE_VERROUILLE");

        simulator.visitor().put("/simulateur/comptes/rh+locked@exemple.fr", "{\"verrouille\":false}");

        assertThat(logIn("rh+locked@exemple.fr", "secret").status()).isEqualTo(201);
    }

    @Test
    void unlocksAnAccountWhosePasswordWasChanged() {
        simulator.visitor().put("/simulateur/comptes/rh+locked@exemple.fr", "{\"mot_de_passe\":\"new\"}");

        assertThat(logIn("rh+locked@exemple.fr", "secret").status()).isEqualTo(401);
        assertThat(logIn("rh+locked@exemple.fr", "new").status()).isEqualTo(201);
    }

    @Test
    void endsTheFormerSessionAtANewLogIn() {
        Browser first = simulator.employer();
        Browser second = simulator.employer();

        assertThat(first.get("/portail/brouillons").code()).isEqualTo("SESSION_EXPIREE");
        assertThat(second.get("/portail/brouillons").status()).isEqualTo(200);
    }

    @Test
    void leavesTheSessionsOfOtherAccountsAlone() {
        Browser one = simulator.employer("one@exemple.fr");
        Browser other = simulator.employer("other@exemple.fr");

        assertThat(one.get("/portail/brouillons").status()).isEqualTo(200);
        assertThat(other.get("/portail/brouillons").status()).isEqualTo(200);
    }

    @Test
    void expiresTwentyMinutesAfterTheLogInWhateverIsDoneMeanwhile() {
        Browser employer = simulator.employer();

        simulator.clock().advance(Duration.ofMinutes(20).minusMillis(1));
        assertThat(employer.get("/portail/brouillons").status()).isEqualTo(200);

        simulator.clock().advance(Duration.ofMillis(1));
        assertThat(employer.get("/portail/brouillons").status()).isEqualTo(401);
        assertThat(employer.get("/portail/brouillons").code()).isEqualTo("SESSION_EXPIREE");
    }

    @Test
    void logsOutOnce() {
        Browser employer = simulator.employer();

        assertThat(employer.delete("/portail/session").status()).isEqualTo(204);
        assertThat(employer.delete("/portail/session").code()).isEqualTo("SESSION_EXPIREE");
    }

    @Test
    void endsTheSessionOfAnAccountThatIsLocked() {
        Browser employer = simulator.employer();

        simulator.visitor().put("/simulateur/comptes/rh@exemple.fr", "{\"verrouille\":true}");

        assertThat(employer.get("/portail/brouillons").code()).isEqualTo("SESSION_EXPIREE");
        assertThat(logIn("rh@exemple.fr", "secret").status()).isEqualTo(423);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/portail/brouillons",
                "/portail/brouillons/B-2026-0000001",
                "/portail/demandes",
                "/portail/demandes/D-2026-0000001",
                "/portail/demandes/D-2026-0000001/attestation",
                "/portail/demandes/D-2026-0000001/decision"
            })
    void showsNothingWithoutASession(String path) {
        assertThat(simulator.visitor().get(path).status()).isEqualTo(401);
        assertThat(simulator.visitor().get(path).code()).isEqualTo("SESSION_EXPIREE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/portail/brouillons",
                "/portail/brouillons/B-2026-0000001/depot",
                "/portail/demandes/D-2026-0000001/complements/1/envoi"
            })
    void takesNothingWithoutASession(String path) {
        Browser visitor = simulator.visitor();

        assertThat(visitor.post(path, Filing.aFiling().json()).code()).isEqualTo("SESSION_EXPIREE");
        assertThat(visitor.attach("/portail/brouillons/B-2026-0000001/pieces/MANDATE", Browser.PDF)
                        .code())
                .isEqualTo("SESSION_EXPIREE");
        assertThat(visitor.attach("/portail/demandes/D-2026-0000001/complements/1/pieces/MANDATE", Browser.PDF)
                        .code())
                .isEqualTo("SESSION_EXPIREE");
        assertThat(visitor.delete("/portail/brouillons/B-2026-0000001").code()).isEqualTo("SESSION_EXPIREE");
    }

    @Test
    void refusesABodyThatIsNotAnObject() {
        assertThat(simulator.visitor().post("/portail/session", "{").code()).isEqualTo("REQUETE_INVALIDE");
        assertThat(simulator.visitor().post("/portail/session", "[]").status()).isEqualTo(400);
        assertThat(simulator
                        .visitor()
                        .post("/portail/session", " ".repeat(300_000))
                        .code())
                .isEqualTo("REQUETE_TROP_LOURDE");
    }

    @Test
    void saysThatAPageDoesNotExist() {
        assertThat(simulator.visitor().get("/portail/nulle-part").code()).isEqualTo("PAGE_INTROUVABLE");
        assertThat(simulator.visitor().get("/").status()).isEqualTo(404);
        assertThat(simulator.visitor().put("/portail/session", "{}").status()).isEqualTo(404);
    }

    private static Reply logIn(String login, String password) {
        return simulator
                .visitor()
                .post(
                        "/portail/session",
                        "{\"identifiant\":\"%s\",\"mot_de_passe\":\"%s\"}".formatted(login, password));
    }
}
