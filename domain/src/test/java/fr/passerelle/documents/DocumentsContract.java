package fr.passerelle.documents;

import static fr.passerelle.testing.Examples.aDocument;
import static fr.passerelle.testing.Examples.aMandate;
import static fr.passerelle.testing.Examples.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.documents.Document.Owner;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.EventType;
import fr.passerelle.parties.Mandate;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.testing.StoreContract;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the {@link Documents} promise. */
public abstract class DocumentsContract extends StoreContract {
    private static final DocumentType CONTRACT = new DocumentType("signed_contract");

    private AuthorisationRequest request;
    private Owner owner;

    @BeforeEach
    void createRequest() {
        request = knownRequest(tenant);
        owner = Owner.of(request.id());
    }

    @Test
    void keepADocumentWithItsContent() {
        StoredDocument contract = keep(aDocument(owner, "signed_contract", "%PDF-1.7 contract"));

        assertThat(got(store.documents().of(tenant, owner))).containsExactly(contract.document());
        assertThat(find(tenant, owner)).usingRecursiveComparison().isEqualTo(Optional.of(contract));
        assertThat(contentsOf(owner))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(contract);
    }

    @Test
    void areListedByType() {
        StoredDocument mandate = keep(aDocument(owner, "mandate", "%PDF-1.7 m"));
        StoredDocument diploma = keep(aDocument(owner, "diploma", "%PDF-1.7 d"));
        StoredDocument permit = keep(aDocument(owner, "permit_copy", "%PDF-1.7 p"));

        assertThat(got(store.documents().of(tenant, owner)))
                .containsExactly(diploma.document(), mandate.document(), permit.document());
        assertThat(contentsOf(owner))
                .extracting(StoredDocument::document)
                .containsExactly(diploma.document(), mandate.document(), permit.document());
    }

    @Test
    void findNothingThatNobodyGave() {
        keep(aDocument(owner, "diploma", "%PDF-1.7 d"));

        assertThat(find(tenant, owner)).isEmpty();
        assertThat(contentsOf(Owner.platform(request.id()))).isEmpty();
        assertThat(got(store.documents().of(tenant, Owner.platform(request.id()))))
                .isEmpty();
    }

    @Test
    void areReplacedByAnotherOfTheSameTypeAndOwner() {
        keep(aDocument(owner, "signed_contract", "%PDF-1.7 draft"));
        StoredDocument signed = keep(aDocument(owner, "signed_contract", "%PDF-1.7 signed"));

        assertThat(contentsOf(owner))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(signed);
    }

    @Test
    void areTakenAway() {
        StoredDocument contract = keep(aDocument(owner, "signed_contract", "%PDF-1.7 contract"));
        StoredDocument diploma = keep(aDocument(owner, "diploma", "%PDF-1.7 d"));

        save(nextStepOf(request).withoutDocument(contract.document()));

        assertThat(find(tenant, owner)).isEmpty();
        assertThat(got(store.documents().of(tenant, owner))).containsExactly(diploma.document());
    }

    @Test
    void belongToTheirOwnerAlone() {
        AuthorisationRequest other = knownRequest(tenant);
        Owner complement = Owner.complement(request.id(), 1);
        StoredDocument ofRequest = keep(aDocument(owner, "signed_contract", "%PDF-1.7 a"));
        StoredDocument ofComplement = keep(aDocument(complement, "signed_contract", "%PDF-1.7 b"));

        assertThat(got(store.documents().of(tenant, owner))).containsExactly(ofRequest.document());
        assertThat(got(store.documents().of(tenant, complement))).containsExactly(ofComplement.document());
        assertThat(got(store.documents().of(tenant, Owner.complement(request.id(), 2))))
                .isEmpty();
        assertThat(got(store.documents().of(tenant, Owner.of(other.id())))).isEmpty();
    }

    @Test
    void areNotShownToAnotherTenant() {
        keep(aDocument(owner, "signed_contract", "%PDF-1.7 contract"));

        assertThat(find(otherTenant, owner)).isEmpty();
        assertThat(got(store.documents().of(otherTenant, owner))).isEmpty();
    }

    @Test
    void keepTheSignedMandateOfAnEmployer() {
        Mandate mandate = aMandate().of(knownEmployer(tenant)).build();
        StoredDocument paper = aDocument(mandate.id(), "mandate");
        var event = anEvent(tenant, EventType.MANDATE_DOCUMENTED, mandate.id(), 1);
        got(store.mandates().save(mandate, 0, paper, event, null));

        assertThat(contentsOf(Owner.of(mandate.id())))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(paper);
    }

    private StoredDocument keep(StoredDocument document) {
        assertThat(save(nextStepOf(request).document(document))).isEqualTo(STORED);
        return document;
    }

    private Optional<StoredDocument> find(TenantId reader, Owner of) {
        return found(store.documents().find(reader, of, CONTRACT));
    }

    private List<StoredDocument> contentsOf(Owner of) {
        return got(store.documents().of(tenant, of)).stream()
                .map(document -> got(store.documents().find(tenant, of, document.type())))
                .toList();
    }
}
