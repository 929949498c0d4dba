package fr.passerelle.api.permits;

import fr.passerelle.api.permits.PermitBody.PermitAuthorisationBody;
import fr.passerelle.api.permits.PermitBody.PermitEmploymentBody;
import fr.passerelle.api.permits.PermitBody.PermitPaperBody;
import fr.passerelle.api.permits.PermitBody.PermitRenewalBody;
import fr.passerelle.api.permits.PermitBody.PermitTitleBody;
import fr.passerelle.law.right.Answer;
import fr.passerelle.permits.Alert;
import fr.passerelle.permits.Permit;
import fr.passerelle.permits.Permits.Watched;
import fr.passerelle.permits.Standing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A permit as clients see it: what they sent, what was added, and what follows. Numbers and the day of birth are shown to those
 * alone who may see identities.
 *
 * @param added what the client's nightly copy does not know and never erases
 * @param alerts those that are open
 */
record PermitView(
        String id,
        String employerId,
        String reference,
        String worker,
        @Nullable String nationality,
        @Nullable LocalDate birthDate,
        @Nullable LocalDate inFranceSince,
        @Nullable PermitTitleBody title,
        List<PermitPaperBody> papers,
        @Nullable PermitRenewalBody renewal,
        @Nullable PermitEmploymentBody employment,
        @Nullable PermitAuthorisationBody authorisation,
        AddedView added,
        RightView workRight,
        @Nullable LocalDate nextDeadline,
        List<AlertView> alerts,
        @Nullable Map<String, String> metadata,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {

    /** Whether the person may work today, and the last day of that answer where one is known. */
    record RightView(Answer.Start mayWork, @Nullable LocalDate until) {}

    /** The layer that people add. */
    record AddedView(List<AddedPaperView> papers, @Nullable AddedRenewalView renewal) {
        static AddedView of(Permit.Added added, boolean identityShown) {
            List<Permit.AddedPaper> papers = added.papers();
            Permit.AddedRenewal renewal = added.renewal();
            return new AddedView(
                    IntStream.range(0, papers.size())
                            .mapToObj(place -> AddedPaperView.of(place, papers.get(place), identityShown))
                            .toList(),
                    renewal == null
                            ? null
                            : new AddedRenewalView(renewal.renewal().filedOn(), renewal.by(), renewal.at()));
        }
    }

    /**
     * A paper that was added.
     *
     * @param place by which it is taken back
     */
    record AddedPaperView(int place, PermitPaperBody paper, String by, Instant at) {
        static AddedPaperView of(int place, Permit.AddedPaper added, boolean identityShown) {
            return new AddedPaperView(place, PermitPaperBody.of(added.paper(), identityShown), added.by(), added.at());
        }
    }

    /** A renewal that somebody noted. */
    record AddedRenewalView(LocalDate filedOn, String by, Instant at) {}

    static PermitView of(Watched watched, boolean identityShown) {
        Permit permit = watched.permit();
        Permit.Given given = permit.given();
        Standing standing = watched.standing();
        return new PermitView(
                permit.id().text(),
                permit.employer().text(),
                permit.reference().value(),
                given.worker().value(),
                given.nationality(),
                identityShown ? given.birthDate() : null,
                given.inFranceSince(),
                given.title() == null ? null : PermitTitleBody.of(given.title(), identityShown),
                given.papers().stream()
                        .map(paper -> PermitPaperBody.of(paper, identityShown))
                        .toList(),
                given.renewal() == null
                        ? null
                        : new PermitRenewalBody(given.renewal().filedOn()),
                given.employment() == null ? null : PermitEmploymentBody.of(given.employment()),
                given.authorisation() == null ? null : PermitAuthorisationBody.of(given.authorisation(), identityShown),
                AddedView.of(permit.added(), identityShown),
                new RightView(standing.workRight(), standing.rightUntil()),
                standing.nextDeadline(),
                watched.alerts().stream()
                        .filter(Alert::isOpen)
                        .map(AlertView::of)
                        .toList(),
                given.metadata().isEmpty() ? null : given.metadata(),
                permit.version(),
                permit.createdAt(),
                permit.updatedAt(),
                permit.endedAt());
    }

    @Override
    public String toString() {
        return "PermitView[" + id + "]";
    }
}
