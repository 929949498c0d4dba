package fr.passerelle.simulator;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServerRequest;

/**
 * The connection of one call, below HTTP: for answers that no server would send. What it does never ends the exchange by
 * itself; closing the channel cancels it.
 */
final class Line {
    private static final long FLOOD = 512L * 1024 * 1024;
    private static final byte[] DROP = " ".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
    private static final long BETWEEN_BYTES = 250;

    private final ServerRequest request;

    Line(ServerRequest request) {
        this.request = request;
    }

    /** Does as the delivery says, once somebody listens. */
    Mono<ServerResponse> deliver(Delivery delivery) {
        return Mono.defer(() -> {
            connected().withConnection(connection -> act(delivery, connection.channel()));
            return Mono.never();
        });
    }

    private HttpServerRequest connected() {
        return ServerHttpRequestDecorator.getNativeRequest(request.exchange().getRequest());
    }

    private static void act(Delivery delivery, Channel channel) {
        switch (delivery) {
            case Delivery.HungUp() -> channel.close();
            case Delivery.Reset() -> reset(channel);
            case Delivery.Silence() -> {}
            case Delivery.CutShort(Answer answer, long draw) -> cutShort(channel, answer, draw);
            case Delivery.Dripped(Answer answer) -> drip(channel, bytes(answer), 0);
            case Delivery.Flooded(Answer answer) -> flood(channel, answer);
            case Delivery.Sent sent -> throw new IllegalArgumentException("an answer that is sent as usual");
        }
    }

    private static void reset(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }

    private static void cutShort(Channel channel, Answer answer, long draw) {
        byte[] bytes = bytes(answer);
        int end = 1 + Math.toIntExact(Math.floorMod(draw, (long) bytes.length - 1));
        write(channel, Arrays.copyOf(bytes, end)).addListener(ChannelFutureListener.CLOSE);
    }

    private static void drip(Channel channel, byte[] bytes, int from) {
        if (from == bytes.length) {
            channel.close();
        } else if (channel.isActive()) {
            write(channel, new byte[] {bytes[from]});
            channel.eventLoop().schedule(() -> drip(channel, bytes, from + 1), BETWEEN_BYTES, TimeUnit.MILLISECONDS);
        }
    }

    private static void flood(Channel channel, Answer answer) {
        write(channel, bytes(answer, FLOOD)).addListener(sent -> floodOn(channel, FLOOD));
    }

    private static void floodOn(Channel channel, long left) {
        if (left <= 0 || !channel.isActive()) {
            channel.close();
        } else {
            write(channel, DROP).addListener(sent -> floodOn(channel, left - DROP.length));
        }
    }

    /** Below the codec, which knows nothing of it. */
    private static ChannelFuture write(Channel channel, byte[] bytes) {
        return channel.pipeline().context(NettyPipeline.HttpCodec).writeAndFlush(Unpooled.wrappedBuffer(bytes));
    }

    private static byte[] bytes(Answer answer) {
        return bytes(answer, 0);
    }

    /** @param more how many bytes the head promises beyond the body */
    private static byte[] bytes(Answer answer, long more) {
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "HTTP/1.1 %d Reponse\r\n", answer.status()));
        head.append(Simulator.HEADER).append(": ").append(Simulator.version()).append("\r\n");
        answer.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        head.append(HttpHeaders.CONTENT_LENGTH).append(": ").append(answer.body().length + more);
        head.append("\r\n\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(answer.body());
        return bytes.toByteArray();
    }
}
