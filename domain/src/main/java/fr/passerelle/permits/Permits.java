package fr.passerelle.permits;

import fr.passerelle.ids.AlertId;
import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.DigestId;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.Paging;
import fr.passerelle.ids.PermitId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.journal.Event;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The permits of tenants, where each stands, and the warnings about them. */
public interface Permits {

    /**
     * A permit with where it stands and all warnings about it, those that have ended among them.
     *
     * @param employerReference the client's own name for the employer, which every event carries
     * @param alerts in the order in which they were raised
     */
    record Watched(Permit permit, ClientReference employerReference, Standing standing, List<Alert> alerts) {
        public Watched {
            alerts = List.copyOf(alerts);
        }
    }

    /**
     * What becomes of one permit in a save.
     *
     * @param permit the next state; the one that was read when only its standing or warnings change
     * @param versionBefore of the permit that was read; zero for a new one
     * @param sequenceBefore of the standing that was read; zero for a new one. It is what fences the save: each change adds
     *     events, or at least none is lost
     * @param alerts that are new or have changed
     * @param events in order; the sequence of the last is that of the standing
     */
    record Turn(
            Permit permit,
            long versionBefore,
            Standing standing,
            long sequenceBefore,
            List<Alert> alerts,
            List<Event> events) {
        public Turn {
            alerts = List.copyOf(alerts);
            events = List.copyOf(events);
        }
    }

    /**
     * Stores the turns of a tenant in one transaction and one round trip, in order: permits, standings, warnings, events. A turn
     * whose permit or standing has moved on since it was read, or whose reference is taken by another permit of the employer, is
     * left out whole, and stops no other.
     *
     * @return the permits whose turns were stored
     */
    Mono<Set<PermitId>> save(TenantId tenant, List<Turn> turns);

    Mono<Watched> find(TenantId tenant, PermitId id);

    /** Those of the references that are there, tombstones among them, in no order. */
    Flux<Watched> findByReferences(TenantId tenant, EmployerId employer, Collection<ClientReference> references);

    /** Those of the ids that are there, in no order. */
    Flux<Watched> findAll(TenantId tenant, Collection<PermitId> ids);

    /**
     * What a list is narrowed to. Every part may be absent.
     *
     * @param expiringUntil titles whose last day is not after this one
     * @param deadlineUntil the next deadline is not after this day
     * @param withEnded whether tombstones are listed; they are wherever {@code updated_since} asks for changes
     */
    record Filter(
            @Nullable EmployerId employer,
            @Nullable ClientReference worker,
            fr.passerelle.law.right.Answer.@Nullable Start workRight,
            @Nullable LocalDate expiringUntil,
            @Nullable LocalDate deadlineUntil,
            boolean withEnded) {}

    /** Oldest change first. */
    Mono<List<Watched>> list(TenantId tenant, Filter filter, Paging paging);

    /**
     * All of an employer that are not tombstones, in the order of the workers' references and then of their own (by code points,
     * whatever the locale), a page at a time behind a place.
     *
     * @param workers those whose permits are wanted; empty for all
     */
    Mono<List<Permit>> ofEmployer(
            TenantId tenant,
            EmployerId employer,
            Collection<ClientReference> workers,
            Optional<Place> after,
            int limit);

    /** Where a permit stands among those of its employer. */
    record Place(ClientReference worker, ClientReference reference) {
        static Place of(Permit permit) {
            return new Place(permit.given().worker(), permit.reference());
        }
    }

    /** The references of all permits of an employer that are not tombstones, in no order. */
    Flux<ClientReference> references(TenantId tenant, EmployerId employer);

    /** Permits of all tenants at which to look until an instant, the earliest first: ids and instants alone. */
    Mono<List<Due>> due(Instant now, Optional<Due> after, int max);

    /** When to look at a permit. */
    record Due(TenantId tenant, PermitId permit, Instant at) {}

    /** A warning, of whatever permit; empty when the tenant has none of that id. */
    Mono<Alert> findAlert(TenantId tenant, AlertId id);

    /**
     * What a list of warnings is narrowed to. Every part may be absent.
     *
     * @param digest only those of this digest
     * @param isOpen only those that nobody acknowledged and that have not ended
     */
    record AlertFilter(
            @Nullable EmployerId employer,
            @Nullable PermitId permit,
            Milestone.@Nullable Kind kind,
            @Nullable DigestId digest,
            boolean isOpen) {}

    /** In the order in which they were raised; what {@link Paging} says of changes is said of that instant. */
    Mono<List<Alert>> listAlerts(TenantId tenant, AlertFilter filter, Paging paging);

    /**
     * How many there are that are not tombstones, by month of expiry and by risk.
     *
     * @param employer absent for all of the tenant
     * @param today by which risks are told
     */
    Flux<Count> count(TenantId tenant, @Nullable EmployerId employer, LocalDate today);

    /**
     * So many permits.
     *
     * @param expiry the month of the title's last day; absent where the title has none
     */
    record Count(@Nullable YearMonth expiry, Risk risk, long permits) {}

    /** What may go wrong with a permit, the worst first. */
    enum Risk {
        /** No right to work today. */
        NO_RIGHT,
        /** Not known whether there is one today. */
        UNKNOWN,
        /** The right ends within {@link #SOON} days. */
        ENDS_SOON,
        /** The right ends within {@link #LATER} days. */
        ENDS_LATER,
        NONE;

        public static final int SOON = 30;
        public static final int LATER = 90;

        public static Risk of(Standing standing, LocalDate today) {
            return switch (standing.workRight()) {
                case NO -> NO_RIGHT;
                case UNKNOWN -> UNKNOWN;
                case YES -> ofEnd(standing.rightUntil(), today);
            };
        }

        private static Risk ofEnd(@Nullable LocalDate until, LocalDate today) {
            if (until == null || until.isAfter(today.plusDays(LATER))) {
                return NONE;
            }
            return until.isAfter(today.plusDays(SOON)) ? ENDS_LATER : ENDS_SOON;
        }
    }
}
