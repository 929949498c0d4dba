package fr.passerelle.permits;

import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.ids.PermitId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.law.WorkStart.ContractKind;
import fr.passerelle.law.right.Facts;
import fr.passerelle.law.right.Facts.Contract.Kind;
import fr.passerelle.parties.Siret;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Titre de séjour: what an employee holds, under the client's own reference within the employer.
 *
 * <p>It has two layers. What the client sends replaces what it sent before. What was added by people or observed by us stays,
 * whatever the client sends: most systems send everything each night, and know nothing of it.
 *
 * @param version counts the changes of either layer; the entity tag of the resource
 * @param endedAt when the client deleted it; it is kept as a tombstone, and nothing is told of it any more
 */
public record Permit(
        PermitId id,
        TenantId tenant,
        EmployerId employer,
        ClientReference reference,
        Given given,
        Added added,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant endedAt) {

    /**
     * What the client says.
     *
     * @param worker the client's own reference of the person within the employer; the worker need not be known to us
     * @param nationality ISO 3166-1, two letters
     * @param birthDate to tell minors, for nothing else
     * @param inFranceSince beginning of the stay, for those who came for a short one
     * @param papers that stand beside or in the place of the title, each for its time
     * @param renewal absent while none was requested, as far as the client knows
     * @param authorisation that is held for the employment, where the client keeps it with the permit
     */
    public record Given(
            ClientReference worker,
            @Nullable String nationality,
            @Nullable LocalDate birthDate,
            @Nullable LocalDate inFranceSince,
            @Nullable Title title,
            List<Paper> papers,
            @Nullable Renewal renewal,
            @Nullable Employment employment,
            @Nullable Authorisation authorisation,
            Map<String, String> metadata) {
        public Given {
            papers = List.copyOf(papers);
            metadata = Map.copyOf(metadata);
        }

        /** Personal data: only ids reach a log. */
        @Override
        public String toString() {
            return "Given[…]";
        }
    }

    /**
     * The title itself.
     *
     * @param code of our table of titles, where the client knows it; otherwise the words on the title are looked up
     * @param number as printed; never shown without leave to see identities
     * @param validTo the last day on which it is valid
     * @param firstIssuedOn of the first title of the same kind
     * @param department whose prefect issued it
     * @param workMention whether it says "autorise son titulaire à travailler"
     */
    public record Title(
            @Nullable String code,
            @Nullable String type,
            @Nullable String mention,
            @Nullable String number,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            @Nullable LocalDate firstIssuedOn,
            @Nullable String department,
            @Nullable Boolean workMention) {
        public Title {
            if (validFrom != null && validTo != null && validTo.isBefore(validFrom)) {
                throw new IllegalArgumentException("a title ends before it begins");
            }
        }

        @Override
        public String toString() {
            return "Title[" + code + "]";
        }
    }

    /**
     * A provisional paper, such as a {@code récépissé} or an {@code attestation de prolongation d'instruction}.
     *
     * @param validFrom absent: from when it was made known
     * @param validTo the last day on which it is valid
     */
    public record Paper(
            Facts.Paper.Kind kind,
            @Nullable String number,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            @Nullable Boolean workMention) {
        public Paper {
            if (validFrom != null && validTo != null && validTo.isBefore(validFrom)) {
                throw new IllegalArgumentException("a paper ends before it begins");
            }
        }

        @Override
        public String toString() {
            return "Paper[" + kind + "]";
        }
    }

    /** A renewal that was requested on a day, which tells whether it was in time. */
    public record Renewal(LocalDate filedOn) {}

    /**
     * The contract for which the person works, or is to.
     *
     * @param start absent where unknown; it counts as running
     * @param end last day; absent while none is foreseen. Nothing is told of the permit after it
     * @param hours of a student in the year
     * @param matchesTitle whether the job is the one for which the title was issued
     * @param department where the work is done
     */
    public record Employment(
            @Nullable String contractReference,
            @Nullable Siret establishment,
            @Nullable Kind type,
            @Nullable LocalDate start,
            @Nullable LocalDate end,
            @Nullable Integer hours,
            @Nullable Boolean matchesTitle,
            @Nullable String department) {
        public Employment {
            if (start != null && end != null && end.isBefore(start)) {
                throw new IllegalArgumentException("an employment ends before it begins");
            }
        }
    }

    /** A work authorisation that is held for the employment. */
    public record Authorisation(
            @Nullable String number,
            @Nullable ContractKind contract,
            @Nullable String requestType,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo) {
        @Override
        public String toString() {
            return "Authorisation[…]";
        }
    }

    /** What people added or we observed, the oldest first. */
    public record Added(List<AddedPaper> papers, @Nullable AddedRenewal renewal) {
        public static final Added NOTHING = new Added(List.of(), null);

        public Added {
            papers = List.copyOf(papers);
        }

        /** With one paper more, unless it is there. */
        Added with(AddedPaper next) {
            boolean isThere = papers.stream().anyMatch(one -> one.paper().equals(next.paper()));
            return isThere
                    ? this
                    : new Added(Stream.concat(papers.stream(), Stream.of(next)).toList(), renewal);
        }

        Added without(int place) {
            if (place < 0 || place >= papers.size()) {
                return this;
            }
            List<AddedPaper> rest = new ArrayList<>(papers);
            rest.remove(place);
            return new Added(rest, renewal);
        }

        /** With another note of a renewal; itself when it says the same. */
        Added with(@Nullable AddedRenewal next) {
            boolean isSame = renewal == null || next == null
                    ? renewal == next
                    : renewal.renewal().equals(next.renewal());
            return isSame ? this : new Added(papers, next);
        }
    }

    /**
     * A paper that was added.
     *
     * @param by who added it, in the client's words
     */
    public record AddedPaper(Paper paper, String by, Instant at) {}

    /** That a renewal was requested, as somebody added. */
    public record AddedRenewal(Renewal renewal, String by, Instant at) {}

    /** That was requested, as the client or, where it does not know of it, somebody else says; absent where nobody does. */
    public @Nullable Renewal renewal() {
        if (given.renewal() != null) {
            return given.renewal();
        }
        return added.renewal() == null ? null : added.renewal().renewal();
    }

    public boolean isEnded() {
        return endedAt != null;
    }

    /** Its first version, as a client sends it. */
    static Permit first(TenantId tenant, EmployerId employer, ClientReference reference, Given given, Instant now) {
        return new Permit(PermitId.next(now), tenant, employer, reference, given, Added.NOTHING, 1, now, now, null);
    }

    /** What a client sends anew; itself when that changes nothing. A tombstone comes back to life. */
    Permit with(Given next, Instant now) {
        return !isEnded() && given.equals(next)
                ? this
                : new Permit(id, tenant, employer, reference, next, added, version + 1, createdAt, now, null);
    }

    /** With another second layer; itself when it is the same. */
    Permit with(Added next, Instant now) {
        return added.equals(next)
                ? this
                : new Permit(id, tenant, employer, reference, given, next, version + 1, createdAt, now, endedAt);
    }

    Permit ended(Instant now) {
        return isEnded()
                ? this
                : new Permit(id, tenant, employer, reference, given, added, version + 1, createdAt, now, now);
    }

    /** Personal data: only ids reach a log. */
    @Override
    public String toString() {
        return "Permit[" + id + "]";
    }
}
