package fr.passerelle.requests;

import fr.passerelle.ids.AuthorisationId;
import fr.passerelle.requests.RequestState.ClosedByPlatform;
import fr.passerelle.requests.RequestState.DeemedGranted;
import fr.passerelle.requests.RequestState.DeemedRefused;
import fr.passerelle.requests.RequestState.Filed;
import fr.passerelle.requests.RequestState.Granted;
import fr.passerelle.requests.RequestState.InformationRequested;
import fr.passerelle.requests.RequestState.OnPlatform;
import fr.passerelle.requests.RequestState.Refused;
import fr.passerelle.requests.RequestState.UnderReview;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one work authorisation of a request. An express grant confirms what silence gave, silence may give again what was
 * ended, and whatever else follows a grant ends it: there is never a second beside it.
 *
 * @param version as last written
 */
public record GivenAuthorisation(AuthorisationId id, long version, Instant createdAt) {

    static GivenAuthorisation of(WorkAuthorisation written) {
        return new GivenAuthorisation(written.id(), written.version(), written.createdAt());
    }

    /** The id of what a grant gives: that of what the request gave before, if it did. */
    static AuthorisationId idFor(AuthorisationRequest request, Instant now) {
        GivenAuthorisation given = request.trail().given();
        return given == null ? AuthorisationId.next(now) : given.id();
    }

    /** What a step to the next state writes: what that state gives, or else the end of what stood until then. */
    static Optional<WorkAuthorisation> writtenBy(AuthorisationRequest request, OnPlatform next, Instant now) {
        GivenAuthorisation before = before(request);
        return givenBy(request, next, now)
                .or(() -> before == null ? Optional.empty() : ended(request, now))
                .map(written -> before == null ? written : written.succeeding(before));
    }

    /** From the day on which we learn of its end, nobody is told that it is valid. */
    private static Optional<WorkAuthorisation> ended(AuthorisationRequest request, Instant now) {
        return request.state() instanceof OnPlatform state
                ? givenBy(request, state, now).map(stood -> stood.endedBefore(Deadlines.today(now)))
                : Optional.empty();
    }

    private static Optional<WorkAuthorisation> givenBy(AuthorisationRequest request, OnPlatform state, Instant now) {
        return switch (state) {
            case Granted(var _, var decision, var id) -> Optional.of(WorkAuthorisation.of(id, request, decision, now));
            case DeemedGranted(var _, var lastDay) ->
                Optional.of(WorkAuthorisation.deemed(idFor(request, now), request, lastDay, now));
            case Filed _, UnderReview _, InformationRequested _, Refused _, DeemedRefused _, ClosedByPlatform _ ->
                Optional.empty();
        };
    }

    /** A grant of an earlier version of ours left its id in the state alone. */
    private static @Nullable GivenAuthorisation before(AuthorisationRequest request) {
        GivenAuthorisation given = request.trail().given();
        return given == null && request.state() instanceof Granted(var _, var _, var id)
                ? new GivenAuthorisation(id, 1, request.trail().stateSince())
                : given;
    }
}
