package fr.passerelle.api.http;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.ReactiveHttpInputMessage;
import org.springframework.http.codec.HttpMessageReader;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Reads every {@code @RequestBody} that is a record. Takes JSON in UTF-8 alone and leaves the digest of the body to
 * {@link BodyFingerprint}. Claims all relatives of JSON, so that Spring's lenient reader never sees one.
 */
final class StrictJsonReader implements HttpMessageReader<Object> {
    private static final String JSON_SUFFIX = "+json";

    private final int longest;

    StrictJsonReader(DataSize longest) {
        this.longest = Math.toIntExact(longest.toBytes());
    }

    @Override
    public List<MediaType> getReadableMediaTypes() {
        return List.of(MediaType.APPLICATION_JSON);
    }

    @Override
    public boolean canRead(ResolvableType type, @Nullable MediaType mediaType) {
        return mediaType == null || isJson(mediaType) || isRelative(mediaType);
    }

    @Override
    public Flux<Object> read(ResolvableType type, ReactiveHttpInputMessage message, Map<String, Object> hints) {
        return Flux.error(new UnsupportedOperationException("a JSON body is one value"));
    }

    @Override
    public Mono<Object> readMono(ResolvableType type, ReactiveHttpInputMessage message, Map<String, Object> hints) {
        return Mono.error(new UnsupportedOperationException("a JSON body is read by the server alone"));
    }

    @Override
    public Mono<Object> readMono(
            ResolvableType actualType,
            ResolvableType elementType,
            ServerHttpRequest request,
            ServerHttpResponse response,
            Map<String, Object> hints) {
        if (!isAccepted(request.getHeaders().getContentType())) {
            return Mono.error(new ApiProblem(ProblemCode.UNSUPPORTED_MEDIA_TYPE)
                    .withHeader("Accept", MediaType.APPLICATION_JSON_VALUE));
        }
        Map<String, Object> attributes = request.getAttributes();
        return DataBufferUtils.join(request.getBody(), longest)
                .map(StrictJsonReader::bytes)
                .map(bytes -> bind(bytes, elementType.getType(), attributes))
                .switchIfEmpty(Mono.fromRunnable(() -> digest(attributes, BodyDigest.ofNothing())));
    }

    private static Object bind(byte[] bytes, Type type, Map<String, Object> attributes) {
        Errors errors = Errors.ofBody();
        JsonNode document = JsonScan.read(bytes, errors);
        Object value = JsonBodies.bind(document, WireJson.mapper().constructType(type), errors);
        digest(attributes, BodyDigest.of(document));
        return value;
    }

    private static void digest(Map<String, Object> attributes, byte[] sha256) {
        BodyFingerprint.in(attributes).bodyIs(sha256);
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static boolean isAccepted(@Nullable MediaType type) {
        return type != null
                && isJson(type)
                && (type.getCharset() == null || StandardCharsets.UTF_8.equals(type.getCharset()));
    }

    private static boolean isJson(MediaType type) {
        return type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON);
    }

    private static boolean isRelative(MediaType type) {
        return type.getSubtype().endsWith(JSON_SUFFIX) || type.getSubtype().equals("x-ndjson");
    }
}
