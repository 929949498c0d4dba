package fr.passerelle.api.requests;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.SaveOutcome;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.requests.Attempt;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.requests.Change;
import fr.passerelle.requests.Observation;
import fr.passerelle.requests.Requests;
import fr.passerelle.tasks.Task;
import fr.passerelle.tasks.TaskKind;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Counts what is stored of requests: how often each state was entered, how attempts went, and which tasks were opened. Never
 * whose they are. What the operator alone can mend is said in the log as well.
 */
public final class MeteredRequests implements Requests {
    private static final Logger log = LoggerFactory.getLogger(MeteredRequests.class);

    private final Requests requests;
    private final MeterRegistry meters;

    public MeteredRequests(Requests requests, MeterRegistry meters) {
        this.requests = requests;
        this.meters = meters;
    }

    @Override
    public Mono<SaveOutcome> save(Change change) {
        return requests.save(change).doOnNext(outcome -> count(change, outcome));
    }

    private void count(Change change, SaveOutcome outcome) {
        if (!(outcome instanceof SaveOutcome.Stored)) {
            return;
        }
        boolean entered =
                change.next().trail().stateSince().equals(change.next().updatedAt());
        if (entered) {
            meters.counter("passerelle.requests", "state", change.next().state().code())
                    .increment();
        }
        Attempt attempt = change.attempt();
        if (attempt != null) {
            String kind = attempt.kind().complement() == 0 ? "submission" : "complement";
            String state = attempt.state().name().toLowerCase(Locale.ROOT);
            meters.counter("passerelle.attempts", "kind", kind, "outcome", state)
                    .increment();
        }
        change.tasks().stream()
                .filter(task -> task.isOpen() && task.version() == 1)
                .forEach(this::count);
    }

    private void count(Task opened) {
        String kind = opened.kind().name().toLowerCase(Locale.ROOT);
        meters.counter("passerelle.tasks.opened", "kind", kind).increment();
        if (opened.kind() == TaskKind.QUARANTINED) {
            log.error("request {} is quarantined: whoever works on it crashes", opened.request());
        }
    }

    @Override
    public Mono<AuthorisationRequest> find(TenantId tenant, RequestId id) {
        return requests.find(tenant, id);
    }

    @Override
    public Mono<AuthorisationRequest> findByReference(TenantId tenant, EmployerId employer, ClientReference reference) {
        return requests.findByReference(tenant, employer, reference);
    }

    @Override
    public Mono<AuthorisationRequest> findByDeposit(TenantId tenant, EmployerId employer, DepositNumber deposit) {
        return requests.findByDeposit(tenant, employer, deposit);
    }

    @Override
    public Mono<List<AuthorisationRequest>> list(TenantId tenant, Filter filter, Paging paging) {
        return requests.list(tenant, filter, paging);
    }

    @Override
    public Mono<List<Attempt>> attempts(TenantId tenant, RequestId request) {
        return requests.attempts(tenant, request);
    }

    @Override
    public Mono<List<Observation>> observations(TenantId tenant, RequestId request) {
        return requests.observations(tenant, request);
    }
}
