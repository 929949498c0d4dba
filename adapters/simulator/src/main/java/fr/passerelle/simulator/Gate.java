package fr.passerelle.simulator;

import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Through which every call to the portal passes: it reads the body, decides the fault, counts, and lets the answer out. */
final class Gate {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final byte[] NOTHING = new byte[0];

    private final Faults faults;
    private final Calls calls;

    Gate(Faults faults, Calls calls) {
        this.faults = faults;
        this.calls = calls;
    }

    Mono<ServerResponse> pass(Operation operation, ServerRequest request, Function<Call, Answer> action) {
        return read(request)
                .flatMap(call -> perform(operation, call, action))
                .onErrorResume(DataBufferLimitException.class, e -> tooLarge(operation));
    }

    /** The control interface: neither counted nor tampered with. */
    static Mono<ServerResponse> passUntouched(ServerRequest request, Function<Call, Answer> action) {
        return read(request)
                .map(action)
                .onErrorReturn(DataBufferLimitException.class, Answer.refused(Refusal.REQUETE_TROP_LOURDE))
                .flatMap(Gate::send);
    }

    private static Mono<Call> read(ServerRequest request) {
        return request.bodyToMono(byte[].class).defaultIfEmpty(NOTHING).map(body -> new Call(request, body));
    }

    private Mono<ServerResponse> perform(Operation operation, Call call, Function<Call, Answer> action) {
        Faults.Strike strike = faults.of(operation, call);
        Fault.Struck struck = strike.fault().strike(() -> act(operation, call, action));
        faults.settle(strike, operation, struck.isHarmful());
        calls.count(operation, struck.status(), strike.kind().filter(kind -> struck.isHarmful()));
        return struck.delivery() instanceof Delivery.Sent(Answer sent)
                ? send(sent)
                : new Line(call.request()).deliver(struck.delivery());
    }

    /** A mistake of ours is told by its class alone: its message might hold what was sent. */
    private static Answer act(Operation operation, Call call, Function<Call, Answer> action) {
        try {
            return action.apply(call);
        } catch (RuntimeException e) {
            LOG.error("{} failed: {}", operation.code(), e.getClass().getName());
            return Answer.refused(Refusal.ERREUR_INTERNE);
        }
    }

    private Mono<ServerResponse> tooLarge(Operation operation) {
        Refusal refusal = operation.isUpload() ? Refusal.PIECE_TROP_LOURDE : Refusal.REQUETE_TROP_LOURDE;
        calls.count(operation, refusal.status(), Optional.empty());
        return send(Answer.refused(refusal));
    }

    private static Mono<ServerResponse> send(Answer answer) {
        ServerResponse.BodyBuilder response = ServerResponse.status(answer.status());
        answer.headers().forEach((name, value) -> response.header(name, value));
        return answer.body().length == 0 ? response.build() : response.bodyValue(answer.body());
    }
}
