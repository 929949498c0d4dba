package fr.passerelle.anef;

import fr.passerelle.platform.Exchange;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.http.client.HttpClientState;

/**
 * What is known of one exchange while it lasts, so that the evidence of an answer cut short is kept too. It also
 * settles whether a request left: reactor-netty announces {@link HttpClientState#REQUEST_PREPARED} before it writes
 * the first byte, and a request that was given up before then is stopped there, so that "not sent" stays true.
 */
final class ExchangeUnderWay implements ConnectionObserver {
    private static final String SESSION_COOKIE = "PORTAIL_SESSION";

    private final Operation operation;
    private final InstantSource clock;
    private final int largestBody;
    private final int keptEvidence;
    private final Instant begunAt;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Departure departure = Departure.AWAITED;
    private @Nullable Instant answeredAt;
    private int status;
    private HttpHeaders headers = new HttpHeaders();
    private @Nullable String cookie;

    private enum Departure {
        AWAITED,
        LEFT,
        GIVEN_UP
    }

    ExchangeUnderWay(Operation operation, InstantSource clock, int largestBody, int keptEvidence) {
        this.operation = operation;
        this.clock = clock;
        this.largestBody = largestBody;
        this.keptEvidence = keptEvidence;
        this.begunAt = clock.instant();
    }

    @Override
    public void onStateChange(Connection connection, State state) {
        if (state == HttpClientState.REQUEST_PREPARED) {
            leave();
        }
    }

    private synchronized void leave() {
        if (departure == Departure.GIVEN_UP) {
            throw new IllegalStateException("given up before it left");
        }
        departure = Departure.LEFT;
    }

    /** Gives the request up: true when it never left, and now never will. */
    synchronized boolean giveUpUnsent() {
        if (departure == Departure.AWAITED) {
            departure = Departure.GIVEN_UP;
        }
        return departure == Departure.GIVEN_UP;
    }

    synchronized void answeredBy(ClientResponse response) {
        answeredAt = clock.instant();
        status = response.statusCode().value();
        headers = response.headers().asHttpHeaders();
        ResponseCookie set = response.cookies().getFirst(SESSION_COOKIE);
        cookie = set == null || set.getValue().isBlank() ? null : set.getValue();
    }

    /** Takes the next bytes of the body, up to the limit. */
    synchronized void take(DataBuffer bytes) {
        try {
            byte[] taken = new byte[Math.min(bytes.readableByteCount(), largestBody - body.size())];
            bytes.read(taken);
            body.writeBytes(taken);
            if (bytes.readableByteCount() > 0) {
                throw new UnusableAnswer("body beyond the limit");
            }
        } finally {
            DataBufferUtils.release(bytes);
        }
    }

    synchronized PortalAnswer answer() {
        return new PortalAnswer(
                operation, status, headers, Optional.ofNullable(cookie), body.toByteArray(), evidence());
    }

    synchronized Exchange evidence() {
        byte[] bytes = body.toByteArray();
        return new Exchange(
                operation.code(),
                begunAt,
                answeredAt,
                answeredAt == null ? null : status,
                shownHeaders(),
                bytes.length <= keptEvidence ? bytes : Arrays.copyOf(bytes, keptEvidence));
    }

    private Map<String, String> shownHeaders() {
        Map<String, String> shown = new LinkedHashMap<>();
        headers.forEach((name, values) -> shown.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        shown.remove("set-cookie");
        shown.remove("set-cookie2");
        return shown;
    }
}
