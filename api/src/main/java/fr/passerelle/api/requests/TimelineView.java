package fr.passerelle.api.requests;

import fr.passerelle.api.http.Sentences;
import fr.passerelle.api.law.BasisView;
import fr.passerelle.journal.RecordedEvent;
import fr.passerelle.requests.Observation;
import fr.passerelle.requests.Timers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened to a request, ours and the platform's, in order. */
public record TimelineView(List<Entry> items) {
    private static final Sentences SENTENCES = new Sentences("fr.passerelle.api.requests.messages");

    /** One thing that happened. */
    public record Entry(
            Instant at,
            String kind,
            @Nullable String fromState,
            @Nullable String toState,
            @Nullable String rawLabel,
            String detail,
            @Nullable String dueOn,
            @Nullable String actBy,
            @Nullable String certainty,
            @Nullable List<BasisView> basis,
            String by) {}

    static TimelineView of(List<RecordedEvent> events, List<Observation> observations, Locale language) {
        List<Entry> entries = new ArrayList<>();
        events.forEach(event -> entries.add(ofEvent(event, language)));
        observations.forEach(seen -> entries.add(ofObservation(seen, language)));
        entries.sort(Comparator.comparing(Entry::at));
        return new TimelineView(entries);
    }

    private static Entry ofEvent(RecordedEvent recorded, Locale language) {
        Map<String, String> data = recorded.event().data();
        String kind = recorded.event().type().publicName();
        return new Entry(
                recorded.event().occurredAt(),
                kind,
                data.get("from_state"),
                data.get("to_state"),
                data.get("raw_label"),
                SENTENCES.say(language, "event." + kind, data).orElse(kind),
                data.get("due_on"),
                data.get("act_by"),
                data.get("certainty"),
                Timers.Code.toldBy(recorded.event().type())
                        .map(code -> BasisView.of(code.basis()))
                        .orElse(null),
                "passerelle");
    }

    private static Entry ofObservation(Observation seen, Locale language) {
        return new Entry(
                seen.seenAt(),
                "platform.observed",
                null,
                null,
                seen.label(),
                SENTENCES
                        .say(language, "event.platform.observed", Map.of("label", seen.label()))
                        .orElse(seen.label()),
                null,
                null,
                null,
                null,
                "platform");
    }
}
