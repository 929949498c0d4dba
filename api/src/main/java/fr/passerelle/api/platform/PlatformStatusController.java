package fr.passerelle.api.platform;

import fr.passerelle.api.security.Caller;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What we measured of the platform: never guessed, {@code unknown} when thin. */
@RestController
final class PlatformStatusController {
    private final PlatformStatus status;
    private final StatusStream stream;

    PlatformStatusController(PlatformStatus status, StatusStream stream) {
        this.status = status;
        this.stream = stream;
    }

    @GetMapping("/v1/platform-status")
    Mono<StatusView> status() {
        return status.now();
    }

    @GetMapping(value = "/v1/platform-status/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<StatusView>> stream(Caller caller) {
        return stream.open(caller.tenant());
    }
}
