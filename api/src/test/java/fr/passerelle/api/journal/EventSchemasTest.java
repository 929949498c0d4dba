package fr.passerelle.api.journal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.journal.EventCatalogue;
import fr.passerelle.journal.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The catalogue of events, and the contract's webhooks, are the same. */
class EventSchemasTest {
    private static final EventContract CONTRACT = EventContract.ofRecord();

    static Stream<String> subjects() {
        return Arrays.stream(EventType.values()).map(EventType::subjectType).distinct();
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void hasAnEntryForEachType(EventType type) {
        assertThat(EventCatalogue.of(type)).isPresent();
    }

    @Test
    void namesTheTypesThatTheContractNames() {
        assertThat(CONTRACT.types())
                .containsExactlyElementsOf(Arrays.stream(EventType.values())
                        .map(EventType::publicName)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void isWhatTheContractSays(String subject) throws IOException {
        JsonNode wanted = EventContract.plain(EventSchemas.about(subject));

        assertThat(CONTRACT.schemaOf(subject)).as(() -> wantedText()).isEqualTo(wanted);
        assertThat(CONTRACT.webhookOf(subject)).as("webhook of " + subject).isTrue();
    }

    @Test
    void noticesAMemberThatTheContractLacks() {
        Map<String, Object> other = EventSchemas.about("worker");

        assertThat(CONTRACT.schemaOf("employer")).isNotEqualTo(EventContract.plain(other));
    }

    /** Where to find what the contract should say, ready to be put there. */
    private static String wantedText() {
        Path file = Path.of("target", "event-schemas.yaml");
        List<String> subjects = subjects().toList();
        try {
            Files.writeString(file, CONTRACT.text(subjects));
        } catch (IOException e) {
            return e.toString();
        }
        return "put into openapi.yaml what stands in api/" + file;
    }
}
