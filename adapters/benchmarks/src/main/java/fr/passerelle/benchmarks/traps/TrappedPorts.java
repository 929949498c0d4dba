package fr.passerelle.benchmarks.traps;

import fr.passerelle.persistence.Persistence;
import fr.passerelle.platform.Platform;
import fr.passerelle.requests.Requests;
import fr.passerelle.work.Claim;
import fr.passerelle.work.WorkQueue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import reactor.core.publisher.Mono;

/** Puts the trap before and after every call of a port that is a {@link Step}. */
final class TrappedPorts implements BeanPostProcessor {
    /** About as long as a request takes to leave, and less than its answer. */
    private static final Duration UNDER_WAY = Duration.ofMillis(2);

    private final Trap trap;

    TrappedPorts(Trap trap) {
        this.trap = trap;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return switch (bean) {
            case Platform platform -> trapped(Platform.class, platform);
            case Persistence stored -> trapped(stored);
            default -> bean;
        };
    }

    private Persistence trapped(Persistence stored) {
        return new Persistence(
                stored.tenants(),
                stored.employers(),
                stored.mandates(),
                stored.accounts(),
                stored.sessions(),
                stored.workers(),
                trapped(Requests.class, stored.requests()),
                stored.dossiers(),
                stored.agenda(),
                stored.decisions(),
                stored.authorisations(),
                stored.documents(),
                stored.tasks(),
                stored.journal(),
                stored.idempotencies(),
                trapped(WorkQueue.class, stored.queue()),
                stored.oversight(),
                stored.pauses(),
                stored.restorations(),
                stored.lanes(),
                stored.incidents(),
                stored.calls(),
                stored.endpoints(),
                stored.deliveries(),
                stored.turns(),
                stored.permits(),
                stored.alertPreferences(),
                stored.digests());
    }

    private <T> T trapped(Class<T> port, T target) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (_, method, arguments) -> call(target, method, arguments)));
    }

    private @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            Object answer = method.invoke(target, arguments);
            Optional<Step> step = Step.of(method.getName(), arguments == null ? new Object[0] : arguments);
            return answer instanceof Mono<?> mono && step.isPresent() ? passing(step.get(), mono) : answer;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private <T> Mono<T> passing(Step step, Mono<T> call) {
        return call.doOnSubscribe(_ -> before(step)).doOnNext(answer -> after(step, answer));
    }

    private void before(Step step) {
        trap.pass(step.before());
        if (step == Step.SEND) {
            trap.passIn(UNDER_WAY, step.after());
        }
    }

    private void after(Step step, Object answer) {
        switch (step) {
            case SEND -> answered();
            case CLAIM -> claimed((List<?>) answer);
            default -> trap.pass(step.after());
        }
    }

    /** What was sent is now answered: before anybody reads it, and while its outcome is being stored. */
    private void answered() {
        trap.pass("S7.before");
        trap.passIn(UNDER_WAY, "S7.after");
    }

    private void claimed(List<?> claims) {
        if (!claims.isEmpty()) {
            trap.noteClaims(claims.stream()
                    .map(claim -> ((Claim) claim).id().toString())
                    .toList());
            trap.pass(Step.CLAIM.after());
        }
    }
}
