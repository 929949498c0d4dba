package fr.passerelle.testing;

import static java.util.stream.Collectors.groupingBy;

import fr.passerelle.law.time.ReviewTime;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.requests.Decisions;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** Measured anew with each question. */
final class InMemoryDecisions implements Decisions {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final InMemoryStore store;
    private final Supplier<Stream<AuthorisationRequest>> requests;

    InMemoryDecisions(InMemoryStore store, Supplier<Stream<AuthorisationRequest>> requests) {
        this.store = store;
        this.requests = requests;
    }

    private record Decided(String type, LocalDate on, long days) {}

    @Override
    public Mono<Map<String, ReviewTime>> reviewTimes(LocalDate from, LocalDate until) {
        return store.alone(() -> {
            Map<String, List<Decided>> byType = requests.get()
                    .flatMap(request -> decided(request).stream())
                    .filter(one -> one.days() >= 0
                            && !one.on().isBefore(from)
                            && one.on().isBefore(until))
                    .collect(groupingBy(Decided::type));
            Map<String, ReviewTime> times = new HashMap<>();
            byType.forEach((type, all) -> times.put(type, measure(all, from, until)));
            return times;
        });
    }

    private static Optional<Decided> decided(AuthorisationRequest request) {
        return request.decidedOn()
                .flatMap(on -> request.receipt().map(receipt -> {
                    LocalDate registered =
                            receipt.receipt().registeredAt().atZone(PARIS).toLocalDate();
                    return new Decided(request.content().type().code(), on, ChronoUnit.DAYS.between(registered, on));
                }));
    }

    private static ReviewTime measure(List<Decided> all, LocalDate from, LocalDate until) {
        List<Long> days = all.stream().map(Decided::days).sorted().toList();
        return new ReviewTime(within(days, 5), within(days, 9), days.size(), from, until);
    }

    /** The least number of days within which so many tenths of all were decided. */
    private static int within(List<Long> days, int tenths) {
        int rank = (days.size() * tenths + 9) / 10;
        return Math.toIntExact(days.get(rank - 1));
    }
}
