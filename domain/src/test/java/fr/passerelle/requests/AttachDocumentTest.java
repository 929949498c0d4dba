package fr.passerelle.requests;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.documents.Document;
import fr.passerelle.documents.DocumentType;
import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Worker;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

class AttachDocumentTest {
    private static final int AT_ONCE = 12;

    private final FilingWorld world = new FilingWorld();
    private final Employer employer = world.employer();

    @Test
    void filesWithTheDocumentThatReplacedAnother() {
        AuthorisationRequest request = world.drafted(employer);

        world.attached(request, "permit_copy", "a better scan");
        world.submitted(request);
        world.runUntilIdle();

        assertThat(world.documents(Document.Owner.of(request.id()))).containsExactly("permit_copy");
        assertThat(world.portal.piecesOf(world.portal.ledger().getFirst().draft()))
                .containsExactly("PERMIT_COPY");
    }

    @Test
    void filesWithoutTheDocumentThatWasRemoved() {
        AuthorisationRequest request = world.attached(world.drafted(employer), "diploma");

        FilingWorld.done(world.attaching.remove(world.tenant, request.id(), new DocumentType("permit_copy")));
        world.submitted(request);
        world.runUntilIdle();

        assertThat(world.portal.piecesOf(world.portal.ledger().getFirst().draft()))
                .containsExactly("DIPLOMA");
    }

    @Test
    void tellsOfEachDocumentInOrder() {
        AuthorisationRequest request = world.drafted(employer);

        FilingWorld.done(world.attaching.remove(world.tenant, request.id(), new DocumentType("permit_copy")));

        List<RecordedEvent> told = world.journal().stream()
                .filter(recorded -> recorded.event().subject().type().equals("document"))
                .toList();
        assertThat(told)
                .extracting(recorded -> recorded.event().type().publicName())
                .containsExactly("document.added", "document.removed");
        assertThat(told).extracting(recorded -> recorded.event().sequence()).containsExactly(1L, 2L);
    }

    @Test
    void keepsAllDocumentsThatComeAtOnce() {
        AuthorisationRequest request = world.drafted(world.draft(world.worker(employer), typed -> typed));

        List<AttachDocument.Attached> attached =
                FilingWorld.got(Flux.fromStream(IntStream.range(0, AT_ONCE).mapToObj(i -> "other_" + i))
                        .flatMap(
                                type -> world.attaching
                                        .attach(world.tenant, request.id(), FilingWorld.paper(type, type))
                                        .subscribeOn(Schedulers.boundedElastic()),
                                AT_ONCE)
                        .collectList());

        assertThat(attached).hasSize(AT_ONCE).allMatch(AttachDocument.Attached.Kept.class::isInstance);
        assertThat(world.documents(Document.Owner.of(request.id()))).hasSize(AT_ONCE);
    }

    @Test
    void submitsByItselfWithTheLastDocumentThatWasLacking() {
        Worker worker = world.worker(employer);
        DraftRequest.Draft draft = world.draft(worker, typed -> typed.residingInFrance(false));
        AuthorisationRequest request = world.drafted(new DraftRequest.Draft(
                draft.employer(),
                draft.worker(),
                draft.reference(),
                draft.content(),
                FilingWorld.wishes(true),
                Map.of()));
        assertThat(world.state(world.attached(request, "diploma"))).isEqualTo("draft");

        AuthorisationRequest complete = world.attached(request, "id_passport_pages");

        assertThat(complete.state()).isEqualTo(new RequestState.Queued());
        world.runUntilIdle();
        assertThat(world.state(request)).isEqualTo("filed");
    }

    @Test
    void attachesNothingToWhatIsOnItsWay() {
        AuthorisationRequest request = world.submitted(employer);

        AttachDocument.Attached attached = FilingWorld.got(
                world.attaching.attach(world.tenant, request.id(), FilingWorld.paper("diploma", "late")));
        Outcome removed =
                FilingWorld.got(world.attaching.remove(world.tenant, request.id(), new DocumentType("permit_copy")));

        assertThat(attached).isEqualTo(new AttachDocument.Attached.Not(new Outcome.WrongState("queued")));
        assertThat(removed).isEqualTo(new Outcome.WrongState("queued"));
    }

    @Test
    void attachesNothingThatIsOfNoUseToAnAnswer() {
        AuthorisationRequest request = world.asked(employer);

        AttachDocument.Attached attached = FilingWorld.got(world.attaching.attachToComplement(
                world.tenant, request.id(), 1, FilingWorld.paper("whatever_comes_to_mind", "mine")));

        assertThat(attached).isEqualTo(new AttachDocument.Attached.Not(new Outcome.NotFound("document_type")));
    }

    @Test
    void attachesNothingToAComplementThatWasNotAsked() {
        AuthorisationRequest request = world.asked(employer);

        AttachDocument.Attached attached = FilingWorld.got(world.attaching.attachToComplement(
                world.tenant, request.id(), 2, FilingWorld.paper("contrat", "early")));

        assertThat(attached)
                .isEqualTo(new AttachDocument.Attached.Not(new Outcome.WrongState("information_requested")));
    }

    @Test
    void saysWhatIsNotThere() {
        AuthorisationRequest request = world.drafted(employer);

        Outcome document =
                FilingWorld.got(world.attaching.remove(world.tenant, request.id(), new DocumentType("diploma")));
        Outcome foreign = FilingWorld.got(
                world.attaching.remove(world.store.aTenant(), request.id(), new DocumentType("permit_copy")));

        assertThat(document).isEqualTo(new Outcome.NotFound("document"));
        assertThat(foreign).isEqualTo(new Outcome.NotFound("request"));
    }
}
