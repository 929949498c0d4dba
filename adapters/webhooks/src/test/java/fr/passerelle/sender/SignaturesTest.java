package fr.passerelle.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import fr.passerelle.webhooks.Message;
import fr.passerelle.webhooks.SigningKeys;
import fr.passerelle.webhooks.SigningKeys.Secret;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignaturesTest {
    private static final String BODY = "{\"type\":\"permit.expiring\",\"who\":\"é\"}";
    private static final Message MESSAGE = new Message("msg_1", BODY.getBytes(StandardCharsets.UTF_8));
    private static final String OLD = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEW = "C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private static final String THIRD = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";

    /** Source: the test vector in the libraries of Standard Webhooks. */
    @Test
    void signsThePublishedExample() {
        Message message =
                new Message("msg_p5jXN8AQM9LWM0D4loKWxJek", "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));

        assertThat(Signatures.of(message, 1614265330, keys(OLD)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void isAcceptedByTheOfficialLibrary() {
        assertThatCode(() -> verify(OLD, signed(keys(OLD)), BODY)).doesNotThrowAnyException();
    }

    @Test
    void isAcceptedUnderTheOldSecretAndUnderTheNewWhileKeysAreReplaced() {
        HttpHeaders headers = signed(keys(NEW, OLD));

        assertThatCode(() -> verify(OLD, headers, BODY)).doesNotThrowAnyException();
        assertThatCode(() -> verify(NEW, headers, BODY)).doesNotThrowAnyException();
        assertThatThrownBy(() -> verify(THIRD, headers, BODY)).isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void isRefusedWhenTheBodyHasChanged() {
        assertThatThrownBy(() -> verify(OLD, signed(keys(OLD)), BODY + " "))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void signsUnderEd25519BesideHmac() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        SigningKeys keys = new SigningKeys(
                keys(OLD).secrets(), List.of(new Secret(pair.getPrivate().getEncoded())));

        String[] signatures = Signatures.of(MESSAGE, 1_700_000_000, keys).split(" ");

        assertThat(signatures).hasSize(2);
        assertThat(signatures[0]).startsWith("v1,");
        assertThat(signatures[1]).startsWith("v1a,");
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(pair.getPublic());
        verifier.update(("msg_1.1700000000." + BODY).getBytes(StandardCharsets.UTF_8));
        assertThat(verifier.verify(Base64.getDecoder().decode(signatures[1].substring("v1a,".length()))))
                .isTrue();
        assertThatCode(() -> verify(OLD, signed(keys), BODY)).doesNotThrowAnyException();
    }

    private static SigningKeys keys(String... secrets) {
        return new SigningKeys(
                List.of(secrets).stream()
                        .map(secret -> new Secret(Base64.getDecoder().decode(secret)))
                        .toList(),
                List.of());
    }

    private static HttpHeaders signed(SigningKeys keys) {
        SignedMessage signed = SignedMessage.at(Instant.now(), MESSAGE, keys);
        return HttpHeaders.of(
                Map.of(
                        SignedMessage.ID, List.of(MESSAGE.id()),
                        SignedMessage.TIMESTAMP, List.of(Long.toString(signed.timestamp())),
                        SignedMessage.SIGNATURE, List.of(signed.signatures())),
                (_, _) -> true);
    }

    private static void verify(String secret, HttpHeaders headers, String body) throws Exception {
        new Webhook(secret).verify(body, headers);
    }
}
