package fr.passerelle.persistence;

import static java.util.stream.Collectors.toMap;

import fr.passerelle.law.time.ReviewTime;
import fr.passerelle.requests.Decisions;
import java.time.LocalDate;
import java.util.Map;
import reactor.core.publisher.Mono;

final class R2dbcDecisions implements Decisions {
    private static final String REVIEW_TIMES = """
        select request_type, count(*) as sample,
            percentile_disc(0.5) within group (order by decided_on - registered_on) as half,
            percentile_disc(0.9) within group (order by decided_on - registered_on) as most
        from decision
        where decided_on >= $1 and decided_on < $2 and decided_on >= registered_on
        group by request_type
        """;

    private final Transactions transactions;

    R2dbcDecisions(Transactions transactions) {
        this.transactions = transactions;
    }

    private record OfType(String type, ReviewTime time) {}

    @Override
    public Mono<Map<String, ReviewTime>> reviewTimes(LocalDate from, LocalDate until) {
        return transactions
                .asWorker(tx -> tx.all(
                        Sql.of(REVIEW_TIMES, from, until),
                        row -> new OfType(
                                row.text("request_type"),
                                new ReviewTime(
                                        row.integer("half"),
                                        row.integer("most"),
                                        Math.toIntExact(row.number("sample")),
                                        from,
                                        until))))
                .map(all -> all.stream().collect(toMap(OfType::type, OfType::time)));
    }
}
