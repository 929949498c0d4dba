package fr.passerelle.api.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import reactor.netty.NettyPipeline;

/**
 * Watches one connection where Spring does not see it. Headers that drip are cut after their deadline. What netty refuses by
 * itself, such as a line too long, gets the body of a problem. A client that goes on sending after its answer, as one whose body
 * was too large may, is heard out for a moment, so that it reads the answer, and then cut.
 */
final class ConnectionGuard extends ChannelDuplexHandler {
    private static final Duration LINGERING = Duration.ofSeconds(2);

    private final Duration headerDeadline;
    private @Nullable Future<?> deadline;
    private boolean isReceiving;
    private boolean isHead;

    private ConnectionGuard(Duration headerDeadline) {
        this.headerDeadline = headerDeadline;
    }

    /** Puts a guard on both sides of the codec of a connection. */
    static void install(ChannelPipeline pipeline, Duration headerDeadline) {
        ConnectionGuard guard = new ConnectionGuard(headerDeadline);
        pipeline.addBefore(NettyPipeline.HttpCodec, "firstBytes", guard.new FirstBytes());
        pipeline.addAfter(NettyPipeline.HttpCodec, "connectionGuard", guard);
    }

    /** Before the codec: starts the clock at the first byte of a request. */
    private final class FirstBytes extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            if (!isReceiving && deadline == null) {
                schedule(context, headerDeadline, () -> refuseHeaders(context.pipeline()));
            }
            context.fireChannelRead(bytes);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            isReceiving = true;
            isHead = HttpMethod.HEAD.equals(request.method());
            stopClock();
        }
        if (message instanceof LastHttpContent) {
            isReceiving = false;
            stopClock();
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        context.write(dressed(message), promise);
        boolean isEnd = message instanceof LastHttpContent && !isInformational(message);
        if (isEnd && isReceiving && deadline == null) {
            schedule(context, LINGERING, context::close);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stopClock();
        context.fireChannelInactive();
    }

    private void schedule(ChannelHandlerContext context, Duration wait, Runnable action) {
        deadline = context.executor().schedule(action, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stopClock() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private static void refuseHeaders(ChannelPipeline pipeline) {
        FullHttpResponse answer = answer(HttpVersion.HTTP_1_1, ProblemCode.REQUEST_TIMEOUT);
        answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        pipeline.context(ConnectionGuard.class).writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }

    private Object dressed(Object message) {
        if (isHead || !(message instanceof FullHttpResponse bare) || !isBareRefusal(bare)) {
            return message;
        }
        FullHttpResponse answer = answer(bare.protocolVersion(), code(bare.status()));
        String connection = bare.headers().get(HttpHeaderNames.CONNECTION);
        if (connection != null) {
            answer.headers().set(HttpHeaderNames.CONNECTION, connection);
        }
        bare.release();
        return answer;
    }

    private static boolean isBareRefusal(FullHttpResponse response) {
        return response.status().code() >= 400
                && !response.content().isReadable()
                && !response.headers().contains(HttpHeaderNames.CONTENT_TYPE);
    }

    private static FullHttpResponse answer(HttpVersion version, ProblemCode code) {
        byte[] body = ProblemWriter.json(new ApiProblem(code), Locale.ENGLISH, TraceId.made());
        HttpResponseStatus status = HttpResponseStatus.valueOf(code.status().value());
        FullHttpResponse answer = new DefaultFullHttpResponse(version, status, Unpooled.wrappedBuffer(body));
        HttpHeaders headers = answer.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        headers.set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        headers.set(HttpHeaderNames.CONTENT_LANGUAGE, Locale.ENGLISH.getLanguage());
        headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        return answer;
    }

    private static ProblemCode code(HttpResponseStatus status) {
        return switch (status.code()) {
            case 408 -> ProblemCode.REQUEST_TIMEOUT;
            case 413 -> ProblemCode.TOO_LARGE;
            case 414 -> ProblemCode.URI_TOO_LONG;
            case 431 -> ProblemCode.HEADERS_TOO_LARGE;
            case 503 -> ProblemCode.UNAVAILABLE;
            default -> status.code() < 500 ? ProblemCode.INVALID_REQUEST : ProblemCode.INTERNAL;
        };
    }

    private static boolean isInformational(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
}
