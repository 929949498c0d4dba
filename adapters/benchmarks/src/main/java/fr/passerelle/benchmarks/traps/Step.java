package fr.passerelle.benchmarks.traps;

import fr.passerelle.requests.Attempt;
import fr.passerelle.requests.Change;
import fr.passerelle.requests.RequestState;
import java.util.Optional;

/** A step of a filing, and the call of a port that is it. */
enum Step {
    ACCEPT("S0"),
    CLAIM("S1"),
    SESSION("S2"),
    DRAFT("S3"),
    UPLOAD("S4"),
    INTENT("S5"),
    SEND("S6"),
    OUTCOME("S8"),
    ACKNOWLEDGEMENT("S9");

    private final String code;

    Step(String code) {
        this.code = code;
    }

    String before() {
        return code + ".before";
    }

    String after() {
        return code + ".after";
    }

    /** By the name of the method, which no two ports share. */
    static Optional<Step> of(String method, Object[] arguments) {
        return switch (method) {
            case "claim" -> Optional.of(CLAIM);
            case "logIn" -> Optional.of(SESSION);
            case "createDraft" -> Optional.of(DRAFT);
            case "attach" -> Optional.of(UPLOAD);
            case "submit" -> Optional.of(SEND);
            case "attestation" -> Optional.of(ACKNOWLEDGEMENT);
            case "save" -> saved((Change) arguments[0]);
            default -> Optional.empty();
        };
    }

    private static Optional<Step> saved(Change change) {
        Attempt attempt = change.attempt();
        if (attempt == null) {
            boolean isAccepted = change.claim() == null && change.next().state() instanceof RequestState.Queued;
            return isAccepted ? Optional.of(ACCEPT) : Optional.empty();
        }
        return switch (attempt.state()) {
            case INTENDED -> Optional.of(INTENT);
            case ACCEPTED, REFUSED, NOT_SENT, UNKNOWN -> Optional.of(OUTCOME);
            case PREPARING, NOT_FILED, ABANDONED -> Optional.empty();
        };
    }
}
