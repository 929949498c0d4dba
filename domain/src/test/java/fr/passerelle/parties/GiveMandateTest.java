package fr.passerelle.parties;

import static fr.passerelle.testing.Examples.TODAY;
import static fr.passerelle.testing.Examples.anEmployer;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.documents.Document;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.testing.Examples;
import fr.passerelle.testing.InMemoryStore;
import fr.passerelle.testing.SettableClock;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

@Tag("R5221-1")
class GiveMandateTest {
    private static final Idempotency KEY = new Idempotency("key-1", "fingerprint");
    private static final byte[] PDF = "%PDF-1.7 mandat".getBytes(StandardCharsets.UTF_8);

    private final SettableClock clock = new SettableClock(Examples.NOW);
    private final InMemoryStore store = new InMemoryStore(clock);
    private final TenantId tenant = store.aTenant();
    private final Employer employer = anEmployer().of(tenant).build();
    private final GiveMandate mandates = new GiveMandate(store.mandates(), store.queue(), clock);

    @Test
    void countsOnceItsSignedDocumentIsThere() {
        Mandate given = given();
        assertThat(covers()).isFalse();

        Mandate documented = got(mandates.document(given, "mandat.pdf", PDF)).mandate();

        assertThat(covers()).isTrue();
        assertThat(got(store.documents().of(tenant, Document.Owner.of(given.id()))))
                .extracting(Document::sha256)
                .containsExactly(documented.document());
    }

    @Test
    void endsAtOnceWhenItIsRevoked() {
        Mandate documented = got(mandates.document(given(), "mandat.pdf", PDF)).mandate();

        Mandate revoked = got(mandates.revoke(documented)).mandate();

        assertThat(covers()).isFalse();
        assertThat(got(mandates.revoke(revoked)).mandate()).isEqualTo(revoked);
        assertThat(got(store.journal().read(tenant, 0, Set.of(), 10)))
                .extracting(RecordedEvent::event)
                .extracting(event -> event.type().publicName())
                .containsExactly("mandate.added", "mandate.documented", "mandate.revoked");
    }

    @Test
    void answersARepeatedCallFromTheFirst() {
        Mandate first = given();

        GiveMandate.Given again = got(mandates.give(employer, "Camille Roux", TODAY, TODAY, null, KEY));

        assertThat(again.outcome())
                .isEqualTo(new SaveOutcome.Replayed(first.id().value()));
    }

    private Mandate given() {
        return got(mandates.give(employer, "Camille Roux", TODAY, TODAY, null, KEY))
                .mandate();
    }

    private boolean covers() {
        return Mandate.anyCovers(got(store.mandates().of(tenant, employer.id())), TODAY);
    }

    private static <T> T got(Mono<T> mono) {
        return Objects.requireNonNull(mono.block());
    }
}
