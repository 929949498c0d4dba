package fr.passerelle.api.requests;

import static fr.passerelle.testing.Examples.NOW;
import static fr.passerelle.testing.Examples.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import fr.passerelle.api.http.Sentences;
import fr.passerelle.journal.Event;
import fr.passerelle.journal.EventType;
import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.platform.FileStatus;
import fr.passerelle.requests.AuthorisationRequest;
import fr.passerelle.requests.Observation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimelineViewTest {
    private final AuthorisationRequest request = aRequest().build();

    static Stream<EventType> events() {
        return Arrays.stream(EventType.values())
                .filter(type -> type.subjectType().equals("request"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void saysASentenceOfEachEvent(EventType type) {
        for (Locale language : Sentences.LANGUAGES) {
            TimelineView.Entry entry = of(event(type), language);

            assertThat(entry.kind()).isEqualTo(type.publicName());
            assertThat(entry.detail()).contains(" ").doesNotContain("{");
            assertThat(entry.by()).isEqualTo("passerelle");
        }
    }

    @Test
    void repeatsTheWordsOfThePlatform() {
        Observation seen =
                new Observation(request.tenant(), request.id(), NOW, "Déposée", FileStatus.SUBMITTED, new byte[0]);

        TimelineView.Entry entry =
                TimelineView.of(List.of(), List.of(seen), Locale.FRENCH).items().getFirst();

        assertThat(entry.detail()).isEqualTo("La plateforme indique : Déposée");
        assertThat(entry.by()).isEqualTo("platform");
    }

    private static TimelineView.Entry of(Event event, Locale language) {
        return TimelineView.of(List.of(new RecordedEvent(1, event)), List.of(), language)
                .items()
                .getFirst();
    }

    private Event event(EventType type) {
        return Event.of(request.tenant(), type, request.id().text(), 1, NOW, Map.of("raw_label", "Déposée"));
    }
}
