package fr.passerelle.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.parties.BirthDate;
import fr.passerelle.persistence.StoredSamples.Sample;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.requests.Reminders;
import fr.passerelle.requests.RequestState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is stored today must be read by every later version. When a test here fails because a component was renamed, write a
 * migration of the stored rows, and then the sample anew.
 */
class StoredJsonTest {
    private static final JsonMapper PLAIN = new JsonMapper();

    static Stream<Sample> samples() {
        return StoredSamples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void writesWhatEarlierVersionsWrote(Sample sample) {
        byte[] written = StoredJson.bytes(sample.value());

        assertThat(PLAIN.readTree(written)).isEqualTo(PLAIN.readTree(stored(sample)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsWhatEarlierVersionsWrote(Sample sample) {
        Class<?> type = sample.value() instanceof RequestState
                ? RequestState.class
                : sample.value().getClass();

        assertThat((Object) StoredJson.read(stored(sample), type)).isEqualTo(sample.value());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void leavesNothingOutOfASample(Sample sample) {
        assertThat(absent(sample.value())).isEmpty();
    }

    @Test
    void hasASampleOfEachState() {
        List<Class<?>> sampled =
                StoredSamples.states().stream().<Class<?>>map(Object::getClass).toList();

        assertThat(leaves(RequestState.class)).containsExactlyInAnyOrderElementsOf(sampled);
    }

    @Test
    void readsAStateThatLacksWhatMayBeAbsent() {
        byte[] stored = """
            {"code": "closed_by_platform", "rawLabel": "Clôturée", "receipt": {"obtained": "ADOPTION", "receipt":
             {"deposit": "D-1", "registeredAt": "2026-03-02T09:00:00Z", "registeredAtText": "le 2 mars"}}}
            """.getBytes(UTF_8);

        RequestState state = StoredJson.read(stored, RequestState.class);

        assertThat(state).isInstanceOf(RequestState.ClosedByPlatform.class);
        assertThat(((RequestState.ClosedByPlatform) state).closedAt()).isNull();
    }

    @Test
    void readsATrailOfTheFirstVersion() {
        byte[] stored = """
            {"stateSince": "2026-03-02T09:00:00Z",
             "suspensions": [{"from": "2026-03-02T09:00:00Z", "to": "2026-03-12T09:00:00Z"}]}
            """.getBytes(UTF_8);

        AuthorisationRequest.Trail trail = StoredJson.read(stored, AuthorisationRequest.Trail.class);

        assertThat(trail.given()).isNull();
        assertThat(trail.reminders()).isEqualTo(Reminders.NONE);
        assertThat(trail.deadlines().days()).isEmpty();
        assertThat(trail.suspensions()).singleElement().satisfies(one -> {
            assertThat(one.to()).isEqualTo(Instant.parse("2026-03-12T09:00:00Z"));
            assertThat(one.dueOn()).isNull();
        });
    }

    @Test
    void readsTheDaysAndTheWordsOfTheVersionThatFirstKeptThem() {
        byte[] stored = """
            {"stateSince": "2026-03-02T09:00:00Z", "suspensions": [],
             "told": {"days": [{"code": "FILE_BY", "date": "2026-04-01", "since": "2026-03-02T09:00:00Z",
              "past": [{"date": "2026-03-31", "since": "2026-03-01T09:00:00Z", "until": "2026-03-02T09:00:00Z"}]}]},
             "reminders": {"told": [{"code": "INACTIVE", "dueOn": "2026-04-01"}], "appealedOn": "2026-04-01", "settled": false}}
            """.getBytes(UTF_8);

        AuthorisationRequest.Trail trail = StoredJson.read(stored, AuthorisationRequest.Trail.class);

        assertThat(trail.deadlines().moves()).isEqualTo(1);
        assertThat(trail.deadlines().days()).singleElement().satisfies(known -> {
            assertThat(known.startedAt()).isNull();
            assertThat(known.until()).isNull();
        });
        assertThat(trail.reminders().appealedOn()).isEqualTo("2026-04-01");
        assertThat(trail.reminders().appealRejectedOn()).isNull();
    }

    @Test
    void readsWhatTheFirstVersionSaw() {
        byte[] stored = """
            {"label": "Déposée", "asOf": "2026-03-02T09:00:00Z", "movedAt": "2026-03-02T09:00:00Z"}
            """.getBytes(UTF_8);

        assertThat(StoredJson.read(stored, AuthorisationRequest.Seen.class).favourable())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1990", "1990-04", "1990-04-12"})
    void keepsABirthDateAsFarAsItIsKnown(String known) {
        BirthDate date = BirthDate.parse(known);

        byte[] stored = StoredJson.bytes(date);

        assertThat(new String(stored, UTF_8)).isEqualTo('"' + known + '"');
        assertThat(StoredJson.read(stored, BirthDate.class)).isEqualTo(date);
    }

    private static byte[] stored(Sample sample) {
        String file = "/stored/" + sample.name() + ".json";
        try (InputStream in = StoredJsonTest.class.getResourceAsStream(file)) {
            assertThat(in).as(file).isNotNull();
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(StoredJsonTest::leaves)
                : Stream.of(type);
    }

    /** The components within a record that hold nothing, and so would not be missed. */
    private static Stream<String> absent(Object value) {
        return switch (value) {
            case Collection<?> many ->
                many.isEmpty() ? Stream.of("an element") : many.stream().flatMap(StoredJsonTest::absent);
            case Record one ->
                Arrays.stream(one.getClass().getRecordComponents()).flatMap(part -> absent(one, part));
            default -> Stream.of();
        };
    }

    private static Stream<String> absent(Record owner, RecordComponent part) {
        try {
            Object held = part.getAccessor().invoke(owner);
            return held == null ? Stream.of(part.getName()) : absent(held);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
