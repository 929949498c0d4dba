package fr.passerelle.requests;

import fr.passerelle.documents.Document;
import fr.passerelle.documents.DocumentType;
import fr.passerelle.documents.Documents;
import fr.passerelle.documents.StoredDocument;
import fr.passerelle.parties.Siren;
import fr.passerelle.parties.Siret;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.FileReading;
import fr.passerelle.platform.FileSearch;
import fr.passerelle.platform.FileSummary;
import fr.passerelle.platform.Platform;
import fr.passerelle.platform.PlatformFile;
import fr.passerelle.platform.PlatformRefusal;
import fr.passerelle.platform.PlatformUnavailable;
import fr.passerelle.platform.Session;
import fr.passerelle.requests.RequestState.Granted;
import fr.passerelle.requests.RequestState.OnPlatform;
import fr.passerelle.requests.RequestState.Refused;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.work.Claim;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * Follows a file on the platform: reads it at a pace that adapts to its age, keeps what it shows, fetches the attestation
 * and the decision. {@link Tracking} says what an observation means.
 */
public final class TrackRequest {
    /** Under which types the platform's own papers are kept. */
    public static final DocumentType ATTESTATION = new DocumentType("attestation");

    public static final DocumentType DECISION = new DocumentType("decision");

    private static final Duration TIME_TO_LOOK = Duration.ofDays(1);

    private final Platform platform;
    private final Requests requests;
    private final Documents documents;
    private final Paces paces;
    private final InstantSource clock;

    public TrackRequest(Platform platform, Requests requests, Documents documents, Paces paces, InstantSource clock) {
        this.platform = platform;
        this.requests = requests;
        this.documents = documents;
        this.paces = paces;
        this.clock = clock;
    }

    /** A request on the platform, with what is known beside it. */
    private record Followed(
            Claim claim,
            Session session,
            Siren employer,
            AuthorisationRequest request,
            List<Task> openTasks,
            List<Document> papers) {
        OnPlatform state() {
            return (OnPlatform) request.state();
        }

        DepositNumber deposit() {
            return state().receipt().receipt().deposit();
        }

        boolean lacks(DocumentType type) {
            return papers.stream().noneMatch(paper -> paper.type().equals(type));
        }
    }

    Mono<Void> track(Claim claim, Session session, Dossier dossier) {
        AuthorisationRequest request = dossier.request();
        return documents
                .of(request.tenant(), Document.Owner.platform(request.id()))
                .map(papers -> new Followed(
                        claim, session, dossier.employer().profile().siren(), request, dossier.openTasks(), papers))
                .flatMap(this::follow);
    }

    private Mono<Void> follow(Followed followed) {
        return platform.readFile(followed.session(), followed.deposit(), followed.employer())
                .flatMap(reading -> switch (reading) {
                    case FileReading.Present(var file, var raw) ->
                        twins(followed).flatMap(twins -> seen(followed, twins, file, raw));
                    case FileReading.Absent() -> gone(followed);
                });
    }

    private Mono<Void> seen(Followed followed, List<FileSummary> twins, PlatformFile file, byte[] raw) {
        Change.Builder change = Tracking.read(followed.request(), file, raw, followed.openTasks(), clock.instant());
        return withPapers(followed, tellOf(twins, followed, change));
    }

    /**
     * Further files that the platform made of our one submission, although it gave us a good receipt. Looked for once: at the
     * first look at which they show.
     */
    private Mono<List<FileSummary>> twins(Followed followed) {
        Siret establishment = followed.request().content().establishment();
        if (establishment == null || !isFirstLookThatShowsTwins(followed.request())) {
            return Mono.just(List.of());
        }
        String reference = followed.request().platformReference();
        return platform.files(followed.session(), FileSearch.ofReference(establishment, reference))
                .map(files -> files.stream()
                        .filter(file -> reference.equals(file.reference()))
                        .filter(file -> !file.deposit().equals(followed.deposit()))
                        .toList());
    }

    private boolean isFirstLookThatShowsTwins(AuthorisationRequest request) {
        Instant sentAt = request.trail().submittedAt();
        if (sentAt == null) {
            return false;
        }
        Instant shown = sentAt.plus(paces.visibilityDelay());
        return clock.instant().isAfter(shown)
                && (request.seen() == null || !request.seen().asOf().isAfter(shown));
    }

    private Change.Builder tellOf(List<FileSummary> twins, Followed followed, Change.Builder change) {
        if (twins.isEmpty()) {
            return change;
        }
        AuthorisationRequest request = followed.request();
        Instant now = clock.instant();
        Map<String, String> evidence = Map.of(
                "kept",
                followed.deposit().value(),
                "twins",
                twins.stream().map(twin -> twin.deposit().value()).collect(Collectors.joining(",")));
        return change.taskOnce(
                Task.open(
                        request.tenant(),
                        request.employer(),
                        request.id(),
                        TaskKind.DUPLICATE_ON_PLATFORM,
                        now,
                        now.plus(TIME_TO_LOOK),
                        evidence),
                followed.openTasks());
    }

    private Mono<Void> withPapers(Followed followed, Change.Builder change) {
        boolean decided =
                change.next().state() instanceof Granted || change.next().state() instanceof Refused;
        Mono<Optional<StoredDocument>> attestation = followed.lacks(ATTESTATION)
                ? paper(followed, ATTESTATION, platform.attestation(followed.session(), followed.deposit()))
                : Mono.just(Optional.empty());
        Mono<Optional<StoredDocument>> decision = decided && followed.lacks(DECISION)
                ? paper(followed, DECISION, platform.decision(followed.session(), followed.deposit()))
                : Mono.just(Optional.empty());
        return Mono.zip(attestation, decision)
                .flatMap(papers -> store(followed, change, List.of(papers.getT1(), papers.getT2()), decided));
    }

    /** A paper that cannot be had now is fetched at a later look. */
    private Mono<Optional<StoredDocument>> paper(Followed followed, DocumentType type, Mono<byte[]> download) {
        Document.Owner owner = Document.Owner.platform(followed.request().id());
        String name = type.code() + "-" + followed.deposit() + ".pdf";
        return download.map(pdf -> Optional.of(StoredDocument.of(owner, type, name, pdf, clock.instant())))
                .onErrorReturn(PlatformUnavailable.class, Optional.empty())
                .onErrorReturn(PlatformRefusal.class, Optional.empty());
    }

    private Mono<Void> store(
            Followed followed, Change.Builder change, List<Optional<StoredDocument>> papers, boolean decided) {
        papers.forEach(paper -> paper.ifPresent(change::document));
        change.settling(followed.openTasks(), kind -> kind == TaskKind.DEADLINE_NEAR);
        boolean decisionIsHeld = !followed.lacks(DECISION) || papers.get(1).isPresent();
        boolean over = change.next().state().isOver() && (!decided || decisionIsHeld);
        Change.Builder scheduled = over ? change.done() : change.due(nextLook(followed));
        return requests.save(scheduled.under(followed.claim()).build()).flatMap(WorkOvertaken::unlessStored);
    }

    private Instant nextLook(Followed followed) {
        return paces.nextPoll(followed.state().receipt().receipt().registeredAt(), clock.instant());
    }

    /** A file that is no longer shown may come back; a human learns of it once, and silence goes on meanwhile. */
    private Mono<Void> gone(Followed followed) {
        Instant now = clock.instant();
        AuthorisationRequest request = followed.request();
        Task task = Task.open(
                request.tenant(),
                request.employer(),
                request.id(),
                TaskKind.FILE_GONE,
                now,
                now.plus(TIME_TO_LOOK),
                Map.of("deposit_number", followed.deposit().value()));
        Change.Builder change = Tracking.silence(request, followed.openTasks(), now)
                .orElseGet(() -> Change.from(request))
                .taskOnce(task, followed.openTasks())
                .due(nextLook(followed))
                .under(followed.claim());
        return requests.save(change.build()).flatMap(WorkOvertaken::unlessStored);
    }
}
