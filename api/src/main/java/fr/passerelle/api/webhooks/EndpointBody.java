package fr.passerelle.api.webhooks;

import fr.passerelle.api.http.Checked;
import fr.passerelle.api.http.Errors;
import fr.passerelle.api.parties.Rules;
import fr.passerelle.ids.EmployerId;
import fr.passerelle.journal.EventType;
import fr.passerelle.webhooks.Endpoint;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a client says of an endpoint. */
public record EndpointBody(
        @Nullable String url,
        @Nullable String description,
        @Nullable List<String> eventTypes,
        @Nullable List<String> employers,
        @Nullable Boolean signWithKeyPair,
        @Nullable Map<String, String> metadata)
        implements Checked {
    private static final int MOST_TYPES = 100;
    private static final int MOST_EMPLOYERS = 100;

    @Override
    public void check(Errors errors) {
        errors.parse("url", errors.required("url", url), "invalid_url", URI::create);
        Rules.line(errors, "description", description);
        errors.atMost("event_types", MOST_TYPES, eventTypes);
        errors.each("event_types", eventTypes, EndpointBody::checkType);
        errors.atMost("employers", MOST_EMPLOYERS, employers);
        errors.each("employers", employers, EndpointBody::checkEmployer);
        Rules.metadata(errors, metadata);
    }

    private static void checkType(String type, Errors errors) {
        if (pushed(type).isEmpty()) {
            errors.add(
                    "unknown_value",
                    Map.of(
                            "allowed",
                            Arrays.stream(EventType.values())
                                    .filter(EndpointBody::isPushed)
                                    .map(EventType::publicName)
                                    .collect(Collectors.joining(", "))));
        }
    }

    private static void checkEmployer(String employer, Errors errors) {
        if (EmployerId.parse(employer).isEmpty()) {
            errors.add("unknown_employer");
        }
    }

    /** What is in the journal; what is posted beside it cannot be asked for. */
    private static boolean isPushed(EventType type) {
        return type != EventType.WEBHOOK_ENDPOINT_VERIFICATION && type != EventType.WEBHOOK_ENDPOINT_TEST;
    }

    private static Optional<EventType> pushed(String type) {
        return EventType.named(type).filter(EndpointBody::isPushed);
    }

    URI address() {
        return URI.create(Rules.given(url));
    }

    List<EmployerId> employerIds() {
        return employers == null
                ? List.of()
                : employers.stream()
                        .map(employer -> EmployerId.parse(employer).orElseThrow())
                        .toList();
    }

    Endpoint.Profile toProfile() {
        return new Endpoint.Profile(
                address(),
                description,
                types(),
                Set.copyOf(employerIds()),
                Boolean.TRUE.equals(signWithKeyPair),
                metadata == null ? Map.of() : metadata);
    }

    private Set<EventType> types() {
        return eventTypes == null
                ? Set.of()
                : eventTypes.stream().map(type -> pushed(type).orElseThrow()).collect(Collectors.toSet());
    }
}
