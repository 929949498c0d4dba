package fr.passerelle.webhooks;

import static fr.passerelle.testing.EndpointBuilder.SEAL;
import static fr.passerelle.testing.EndpointBuilder.anEndpoint;
import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aKey;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.testing.InMemoryStore;
import fr.passerelle.testing.SettableClock;
import fr.passerelle.webhooks.KeepEndpoint.Kept;
import fr.passerelle.webhooks.KeepEndpoint.Rotated;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyRingTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryStore store = new InMemoryStore(clock);
    private final KeyMaker keys = new KeyMaker(SEAL);
    private final KeepEndpoint keep = new KeepEndpoint(store.endpoints(), keys, clock);

    @Test
    void holdsASecretOf32BytesThatIsShownInItsCommonForm() {
        Endpoint endpoint = created(false);

        String shown = keys.shown(endpoint);

        assertThat(shown).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(shown.substring(6)))
                .hasSize(32)
                .isEqualTo(signing(endpoint).getFirst());
    }

    @Test
    void signsUnderBothSecretsDuringTheOverlap() {
        Endpoint before = created(false);
        Endpoint after = rotated(before, DAY);

        assertThat(signing(after)).hasSize(2);
        assertThat(signing(after).getLast()).isEqualTo(signing(before).getFirst());
        assertThat(keys.shown(after)).isNotEqualTo(keys.shown(before));

        clock.advance(DAY);
        assertThat(signing(after)).hasSize(1).doesNotContain(signing(before).getFirst());
    }

    @Test
    void dropsTheOldSecretAtOnceWithoutAnOverlap() {
        Endpoint before = created(false);

        assertThat(signing(rotated(before, Duration.ZERO)))
                .hasSize(1)
                .doesNotContain(signing(before).getFirst());
    }

    @Test
    void holdsFiveKeysAtMost() {
        Endpoint endpoint = created(false);
        for (int i = 1; i < KeyRing.MOST_IN_FORCE; i++) {
            endpoint = rotated(endpoint, DAY);
        }

        assertThat(signing(endpoint)).hasSize(5);
        assertThat(requireNonNull(keep.rotate(endpoint, DAY).block())).isEqualTo(new Rotated.TooManyKeys());
        assertThat(signing(rotated(endpoint, Duration.ZERO))).hasSize(1);
    }

    @Test
    void makesAPairWhosePublicKeyVerifies() throws GeneralSecurityException {
        Endpoint endpoint = created(true);
        SealedKey pair =
                endpoint.keys().inForce(SealedKey.Kind.V1A, NOW).findFirst().orElseThrow();
        byte[] text = {1, 2, 3};

        KeyFactory ed25519 = KeyFactory.getInstance("Ed25519");
        Signature signer = Signature.getInstance("Ed25519");
        byte[] privateKey = keys.signing(endpoint, NOW).privateKeys().getFirst().bytes();
        signer.initSign(ed25519.generatePrivate(new PKCS8EncodedKeySpec(privateKey)));
        signer.update(text);
        byte[] signed = signer.sign();

        byte[] header = HexFormat.of().parseHex("302a300506032b6570032100");
        byte[] bare = Base64.getUrlDecoder().decode(requireNonNull(pair.publicKey()));
        byte[] wrapped = java.util.Arrays.copyOf(header, header.length + bare.length);
        System.arraycopy(bare, 0, wrapped, header.length, bare.length);
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(ed25519.generatePublic(new X509EncodedKeySpec(wrapped)));
        verifier.update(text);
        assertThat(verifier.verify(signed)).isTrue();
    }

    @Test
    void opensForItsOwnEndpointAlone() {
        Endpoint other = anEndpoint().build();
        Endpoint thief = new Endpoint(
                other.id(),
                other.tenant(),
                other.profile(),
                other.state(),
                created(false).keys(),
                1,
                NOW,
                NOW);

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> keys.shown(thief))
                .isInstanceOf(fr.passerelle.parties.SecretSeal.SealBroken.class);
    }

    private Endpoint created(boolean withPair) {
        Endpoint.Profile profile = new Endpoint.Profile(
                URI.create("https://hooks.example.com"), null, Set.of(), Set.of(), withPair, Map.of());
        Kept kept = requireNonNull(
                keep.create(store.aTenant(), profile, aKey("create")).block());
        return kept.endpoint();
    }

    private Endpoint rotated(Endpoint endpoint, Duration overlap) {
        Rotated rotated = requireNonNull(keep.rotate(endpoint, overlap).block());
        assertThat(rotated).isInstanceOf(Rotated.Done.class);
        return ((Rotated.Done) rotated).kept().endpoint();
    }

    private List<byte[]> signing(Endpoint endpoint) {
        return keys.signing(endpoint, clock.instant()).secrets().stream()
                .map(SigningKeys.Secret::bytes)
                .toList();
    }
}
