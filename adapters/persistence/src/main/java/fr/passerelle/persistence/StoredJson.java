package fr.passerelle.persistence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import fr.passerelle.ids.AttemptId;
import fr.passerelle.ids.AuthorisationId;
import fr.passerelle.ids.ClientReference;
import fr.passerelle.ids.RequestId;
import fr.passerelle.parties.BirthDate;
import fr.passerelle.parties.ForeignerNumber;
import fr.passerelle.parties.Nationality;
import fr.passerelle.parties.Siren;
import fr.passerelle.parties.Siret;
import fr.passerelle.platform.DepositNumber;
import fr.passerelle.platform.DraftNumber;
import fr.passerelle.requests.RequestState;
import io.r2dbc.postgresql.codec.Json;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.module.SimpleModule;

/**
 * The JSON in which records of the domain are stored: components by their names, identifiers and numbers as text, states by
 * their public code. It outlives the code that wrote it, so a renamed component or code needs a migration; the samples in
 * the tests fail until there is one.
 */
final class StoredJson {
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final JsonMapper MAPPER = mapper();

    private StoredJson() {}

    static Json of(Object value) {
        return Json.of(bytes(value));
    }

    static byte[] bytes(Object value) {
        Class<?> declared = value instanceof RequestState ? RequestState.class : value.getClass();
        return MAPPER.writerFor(declared).writeValueAsBytes(value);
    }

    static <T> T read(Json json, Class<T> type) {
        return read(json.asArray(), type);
    }

    static <T> T read(byte[] json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    static Map<String, String> readTexts(Json json) {
        return MAPPER.readValue(json.asArray(), TEXTS);
    }

    static <T> T read(JsonNode json, Class<T> type) {
        return MAPPER.treeToValue(json, type);
    }

    static Map<String, String> readTexts(JsonNode json) {
        return MAPPER.readerFor(TEXTS).readValue(json);
    }

    private static JsonMapper mapper() {
        return JsonMapper.builder()
                .addModule(texts())
                .addMixIn(RequestState.class, StateByCode.class)
                .registerSubtypes(
                        named(RequestState.Draft.class, "draft"),
                        named(RequestState.Queued.class, "queued"),
                        named(RequestState.Filing.class, "filing"),
                        named(RequestState.OutcomeUnknown.class, "outcome_unknown"),
                        named(RequestState.NotAccepted.class, "not_accepted"),
                        named(RequestState.Withdrawn.class, "withdrawn"),
                        named(RequestState.Filed.class, "filed"),
                        named(RequestState.UnderReview.class, "under_review"),
                        named(RequestState.InformationRequested.class, "information_requested"),
                        named(RequestState.Granted.class, "granted"),
                        named(RequestState.Refused.class, "refused"),
                        named(RequestState.DeemedRefused.class, "deemed_refused"),
                        named(RequestState.DeemedGranted.class, "deemed_granted"),
                        named(RequestState.ClosedByPlatform.class, "closed_by_platform"))
                .changeDefaultPropertyInclusion(_ -> JsonInclude.Value.ALL_NON_NULL)
                // Claims such as isOver() are no components.
                .changeDefaultVisibility(
                        v -> v.withIsGetterVisibility(com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE))
                .build();
    }

    private static NamedType named(Class<? extends RequestState> state, String code) {
        return new NamedType(state, code);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "code")
    private interface StateByCode {}

    private static SimpleModule texts() {
        SimpleModule module = new SimpleModule("texts");
        module.addSerializer(String.class, new ToText<>(StoredText::of));
        text(module, RequestId.class, id -> id.value().toString(), text -> new RequestId(UUID.fromString(text)));
        text(module, AttemptId.class, id -> id.value().toString(), text -> new AttemptId(UUID.fromString(text)));
        text(
                module,
                AuthorisationId.class,
                id -> id.value().toString(),
                text -> new AuthorisationId(UUID.fromString(text)));
        text(module, ClientReference.class, ClientReference::value, ClientReference::new);
        text(module, Siren.class, Siren::digits, Siren::new);
        text(module, Siret.class, Siret::digits, Siret::new);
        text(module, DepositNumber.class, DepositNumber::value, DepositNumber::new);
        text(module, DraftNumber.class, DraftNumber::value, DraftNumber::new);
        text(module, BirthDate.class, BirthDate::text, BirthDate::parse);
        text(module, Nationality.class, Nationality::code, Nationality::new);
        text(module, ForeignerNumber.class, ForeignerNumber::digits, ForeignerNumber::new);
        return module;
    }

    private static <T> void text(
            SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
        module.addSerializer(type, new ToText<>(write));
        module.addDeserializer(type, new FromText<>(read));
    }

    private static final class ToText<T> extends ValueSerializer<T> {
        private final Function<T, String> write;

        ToText(Function<T, String> write) {
            this.write = write;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializationContext context) {
            out.writeString(write.apply(value));
        }
    }

    private static final class FromText<T> extends ValueDeserializer<T> {
        private final Function<String, T> read;

        FromText(Function<String, T> read) {
            this.read = read;
        }

        @Override
        public T deserialize(JsonParser in, DeserializationContext context) {
            return read.apply(in.getString());
        }
    }
}
