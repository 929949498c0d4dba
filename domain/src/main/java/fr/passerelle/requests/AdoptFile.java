package fr.passerelle.requests;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.ids.WorkerId;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.Idempotencies;
import fr.passerelle.journal.Idempotency;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.FileReading;
import fr.passerelle.platform.FileSummary;
import fr.passerelle.platform.Platform;
import fr.passerelle.platform.Session;
import fr.passerelle.requests.AuthorisationRequest.Wishes;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskKind;
import fr.passerelle.work.Claim;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Takes over a file that other hands made on the platform: from then on it is followed like one of ours. */
public final class AdoptFile {
    private static final Duration TIME_TO_LOOK = Duration.ofDays(1);

    private final Platform platform;
    private final Requests requests;
    private final Once once;
    private final Paces paces;
    private final InstantSource clock;

    public AdoptFile(
            Platform platform, Requests requests, Idempotencies idempotencies, Paces paces, InstantSource clock) {
        this.platform = platform;
        this.requests = requests;
        this.once = new Once(requests, idempotencies);
        this.paces = paces;
        this.clock = clock;
    }

    /** What a client gives to adopt a file; employer and worker are known to exist. */
    public record Command(
            EmployerId employer,
            @Nullable WorkerId worker,
            ClientReference reference,
            DepositNumber deposit,
            RequestType type,
            @Nullable String actingUser,
            Map<String, String> metadata) {}

    /** Accepts the adoption; the file is read as durable work. A file that is ours already answers its request's id. */
    public Mono<Outcome> adopt(TenantId tenant, Command command, Idempotency key) {
        return once.run(
                tenant,
                key,
                () -> requests.findByDeposit(tenant, command.employer(), command.deposit())
                        .<Outcome>map(known -> new Outcome.Duplicate(known.id(), true))
                        .switchIfEmpty(Mono.defer(() -> begin(tenant, command, key))));
    }

    private Mono<Outcome> begin(TenantId tenant, Command command, Idempotency key) {
        Instant now = clock.instant();
        RequestContent content = new RequestContent(
                command.type(), null, false, null, null, null, null, null, List.of(), false, null, null, null, null);
        AuthorisationRequest request = AuthorisationRequest.adoption(
                RequestId.next(now),
                tenant,
                command.employer(),
                command.worker(),
                command.reference(),
                command.deposit(),
                content,
                new Wishes(false, command.actingUser(), null, Set.of(), null, null),
                command.metadata(),
                now);
        return once.save(Change.Builder.creating(request, EventType.REQUEST_CREATED)
                .due(now)
                .once(key)
                .build());
    }

    /** Reads the file to adopt, as durable work. A file of someone else is not taken over. */
    Mono<Void> read(Claim claim, Session session, Dossier dossier, DepositNumber deposit) {
        return platform.readFile(session, deposit, null)
                .map(reading -> switch (reading) {
                    case FileReading.Present(var file, var _) ->
                        dossier.owns(file.summary(), Deadlines.today(clock.instant()))
                                ? adopted(dossier, file.summary())
                                : failed(dossier, deposit, "other_person_or_employer");
                    case FileReading.Absent() -> failed(dossier, deposit, "absent");
                })
                .flatMap(change -> requests.save(change.under(claim).build()))
                .flatMap(WorkOvertaken::unlessStored);
    }

    private Change.Builder adopted(Dossier dossier, FileSummary file) {
        Instant now = clock.instant();
        FiledReceipt receipt = new FiledReceipt(file.receipt(), FiledReceipt.Obtained.ADOPTION);
        return Change.from(dossier.request())
                .becomes(dossier.request().filed(receipt, null, now), EventType.REQUEST_ADOPTED)
                .settling(dossier.openTasks(), TaskKind::isMootOnceFiled)
                .due(now);
    }

    private Change.Builder failed(Dossier dossier, DepositNumber deposit, String reason) {
        Instant now = clock.instant();
        AuthorisationRequest request = dossier.request();
        Task task = Task.open(
                request.tenant(),
                request.employer(),
                request.id(),
                TaskKind.ADOPTION_FAILED,
                now,
                now.plus(TIME_TO_LOOK),
                Map.of("deposit_number", deposit.value(), "reason", reason));
        return Change.from(request).taskOnce(task, dossier.openTasks()).due(now.plus(paces.humanPause()));
    }
}
