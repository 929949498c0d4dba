package fr.passerelle.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.simulator.Browser.Reply;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ComplementsTest {
    @RegisterExtension
    static final RunningSimulator simulator = new RunningSimulator();

    @Test
    void asksForComplements() {
        Reply reply = askedFor(Scenario.COMPLEMENTS_ONCE);

        assertThat(reply.text("/statut")).isEqualTo("Demande de compléments");
        assertThat(reply.json().at("/complements/0/numero").intValue()).isEqualTo(1);
        assertThat(reply.text("/complements/0/demande_le")).isEqualTo("2026-11-27T10:15:30+01:00");
        assertThat(reply.text("/complements/0/avant_le")).isEqualTo("2026-12-27");
        assertThat(reply.text("/complements/0/message")).isNotEmpty();
        assertThat(reply.text("/complements/0/pieces/0/code")).isEqualTo("SIGNED_CONTRACT");
        assertThat(reply.json().at("/complements/0").has("envoye_le")).isFalse();
    }

    @Test
    void takesTheAnswerAndGrantsAWeekLater() {
        String path = path(askedFor(Scenario.COMPLEMENTS_ONCE));
        Browser employer = simulator.employer();

        Reply attached = employer.attach(path + "/complements/1/pieces/SIGNED_CONTRACT", Browser.PDF);
        Reply sent = employer.post(path + "/complements/1/envoi", "{\"message\":\"Ci-joint\"}");

        assertThat(attached.status()).isEqualTo(201);
        assertThat(sent.status()).isEqualTo(201);
        assertThat(path).endsWith(sent.text("/numero_depot"));
        assertThat(sent.json().path("numero").intValue()).isEqualTo(1);
        assertThat(sent.text("/date_envoi")).isEqualTo("2026-11-28T10:15:30+01:00");
        assertThat(sent.text("/attestation")).isEqualTo("AC-2026-0000001");
        assertThat(employer.get(path).text("/statut")).isEqualTo("Compléments transmis");
        assertThat(employer.get(path).text("/complements/0/envoye_le")).isEqualTo(sent.text("/date_envoi"));
        simulator.clock().advance(Period.ofDays(7));
        assertThat(simulator.employer().get(path).text("/statut")).isEqualTo("Favorable");
    }

    @Test
    void asksASecondTime() {
        String path = path(askedFor(Scenario.COMPLEMENTS_TWICE));
        answer(path, 1, "SIGNED_CONTRACT");
        simulator.clock().advance(Period.ofDays(7));

        Reply again = simulator.employer().get(path);
        assertThat(again.text("/statut")).isEqualTo("Demande de compléments");
        assertThat(again.json().path("complements")).hasSize(2);

        answer(path, 2, "SOCIAL_CONTRIB_CERT");
        simulator.clock().advance(Period.ofDays(7));
        assertThat(simulator.employer().get(path).text("/statut")).isEqualTo("Favorable");
    }

    @Test
    void refusesToSendWithoutThePiecesThatWereAskedFor() {
        String path = path(askedFor(Scenario.COMPLEMENTS_ONCE));
        Browser employer = simulator.employer();
        employer.attach(path + "/complements/1/pieces/DIPLOMA", Browser.PDF);

        Reply reply = employer.post(path + "/complements/1/envoi", "{}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("PIECES_MANQUANTES");
        assertThat(reply.text("/erreurs/0/champ")).isEqualTo("SIGNED_CONTRACT");
    }

    @Test
    void takesAnAnswerOnlyOnce() {
        String path = path(askedFor(Scenario.COMPLEMENTS_ONCE));
        answer(path, 1, "SIGNED_CONTRACT");
        Browser employer = simulator.employer();

        Reply again = employer.post(path + "/complements/1/envoi", "{}");
        Reply piece = employer.attach(path + "/complements/1/pieces/SIGNED_CONTRACT", Browser.PDF);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("COMPLEMENT_DEJA_ENVOYE");
        assertThat(piece.status()).isEqualTo(409);
        assertThat(piece.code()).isEqualTo("COMPLEMENT_CLOS");
    }

    @Test
    void closesAFileWhoseComplementsNeverCame() {
        String path = path(askedFor(Scenario.COMPLEMENTS_ONCE));
        simulator.clock().advance(Period.ofDays(29));
        Browser employer = simulator.employer();

        assertThat(employer.get(path).text("/statut")).isEqualTo("Clôturée");
        assertThat(employer.attach(path + "/complements/1/pieces/SIGNED_CONTRACT", Browser.PDF)
                        .code())
                .isEqualTo("COMPLEMENT_CLOS");
        assertThat(employer.post(path + "/complements/1/envoi", "{}").code()).isEqualTo("COMPLEMENT_CLOS");
    }

    @Test
    void knowsNoComplementThatWasNotAskedFor() {
        String path = path(askedFor(Scenario.GRANTED));
        Browser employer = simulator.employer();

        assertThat(employer.post(path + "/complements/1/envoi", "{}").status()).isEqualTo(404);
        assertThat(employer.post(path + "/complements/x/envoi", "{}").code()).isEqualTo("COMPLEMENT_INTROUVABLE");
        assertThat(employer.attach(path + "/complements/1/pieces/MANDATE", Browser.PDF)
                        .code())
                .isEqualTo("COMPLEMENT_INTROUVABLE");
    }

    @Test
    void refusesPiecesAsItDoesForDrafts() {
        String path = path(askedFor(Scenario.COMPLEMENTS_ONCE)) + "/complements/1/pieces/SIGNED_CONTRACT";
        Browser employer = simulator.employer();

        assertThat(employer.attach(path, "image/png", "x.png", Browser.PDF).status())
                .isEqualTo(415);
        assertThat(employer.attach(path, new byte[3_000_000]).status()).isEqualTo(413);
        assertThat(employer.attach(path, new byte[3]).status()).isEqualTo(422);
    }

    /** The file five days on: complements are asked for after one day and three. */
    private static Reply askedFor(Scenario scenario) {
        String file = simulator.employer().file(Filing.of(scenario));
        simulator.clock().advance(Period.ofDays(5));
        return simulator.employer().get("/portail/demandes/" + file);
    }

    private static void answer(String path, int number, String code) {
        Browser employer = simulator.employer();
        employer.attach(path + "/complements/" + number + "/pieces/" + code, Browser.PDF);
        assertThat(employer.post(path + "/complements/" + number + "/envoi", "{}")
                        .status())
                .isEqualTo(201);
    }

    private static String path(Reply file) {
        return "/portail/demandes/" + file.text("/numero_depot");
    }
}
