package fr.passerelle.api.permits;

import fr.passerelle.api.http.Checked;
import fr.passerelle.api.http.Errors;
import fr.passerelle.api.parties.Parties;
import fr.passerelle.api.parties.Rules;
import fr.passerelle.api.security.Caller;
import fr.passerelle.ids.ClientReference;
import fr.passerelle.permits.RightInPeriod;
import fr.passerelle.permits.RightInPeriod.Held;
import fr.passerelle.permits.RightInPeriod.OfWorker;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** Who may work in a period, for the run of the pay. Writes nothing down. */
@RestController
final class PeriodController {
    private static final int MOST_WORKERS = 10_000;
    private static final int MOST_YEARS = 10;

    private final RightInPeriod period;
    private final Parties parties;
    private final InstantSource clock;

    PeriodController(RightInPeriod period, Parties parties, InstantSource clock) {
        this.period = period;
        this.parties = parties;
        this.clock = clock;
    }

    /** Which workers are shown. */
    enum Only {
        NOT_YES
    }

    /** The question. */
    record PeriodBody(
            @Nullable String employer,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable List<String> workers,
            @Nullable Only only)
            implements Checked {
        @Override
        public void check(Errors errors) {
            Rules.reference(errors, "employer", errors.required("employer", employer));
            LocalDate first = errors.required("from", from);
            LocalDate last = errors.required("to", to);
            if (first != null && last != null && last.isBefore(first)) {
                errors.at("to").add("before_start");
            } else if (first != null && last != null && last.isAfter(first.plusYears(MOST_YEARS))) {
                errors.at("to").add("too_late");
            }
            errors.atMost("workers", MOST_WORKERS, workers);
            errors.each("workers", workers, PeriodBody::checkWorker);
        }

        private static void checkWorker(String reference, Errors errors) {
            try {
                new ClientReference(reference);
            } catch (IllegalArgumentException e) {
                errors.add("invalid_reference");
            }
        }

        private Set<ClientReference> references() {
            return workers == null
                    ? Set.of()
                    : workers.stream().map(ClientReference::new).collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }

    /** A spell of a worker, and the permit that answers. */
    record HeldView(@Nullable String permitId, @Nullable String permitReference, SpellView right) {
        static HeldView of(Held held) {
            return new HeldView(
                    held.permit() == null ? null : held.permit().text(),
                    held.reference() == null ? null : held.reference().value(),
                    SpellView.of(held.spell()));
        }
    }

    /** The answer of one worker. */
    record PeriodView(String worker, boolean mayWork, List<HeldView> spells, Instant asOf) {
        static PeriodView of(OfWorker worker, Instant asOf) {
            return new PeriodView(
                    worker.worker().value(),
                    worker.isYes(),
                    worker.spells().stream().map(HeldView::of).toList(),
                    asOf);
        }
    }

    @PostMapping(path = "/v1/work-right/period", produces = MediaType.APPLICATION_NDJSON_VALUE)
    Flux<PeriodView> period(Caller caller, @RequestBody PeriodBody body) {
        Instant now = clock.instant();
        return parties.employer(caller.tenant(), Rules.given(body.employer()))
                .flatMapMany(employer ->
                        period.of(employer, Rules.given(body.from()), Rules.given(body.to()), body.references()))
                .filter(worker -> body.only() == null || !worker.isYes())
                .map(worker -> PeriodView.of(worker, now));
    }
}
