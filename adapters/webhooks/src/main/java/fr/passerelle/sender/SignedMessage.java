package fr.passerelle.sender;

import fr.passerelle.webhooks.Message;
import fr.passerelle.webhooks.SigningKeys;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Instant;
import org.reactivestreams.Publisher;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClientRequest;

/** A message as it goes onto the wire at one attempt. */
record SignedMessage(Message message, long timestamp, String signatures) {
    static final String ID = "webhook-id";
    static final String TIMESTAMP = "webhook-timestamp";
    static final String SIGNATURE = "webhook-signature";
    private static final String US = "Passerelle-Webhooks/1";

    static SignedMessage at(Instant now, Message message, SigningKeys keys) {
        long timestamp = now.getEpochSecond();
        return new SignedMessage(message, timestamp, Signatures.of(message, timestamp, keys));
    }

    Publisher<Void> send(HttpClientRequest request, NettyOutbound out) {
        HttpHeaders headers = request.requestHeaders();
        headers.set(HttpHeaderNames.USER_AGENT, US);
        headers.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
        headers.set(HttpHeaderNames.CONTENT_LENGTH, message.body().length);
        headers.set(ID, message.id());
        headers.set(TIMESTAMP, Long.toString(timestamp));
        headers.set(SIGNATURE, signatures);
        return out.sendObject(Unpooled.wrappedBuffer(message.body()));
    }
}
