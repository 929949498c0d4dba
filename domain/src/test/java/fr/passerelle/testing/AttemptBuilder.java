package fr.passerelle.testing;

import fr.passerelle.ids.AttemptId;
import fr.passerelle.ids.RequestId;
import fr.passerelle.ids.TenantId;
import fr.passerelle.platform.DraftNumber;
import fr.passerelle.platform.Exchange;
import fr.passerelle.platform.Rejection;
import fr.passerelle.requests.Attempt;
import fr.passerelle.requests.AuthorisationRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An attempt whose draft is being prepared. */
public final class AttemptBuilder {
    private AttemptId id = AttemptId.next(Examples.NOW);
    private TenantId tenant = Examples.TENANT;
    private RequestId request = RequestId.next(Examples.NOW);
    private Attempt.Kind kind = Attempt.Kind.SUBMISSION;
    private Attempt.State state = Attempt.State.PREPARING;
    private Instant createdAt = Examples.NOW;
    private @Nullable Instant intentAt;
    private @Nullable Exchange answer;
    private @Nullable String reason;
    private @Nullable Rejection rejection;
    private Attempt.Looks looks = new Attempt.Looks(0, null, null, null, null);
    private @Nullable Instant closedAt;

    AttemptBuilder() {}

    public AttemptBuilder id(AttemptId identity) {
        id = identity;
        return this;
    }

    public AttemptBuilder of(AuthorisationRequest filed) {
        tenant = filed.tenant();
        request = filed.id();
        return this;
    }

    public AttemptBuilder kind(Attempt.Kind what) {
        kind = what;
        return this;
    }

    public AttemptBuilder in(Attempt.State reached) {
        state = reached;
        intentAt = reached == Attempt.State.PREPARING || reached == Attempt.State.ABANDONED
                ? null
                : createdAt.plusSeconds(1);
        boolean open = reached == Attempt.State.PREPARING
                || reached == Attempt.State.INTENDED
                || reached == Attempt.State.UNKNOWN;
        closedAt = open ? null : createdAt.plusSeconds(2);
        return this;
    }

    /** With what came back, and why it ended as it did. */
    public AttemptBuilder answered(int status, String body, String why) {
        answer = new Exchange(
                "submit",
                createdAt.plusSeconds(1),
                createdAt.plusSeconds(2),
                status,
                Map.of("content-type", "text/html"),
                body.getBytes(StandardCharsets.UTF_8));
        reason = why;
        return this;
    }

    public AttemptBuilder rejected(String field) {
        rejection =
                new Rejection("FORM", "Le formulaire est refusé", List.of(new Rejection.FieldError(field, "invalide")));
        return in(Attempt.State.REFUSED);
    }

    public AttemptBuilder looked(int count, @Nullable Instant draftGoneAt, @Nullable Instant cleanAt) {
        return looked(new Attempt.Looks(count, draftGoneAt, null, cleanAt, null));
    }

    public AttemptBuilder looked(Attempt.Looks soFar) {
        looks = soFar;
        return this;
    }

    public AttemptBuilder createdAt(Instant instant) {
        createdAt = instant;
        return this;
    }

    public Attempt build() {
        return new Attempt(
                id,
                tenant,
                request,
                kind,
                state,
                kind.complement() == 0 ? new DraftNumber("B-1") : null,
                kind.complement() == 0 ? "0".repeat(64) : null,
                createdAt,
                intentAt,
                answer,
                reason,
                rejection,
                looks,
                closedAt);
    }
}
