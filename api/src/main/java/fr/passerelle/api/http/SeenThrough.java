package fr.passerelle.api.http;

import java.util.concurrent.CompletableFuture;
import org.springframework.web.reactive.HandlerResult;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * A change that goes on when its client goes. Each transaction ends by itself, but a call may have several steps, such as to keep
 * the last document and then to submit: the first must not be left without the second.
 */
final class SeenThrough {
    private SeenThrough() {}

    static HandlerResult of(HandlerResult result) {
        if (!(result.getReturnValue() instanceof Mono<?> work)) {
            return result;
        }
        HandlerResult lasting = new HandlerResult(
                result.getHandler(), of(work), result.getReturnTypeSource(), result.getBindingContext());
        return result.getExceptionHandler() == null
                ? lasting
                : lasting.setExceptionHandler(result.getExceptionHandler());
    }

    /** Once begun it is not cancelled; it keeps the context of its subscriber, so that traces go on. */
    static <T> Mono<T> of(Mono<T> work) {
        return Mono.deferContextual(context -> Mono.fromFuture(() -> begun(work, context), true));
    }

    private static <T> CompletableFuture<T> begun(Mono<T> work, ContextView context) {
        return work.contextWrite(context).toFuture();
    }
}
