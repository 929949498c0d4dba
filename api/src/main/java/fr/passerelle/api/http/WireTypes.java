package fr.passerelle.api.http;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** The one form of each scalar on the wire. Nothing is converted: a number is not a text, nor {@code "true"} a boolean. */
final class WireTypes extends SimpleModule {
    private static final long serialVersionUID = 1L;

    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,15}(\\.\\d{1,6})?");
    private static final Pattern DATE = Pattern.compile("[1-9]\\d{3}-\\d\\d-\\d\\d");
    private static final Pattern INSTANT =
            Pattern.compile("[1-9]\\d{3}-\\d\\d-\\d\\dT[0-9:.]{5,18}(Z|[+-]\\d\\d:\\d\\d)");

    WireTypes() {
        addDeserializer(String.class, StrictScalar.text(String.class, text -> text));
        addDeserializer(
                BigDecimal.class, StrictScalar.text(BigDecimal.class, text -> new BigDecimal(matching(DECIMAL, text))));
        addDeserializer(
                LocalDate.class, StrictScalar.text(LocalDate.class, text -> LocalDate.parse(matching(DATE, text))));
        addDeserializer(
                Instant.class, StrictScalar.text(Instant.class, text -> Instant.parse(matching(INSTANT, text))));
        addDeserializer(Boolean.class, StrictScalar.bool(Boolean.class));
        addDeserializer(boolean.class, StrictScalar.bool(boolean.class));
        addDeserializer(Integer.class, StrictScalar.integer(Integer.class));
        addDeserializer(int.class, StrictScalar.integer(int.class));
        addDeserializer(Long.class, StrictScalar.longInteger(Long.class));
        addDeserializer(long.class, StrictScalar.longInteger(long.class));
        addSerializer(BigDecimal.class, new DecimalText());
        addSerializer(new EnumText());
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addDeserializers(new Enums());
        context.addDeserializerModifier(new Records());
    }

    private static String matching(Pattern form, String text) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException("not in the form of the wire");
        }
        return text;
    }

    /** Enums by their names in lower case. */
    private static final class Enums extends Deserializers.Base {
        @Override
        public ValueDeserializer<?> findEnumDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
            return StrictScalar.constant(type.getRawClass());
        }

        @Override
        public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
            return type.isEnum();
        }
    }

    /** Records from objects alone: Jackson would take an empty text for one, or stop there. */
    private static final class Records extends ValueDeserializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public ValueDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription.Supplier description, ValueDeserializer<?> deserializer) {
            return description.getBeanClass().isRecord() ? new StrictRecord(deserializer) : deserializer;
        }
    }

    private static final class StrictRecord extends DelegatingDeserializer {
        StrictRecord(ValueDeserializer<?> deserializer) {
            super(deserializer);
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> deserializer) {
            return new StrictRecord(deserializer);
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
            return parser.hasToken(JsonToken.START_OBJECT)
                    ? super.deserialize(parser, context)
                    : context.handleUnexpectedToken(getValueType(context), parser);
        }
    }

    private static final class EnumText extends StdSerializer<Enum<?>> {
        EnumText() {
            super(Enum.class, false);
        }

        @Override
        public void serialize(Enum<?> value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(value.name().toLowerCase(Locale.ROOT));
        }
    }

    private static final class DecimalText extends StdSerializer<BigDecimal> {
        DecimalText() {
            super(BigDecimal.class);
        }

        @Override
        public void serialize(BigDecimal value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(value.toPlainString());
        }
    }
}
