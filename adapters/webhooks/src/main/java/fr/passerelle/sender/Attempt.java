package fr.passerelle.sender;

import fr.passerelle.webhooks.Posted;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClientResponse;

/**
 * One attempt under way. The head of an answer is the answer: whatever becomes of its body, which is read for no other end than to use
 * the connection again, the outcome is the same.
 */
final class Attempt {
    private record Head(int status, @Nullable Duration retryAfter) {}

    private final long begun = System.nanoTime();
    private final int mostBytesRead;
    private volatile @Nullable Head head;
    private int read;

    Attempt(int mostBytesRead) {
        this.mostBytesRead = mostBytesRead;
    }

    void answeredBy(HttpClientResponse response, Instant now) {
        head = new Head(response.status().code(), RetryAfter.read(response.responseHeaders(), now));
    }

    /** Whether no more of the body is to be read. */
    boolean isEnough(ByteBuf part) {
        read += part.readableBytes();
        return read > mostBytesRead;
    }

    Posted answered() {
        Head answer = head;
        if (answer == null) {
            throw new IllegalStateException("an exchange has an answer or an error");
        }
        return new Posted.Answered(answer.status(), took(), answer.retryAfter());
    }

    Posted ended(Throwable error) {
        return head == null ? failed(Failures.of(error)) : answered();
    }

    Posted failed(Posted.Failure failure) {
        return new Posted.Failed(failure, took());
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
