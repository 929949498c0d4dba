package fr.passerelle.simulator;

import fr.passerelle.simulator.Outcome.FieldError;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;

/** An answer as the bytes it will be, before it leaves. */
record Answer(int status, Map<String, String> headers, byte[] body) {
    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer json(int status, Object body) {
        return new Answer(
                status,
                Map.of(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8"),
                Wire.JSON.writeValueAsBytes(body));
    }

    static Answer pdf(byte[] body) {
        return new Answer(200, Map.of(HttpHeaders.CONTENT_TYPE, "application/pdf"), body);
    }

    static Answer empty() {
        return new Answer(204, Map.of(), new byte[0]);
    }

    static Answer refused(Refusal refusal) {
        return refused(refusal, List.of());
    }

    static Answer refused(Refusal refusal, List<FieldError> errors) {
        return json(refusal.status(), Wire.Erreur.of(refusal, errors));
    }

    /** The answer that shows the result, or tells the refusal. */
    static <T> Answer of(Outcome<T> outcome, Function<T, Answer> shown) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> shown.apply(value);
            case Outcome.Refused<T>(Refusal refusal, List<FieldError> errors) -> refused(refusal, errors);
        };
    }

    Answer with(String header, String value) {
        Map<String, String> next = new HashMap<>(headers);
        next.put(header, value);
        return new Answer(status, next, body);
    }

    /** The same head with another body. */
    Answer saying(byte[] other) {
        return new Answer(status, headers, other);
    }

    boolean isSameAs(Answer other) {
        return status == other.status && headers.equals(other.headers) && Arrays.equals(body, other.body);
    }

    boolean isSuccess() {
        return status < 300;
    }

    @Override
    public String toString() {
        return "Answer[" + status + ", " + body.length + " bytes]";
    }
}
