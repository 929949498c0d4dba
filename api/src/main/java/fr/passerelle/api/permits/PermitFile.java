package fr.passerelle.api.permits;

import fr.passerelle.api.http.ApiProblem;
import fr.passerelle.api.http.FileLines.Read;
import fr.passerelle.api.http.Saves;
import fr.passerelle.ids.ClientReference;
import fr.passerelle.parties.Employer;
import fr.passerelle.parties.Upsert;
import fr.passerelle.permits.Arrival;
import fr.passerelle.permits.Permit;
import fr.passerelle.permits.Permits.Watched;
import fr.passerelle.permits.PutPermit;
import fr.passerelle.permits.SyncPermits;
import fr.passerelle.permits.SyncPermits.Absence;
import fr.passerelle.permits.SyncPermits.OnAbsence;
import fr.passerelle.permits.SyncPermits.Settled;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A file of an employer's permits while it is taken, from its first line to its last. Of one call, one piece after the other. */
final class PermitFile {
    private final Employer employer;
    private final Arrival arrival;
    private final PutPermit putPermit;
    private final Function<ApiProblem, Object> problems;
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private final Set<ClientReference> named = new HashSet<>();

    /**
     * Nothing taken yet.
     *
     * @param problems as they stand in the answer
     */
    PermitFile(Employer employer, Arrival arrival, PutPermit putPermit, Function<ApiProblem, Object> problems) {
        this.employer = employer;
        this.arrival = arrival;
        this.putPermit = putPermit;
        this.problems = problems;
    }

    /** What became of a line. */
    enum Outcome {
        CREATED,
        CHANGED,
        UNCHANGED,
        FAILED
    }

    /** The answer to a line. */
    record OutcomeView(
            int line,
            @Nullable String reference,
            Outcome outcome,
            @Nullable String permitId,
            @Nullable Long version,
            @Nullable Object problem) {}

    /** A permit that we hold and that a full file did not name. */
    record AbsentView(String absent) {}

    /** The last line: its absence tells that an answer was cut. */
    record EndView(SummaryView summary) {}

    /** How many lines had which outcome. */
    record SummaryView(
            int lines,
            int created,
            int changed,
            int unchanged,
            int failed,
            @Nullable AbsenceView absence) {}

    /** What a full file did not name. */
    record AbsenceView(long held, int absent, Settled settled) {}

    /** Stores the good ones of some lines, all in one transaction or, where others change them meanwhile, in a few. */
    Mono<List<OutcomeView>> store(List<Read<PutPermit.Line>> lines) {
        List<PutPermit.Line> good =
                lines.stream().map(Read::value).filter(Objects::nonNull).toList();
        return (good.isEmpty() ? Mono.just(List.<Upsert<Watched>>of()) : putPermit.putAll(employer, good, arrival))
                .map(done -> outcomes(lines, done));
    }

    private List<OutcomeView> outcomes(List<Read<PutPermit.Line>> lines, List<Upsert<Watched>> done) {
        List<OutcomeView> outcomes = new ArrayList<>(lines.size());
        int next = 0;
        for (Read<PutPermit.Line> line : lines) {
            PutPermit.Line value = line.value();
            OutcomeView outcome = value == null ? failed(line, line.problem()) : outcome(line, done.get(next));
            if (value != null) {
                named.add(value.reference());
                next++;
            }
            counts.merge(outcome.outcome(), 1, Integer::sum);
            outcomes.add(outcome);
        }
        return outcomes;
    }

    private OutcomeView outcome(Read<PutPermit.Line> line, Upsert<Watched> upsert) {
        return switch (upsert) {
            case Upsert.Created<Watched>(var stored) -> outcome(line, Outcome.CREATED, stored.permit());
            case Upsert.Changed<Watched>(var stored) -> outcome(line, Outcome.CHANGED, stored.permit());
            case Upsert.Unchanged<Watched>(var stored) -> outcome(line, Outcome.UNCHANGED, stored.permit());
            case Upsert.Stale<Watched>(var current) -> failed(line, problems.apply(Saves.stale(current)));
        };
    }

    private static OutcomeView outcome(Read<PutPermit.Line> line, Outcome outcome, Permit permit) {
        return new OutcomeView(
                line.line(), line.reference(), outcome, permit.id().text(), permit.version(), null);
    }

    private static OutcomeView failed(Read<PutPermit.Line> line, @Nullable Object problem) {
        return new OutcomeView(line.line(), line.reference(), Outcome.FAILED, null, null, problem);
    }

    /** What is said at the end of a file that is a part of what the client knows. */
    List<?> end() {
        return List.of(new EndView(summary(null)));
    }

    /** Settles what is absent from a full file, and says so. */
    Mono<List<?>> end(SyncPermits syncPermits, OnAbsence onAbsence) {
        boolean isWhole = count(Outcome.FAILED) == 0;
        return syncPermits.settle(employer, named, isWhole, onAbsence).map(this::end);
    }

    private List<?> end(Absence absence) {
        AbsenceView settled = new AbsenceView(absence.held(), absence.absent().size(), absence.settled());
        return Stream.concat(
                        absence.absent().stream().map(reference -> new AbsentView(reference.value())),
                        Stream.of(new EndView(summary(settled))))
                .toList();
    }

    private SummaryView summary(@Nullable AbsenceView absence) {
        return new SummaryView(
                counts.values().stream().mapToInt(Integer::intValue).sum(),
                count(Outcome.CREATED),
                count(Outcome.CHANGED),
                count(Outcome.UNCHANGED),
                count(Outcome.FAILED),
                absence);
    }

    private int count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }
}
