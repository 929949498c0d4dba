package fr.passerelle.platform;

import fr.passerelle.platform.PlatformHealth.Blame;
import fr.passerelle.platform.PlatformHealth.Operation;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** A platform whose every call is counted in our measure of its health, with whose fault it was when it failed. */
public final class MeasuredPlatform extends WrappedPlatform {
    private final PlatformHealth health;

    public MeasuredPlatform(Platform platform, PlatformHealth health) {
        super(platform);
        this.health = health;
    }

    @Override
    protected <T> Mono<T> around(Operation operation, Mono<T> call, Function<? super T, Blame> judge) {
        return call.doOnNext(answer -> health.record(operation, judge.apply(answer)))
                .doOnError(failure -> health.record(operation, blame(failure)));
    }
}
