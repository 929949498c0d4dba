package fr.passerelle.requests;

import fr.passerelle.law.time.ReviewTime;
import java.time.LocalDate;
import java.util.Map;
import reactor.core.publisher.Mono;

/** What the administration decided, of all tenants: how long it took, and nothing of whom. */
public interface Decisions {

    /**
     * The time of each type of request of which decisions are known, by the type's code. Days are those of Paris.
     *
     * @param from the first day of decisions that count
     * @param until the first that no longer does
     */
    Mono<Map<String, ReviewTime>> reviewTimes(LocalDate from, LocalDate until);
}
