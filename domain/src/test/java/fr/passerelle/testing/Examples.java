package fr.passerelle.testing;

import fr.passerelle.documents.Document;
import fr.passerelle.documents.DocumentType;
import fr.passerelle.documents.StoredDocument;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.parties.Address;
import fr.passerelle.parties.Siren;
import fr.passerelle.parties.Siret;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.DraftNumber;
import fr.passerelle.platform.PlatformFile.Decision;
import fr.passerelle.platform.Receipt;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.requests.FiledReceipt;
import fr.passerelle.requests.RequestState;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/** Where builders of examples begin. Each example is valid and complete; a test says only what matters to it. */
public final class Examples {
    /** Ten in the morning of a Monday in Paris. All examples were made then, unless they say otherwise. */
    public static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    /** The same moment in Paris's calendar. */
    public static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    public static final TenantId TENANT = TenantId.next(NOW);
    public static final Siren SIREN = new Siren("732829320");
    public static final Siret SIRET = new Siret("73282932000074");
    public static final Address ADDRESS = new Address("12 rue des Lilas", "69003", "Lyon", "69383", "69", "FR");

    private Examples() {}

    public static EmployerBuilder anEmployer() {
        return new EmployerBuilder();
    }

    public static WorkerBuilder aWorker() {
        return new WorkerBuilder();
    }

    public static PermitBuilder aPermit() {
        return new PermitBuilder();
    }

    public static MandateBuilder aMandate() {
        return new MandateBuilder();
    }

    public static AccountBuilder anAccount() {
        return new AccountBuilder();
    }

    public static RequestBuilder aRequest() {
        return new RequestBuilder();
    }

    /** What the client typed into a request: complete, for an employee under a permanent contract. */
    public static ContentBuilder aContent() {
        return new ContentBuilder();
    }

    public static TaskBuilder aTask() {
        return new TaskBuilder();
    }

    public static AttemptBuilder anAttempt() {
        return new AttemptBuilder();
    }

    public static AuthorisationBuilder anAuthorisation() {
        return new AuthorisationBuilder();
    }

    /** A step that creates a request, when its version is the first, or else changes it. */
    public static ChangeBuilder aStep(AuthorisationRequest next) {
        return new ChangeBuilder(next);
    }

    /** A fact about a subject, told at the given version of it. */
    public static Event anEvent(TenantId tenant, EventType type, Object subject, long sequence) {
        return Event.of(tenant, type, subject.toString(), sequence, NOW, Map.of("note", "an example"));
    }

    /** A call with the given key, whose content is always the same. */
    public static Idempotency aKey(String key) {
        return new Idempotency(key, "11".repeat(32));
    }

    /** A call with the given key and another content than {@link #aKey}. */
    public static Idempotency anotherCall(String key) {
        return new Idempotency(key, "22".repeat(32));
    }

    public static Task.Resolution aResolution() {
        return new Task.Resolution(
                TaskOutcome.DONE_OUTSIDE, "user-1", NOW, "settled by telephone", Map.of("call", "7"));
    }

    public static StoredDocument aDocument(Object owner, String type) {
        return aDocument(Document.Owner.of(owner), type, "%PDF-1.7 " + type);
    }

    public static StoredDocument aDocument(Document.Owner owner, String type, String content) {
        return StoredDocument.of(
                owner, new DocumentType(type), type + ".pdf", content.getBytes(StandardCharsets.UTF_8), NOW);
    }

    public static FiledReceipt aReceipt(String deposit) {
        return aReceipt(deposit, NOW);
    }

    public static FiledReceipt aReceipt(String deposit, Instant registeredAt) {
        Receipt receipt = new Receipt(
                new DepositNumber(deposit),
                new DraftNumber("B-" + deposit),
                registeredAt,
                "le 02/03/2026 à 10h00",
                "Plateforme MOE de Béthune",
                null);
        return new FiledReceipt(receipt, FiledReceipt.Obtained.RECEIPT);
    }

    public static RequestState.Filed filed(String deposit) {
        return new RequestState.Filed(aReceipt(deposit));
    }

    public static Decision aGrant() {
        return new Decision(
                true,
                LocalDate.of(2026, 4, 1),
                "AT-2026-000123",
                LocalDate.of(2026, 5, 4),
                LocalDate.of(2027, 5, 3),
                "Cuisinier",
                "France métropolitaine",
                null);
    }

    public static Decision aRefusal() {
        return new Decision(false, LocalDate.of(2026, 4, 1), null, null, null, null, null, "Situation de l'emploi");
    }
}
