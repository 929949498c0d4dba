package fr.passerelle.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicIdTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00.123Z");

    @Test
    void carriesTheInstantInAUuidOfVersionSeven() {
        UUID id = PublicId.next(NOW);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void leavesTheBitsOfTheShardAtZero() {
        UUID id = PublicId.next(NOW);

        assertThat(id.getMostSignificantBits() & 0xfff).isZero();
    }

    @Test
    void differsFromAllOthersOfTheSameInstant() {
        assertThat(Stream.generate(() -> PublicId.next(NOW)).limit(1000)).doesNotHaveDuplicates();
    }

    @Test
    void readsWhatItWrote() {
        RequestId id = RequestId.next(NOW);

        assertThat(id.text()).matches("req_[0-7][0-9a-hjkmnp-tv-z]{25}");
        assertThat(RequestId.parse(id.text())).contains(id);
        assertThat(id).hasToString(id.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000-0000-0000-0000-000000000000",
                "ffffffff-ffff-ffff-ffff-ffffffffffff",
                "80000000-0000-0000-0000-000000000001",
                "00000000-0000-0001-8000-000000000000",
                "019ca000-0000-7000-8000-0123456789ab"
            })
    void readsEveryUuid(UUID value) {
        RequestId id = new RequestId(value);

        assertThat(RequestId.parse(id.text())).contains(id);
    }

    @Test
    void writesTheHighestBitsFirst() {
        assertThat(new RequestId(new UUID(0, 31)).text()).isEqualTo("req_0000000000000000000000000z");
        assertThat(new RequestId(new UUID(-1, -1)).text()).isEqualTo("req_7zzzzzzzzzzzzzzzzzzzzzzzzz");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "req",
                "req_",
                "req_0000000000000000000000000",
                "req_000000000000000000000000000",
                "wrk_00000000000000000000000000",
                "REQ_00000000000000000000000000",
                "req-00000000000000000000000000",
                "req_0000000000000000000000000u",
                "req_0000000000000000000000000l",
                "req_0000000000000000000000000Z",
                "req_0000000000000000000000000é",
                "req_00000000000 00000000000000",
                "req_80000000000000000000000000",
                "req_z0000000000000000000000000",
                "req_é0000000000000000000000000"
            })
    void readsNothingElse(String text) {
        assertThat(RequestId.parse(text)).isEmpty();
    }

    static Stream<Function<UUID, String>> kinds() {
        return Stream.of(
                value -> new AccountId(value).text(),
                value -> new AttemptId(value).text(),
                value -> new AuthorisationId(value).text(),
                value -> new DocumentId(value).text(),
                value -> new EmployerId(value).text(),
                value -> new EventId(value).text(),
                value -> new MandateId(value).text(),
                value -> new RequestId(value).text(),
                value -> new TaskId(value).text(),
                value -> new TenantId(value).text(),
                value -> new WorkerId(value).text());
    }

    @Test
    void saysWhatItIs() {
        UUID value = PublicId.next(NOW);

        assertThat(kinds().map(kind -> kind.apply(value))).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isReadAsItsOwnKindAlone(Function<UUID, String> kind) {
        String text = kind.apply(PublicId.next(NOW));

        Stream<Boolean> readings = Stream.of(
                AccountId.parse(text).isPresent(),
                AttemptId.parse(text).isPresent(),
                AuthorisationId.parse(text).isPresent(),
                DocumentId.parse(text).isPresent(),
                EmployerId.parse(text).isPresent(),
                EventId.parse(text).isPresent(),
                MandateId.parse(text).isPresent(),
                RequestId.parse(text).isPresent(),
                TaskId.parse(text).isPresent(),
                TenantId.parse(text).isPresent(),
                WorkerId.parse(text).isPresent());
        assertThat(readings).containsOnlyOnce(true);
    }
}
