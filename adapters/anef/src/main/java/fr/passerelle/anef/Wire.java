package fr.passerelle.anef;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The portal's JSON: snake case, UTF-8, further members allowed. What is not well-formed to the last byte, or has a
 * member twice, is not read at all.
 */
final class Wire {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxStringLength(100_000)
                            .maxNumberLength(30)
                            .maxNameLength(200)
                            .build())
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Wire() {}

    static byte[] write(Object value) {
        return JSON.writeValueAsBytes(value);
    }

    static <T> T read(byte[] body, Class<T> type) {
        String text = decode(body);
        if (text.isBlank()) {
            throw new UnusableAnswer("empty body");
        }
        if (text.charAt(0) == BYTE_ORDER_MARK) {
            throw new UnusableAnswer("byte order mark");
        }
        return parse(text, type);
    }

    /** Jackson's messages quote what they read: they are dropped. */
    private static <T> T parse(String text, Class<T> type) {
        try {
            @Nullable T value = JSON.readValue(text, type);
            return given(value, "object");
        } catch (JacksonException e) {
            throw new UnusableAnswer("not the JSON expected");
        }
    }

    private static String decode(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnusableAnswer("not UTF-8");
        }
    }

    /** A member without which the answer means nothing. */
    static <T> T given(@Nullable T value, String member) {
        if (value == null) {
            throw new UnusableAnswer("no " + member);
        }
        return value;
    }

    static <T> List<T> list(@Nullable List<@Nullable T> values) {
        return values == null
                ? List.of()
                : values.stream().filter(Objects::nonNull).map(Wire::<T>present).toList();
    }

    private static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    static Instant instant(@Nullable String text, String member) {
        return OffsetDateTime.parse(given(text, member)).toInstant();
    }

    static @Nullable Instant instantIfAny(@Nullable String text) {
        return text == null ? null : OffsetDateTime.parse(text).toInstant();
    }

    static LocalDate date(@Nullable String text, String member) {
        return LocalDate.parse(given(text, member));
    }

    /** A date that is only shown: one that cannot be read is as good as none. */
    static @Nullable LocalDate dateIfReadable(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
